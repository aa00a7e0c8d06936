import { lineEvents as contract } from '../../../../shared/contracts/network/line-events.ts';
import type { LineEventKind } from '../../../../shared/network/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { answer } from '../../../platform/operations/implement.ts';

interface Row {
  readonly event_id: string;
  readonly line_id: string;
  readonly line_name: string;
  readonly meter_id: string | null;
  readonly meter_no: string | null;
  readonly kind: LineEventKind;
  readonly note: string;
  readonly at: Instant;
}

const EVENTS = `select e.event_id, e.line_id, l.name as line_name, e.meter_id, m.meter_no, e.kind, e.note, e.at
  from line_event e
  join meter_line l on l.site_id = e.site_id and l.line_id = e.line_id
  left join meter m on m.site_id = e.site_id and m.meter_id = e.meter_id
  where e.site_id = $1 and ($2::uuid is null or e.line_id = $2) and ($3::uuid is null or e.meter_id = $3)
    and ($4::text is null or e.kind = $4) and ($5::uuid is null or e.event_id < $5)
  order by e.event_id desc limit $6`;

export const lineEvents = answer(contract, async (tx, { siteId }, _clock, { lineId, meterId, kind, after, limit }) => {
  const rows = await tx.prepared<Row>('network.events', EVENTS, [
    siteId,
    lineId ?? null,
    meterId ?? null,
    kind ?? null,
    after ?? null,
    limit,
  ]);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      eventId: row.event_id,
      lineId: row.line_id,
      lineName: row.line_name,
      meterId: row.meter_id,
      meterNo: row.meter_no,
      kind: row.kind,
      note: row.note,
      at: row.at,
    })),
    ...(rows.length === limit && last !== undefined ? { next: last.event_id } : {}),
  };
});
