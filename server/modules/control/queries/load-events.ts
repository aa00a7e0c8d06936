import { loadEvents as contract } from '../../../../shared/contracts/control/load-events.ts';
import type { EventState } from '../../../../shared/control/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { answer } from '../../../platform/operations/implement.ts';

interface Row {
  readonly event_id: string;
  readonly at: Instant;
  readonly meter_id: string;
  readonly meter_no: string;
  readonly room_code: string;
  readonly power_watts: number;
  readonly before_watts: number | null;
  readonly rule: 'threshold' | 'jump';
  readonly state: EventState;
  readonly notice: string;
  readonly restore_due_at: Instant | null;
  readonly ended_at: Instant | null;
}

export const loadEvents = answer(contract, async (tx, { siteId }, _clock, { state, after, limit }) => {
  const rows = await tx.prepared<Row>(
    'control.load-events',
    `select e.event_id, e.at, e.meter_id, m.meter_no, p.full_code as room_code, e.power_watts, e.before_watts, e.rule,
       e.state, e.notice, e.restore_due_at, e.ended_at
     from load_event e
     join meter m on m.site_id = e.site_id and m.meter_id = e.meter_id
     join premise p on p.site_id = e.site_id and p.premise_id = e.room_id
     where e.site_id = $1 and ($2::text is null or e.state = $2) and ($3::uuid is null or e.event_id < $3)
     order by e.event_id desc limit $4`,
    [siteId, state ?? null, after ?? null, limit],
  );
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      eventId: row.event_id,
      at: row.at,
      meterId: row.meter_id,
      meterNo: row.meter_no,
      roomCode: row.room_code,
      powerWatts: row.power_watts,
      beforeWatts: row.before_watts,
      rule: row.rule,
      state: row.state,
      notice: row.notice,
      restoreDueAt: row.restore_due_at,
      endedAt: row.ended_at,
    })),
    ...(rows.length === limit && last !== undefined ? { next: last.event_id } : {}),
  };
});
