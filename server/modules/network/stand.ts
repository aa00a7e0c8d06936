/** What is left in a network meter, as it said itself last; a settlement goes by it where it is fresh. */
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';

interface Row {
  readonly credit_unit: string;
  readonly money_left_fen: number | null;
  readonly overdraft_fen: number | null;
  readonly energy_left_milli: number | null;
  readonly credit_at: Instant | null;
}

export async function standInMeter(
  tx: Tx,
  siteId: string,
  meterId: string,
): Promise<{ readonly remaining: number; readonly at: Instant } | null> {
  const [row] = await tx.prepared<Row>(
    'network.stand',
    `select m.credit_unit, s.money_left_fen, s.overdraft_fen, s.energy_left_milli, s.credit_at
     from meter_status s join meter m on m.site_id = s.site_id and m.meter_id = s.meter_id
     join network_meter n on n.site_id = s.site_id and n.meter_id = s.meter_id and n.detached_at is null
     where s.site_id = $1 and s.meter_id = $2`,
    [siteId, meterId],
  );
  if (row === undefined || row.credit_at === null) return null;
  const money = row.money_left_fen === null ? null : row.money_left_fen - (row.overdraft_fen ?? 0);
  const remaining = row.credit_unit === 'money' ? money : row.energy_left_milli;
  return remaining === null ? null : { remaining, at: row.credit_at };
}
