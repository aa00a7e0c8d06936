/**
 * How much a meter may hold (囤积限额), asked before money is taken. What is in it is known only as it was last seen;
 * a figure older than an hour refuses nobody, because some of it may be used: the meter itself has the last word.
 */
import { addSeconds, type Instant } from '../../../shared/values/calendar.ts';
import { addMoney, fen, formatMoney, type Money } from '../../../shared/values/money.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';

interface Row {
  readonly limit: Money | null;
  readonly left: Money | null;
  readonly seen_at: Instant | null;
}

const SEEN_SECONDS = 3_600;

/** Refuses 'meter.over_hoard_limit'. Only for meters that hold money. */
export async function requireRoom(
  tx: Tx,
  siteId: string,
  asked: { readonly meterId: string; readonly meterNo: string; readonly amount: number; readonly now: Instant },
): Promise<void> {
  const [row] = await tx.prepared<Row>(
    'network.hoard',
    `select n.hoard_limit_fen as limit, s.money_left_fen as left, s.credit_at as seen_at
     from network_meter n left join meter_status s on s.site_id = n.site_id and s.meter_id = n.meter_id
     where n.site_id = $1 and n.meter_id = $2 and n.detached_at is null and n.hoard_limit_fen is not null`,
    [siteId, asked.meterId],
  );
  if (row === undefined || row.limit === null) return;
  const fresh = row.seen_at !== null && row.seen_at >= addSeconds(asked.now, -SEEN_SECONDS);
  const left = fresh && row.left !== null ? row.left : fen(0);
  if (addMoney(left, fen(asked.amount)) > row.limit)
    refuse('meter.over_hoard_limit', { meterNo: asked.meterNo, limit: formatMoney(row.limit) });
}
