import { saleLimits as contract } from '../../../../shared/contracts/vending/sale-limits.ts';
import { setSaleLimits } from '../../../../shared/contracts/vending/set-sale-limits.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { allowed } from '../../../platform/operations/can.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { limitsOf } from '../store/facts.ts';

interface Row {
  readonly lowest_fen: Money;
  readonly highest_fen: Money;
  readonly retype_fen: Money;
  readonly times_usual: number;
}

export const saleLimits = answer(contract, async (tx, actor) => {
  const [row] = await tx.prepared<Row>(
    'vending.limits',
    'select * from sale_limit where site_id = $1 order by version desc limit 1',
    [actor.siteId],
  );
  return { ...limitsOf(row), can: allowed(actor, [setSaleLimits]) };
});
