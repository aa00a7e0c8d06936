/** The cash that lies in a clerk's drawer by the books, counted by denomination. */
import { DENOMINATIONS, type DenominationKey } from '../../shared/values/denominations.ts';
import type { HouseUnderFault } from './house-under-fault.ts';

export async function cashOf(
  { look }: Pick<HouseUnderFault, 'look'>,
  login: string,
): Promise<Partial<Record<DenominationKey, number>>> {
  const [row] = await look<{ cash: number }>(
    `select m.cash_after_fen as cash from drawer_movement m join drawer_session s using (site_id, drawer_session_id)
     where s.custodian_id = (select person_id from person where login = $1) order by s.opened_at desc, m.seq desc limit 1`,
    [login],
  );
  let left = row?.cash ?? 0;
  const count: Partial<Record<DenominationKey, number>> = {};
  for (const { key, value } of DENOMINATIONS) {
    count[key] = Math.trunc(left / value);
    left %= value;
  }
  return count;
}
