import { lines as contract } from '../../../../shared/contracts/network/lines.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { type LineListRow, lineView } from '../views.ts';

const LINES = `select l.*, h.asked, h.answered, h.silent, h.late, h.stray, h.answered_at, h.failed_at, h.failure,
    e.owner is not null and e.until > clock_timestamp() as held,
    (select count(*) from network_meter n where n.site_id = l.site_id and n.line_id = l.line_id
      and n.detached_at is null) as meters
  from meter_line l
  join line_health h on h.site_id = l.site_id and h.line_id = l.line_id
  join line_lease e on e.site_id = l.site_id and e.line_id = l.line_id
  where l.site_id = $1 and l.state = $2 and ($3::uuid is null or l.line_id = $3) and ($4::uuid is null or l.line_id > $4)
  order by l.line_id limit $5`;

/** In the order they were added. */
export const lines = answer(contract, async (tx, actor, _clock, { state, lineId, after, limit }) => {
  const rows = await tx.prepared<LineListRow>('network.lines', LINES, [
    actor.siteId,
    state,
    lineId ?? null,
    after ?? null,
    limit,
  ]);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => lineView(actor, row)),
    ...(rows.length === limit && last !== undefined ? { next: last.line_id } : {}),
  };
});
