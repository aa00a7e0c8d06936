import type { Tx } from '../db/tx.ts';

/** The next number of a series, gapless: the series' row stays locked until this transaction ends. Starts at 1. */
export async function nextNumber(tx: Tx, siteId: string, series: string): Promise<number> {
  const [row] = await tx.prepared<{ last: number }>(
    'platform.next-number',
    `insert into number_series (site_id, series, last) values ($1, $2, 1)
     on conflict (site_id, series) do update set last = number_series.last + 1 returning last`,
    [siteId, series],
  );
  return row!.last;
}
