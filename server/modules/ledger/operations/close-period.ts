import { closePeriod } from '../../../../shared/contracts/ledger/close-period.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { closeMonth } from '../close-month.ts';
import { viewPeriods } from '../queries/periods.ts';

export const closePeriodOperation = implement(closePeriod, {
  async run(tx, actor, clock, { month }) {
    const closed = (await closeMonth(tx, actor, clock.now(), month)) ?? refuse('ledger.period_closed', { month });
    const [view] = await viewPeriods(tx, actor, [closed]);
    return view!;
  },
});
