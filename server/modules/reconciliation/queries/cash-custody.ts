import { cashCustody as contract } from '../../../../shared/contracts/reconciliation/cash-custody.ts';
import { ACCOUNTS } from '../../../../shared/ledger/chart.ts';
import { slipNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import { addMoney, ZERO } from '../../../../shared/values/money.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { accountBalance } from '../../ledger/index.ts';
import { personNames } from '../../posts/index.ts';
import { cashAge } from '../rules/lateness.ts';
import { dueSlips } from '../store/remittances.ts';

export const cashCustody = answer(contract, async (tx, actor, clock) => {
  const { siteId } = actor;
  const today = await currentDay(tx, siteId, clock.now());
  const due = await dueSlips(tx, siteId);
  const names = await personNames(
    tx,
    siteId,
    due.map(({ row }) => row.custodian_id),
  );
  return {
    safeFen: await accountBalance(tx, siteId, ACCOUNTS.safe),
    inTransitFen: await accountBalance(tx, siteId, ACCOUNTS.inTransit),
    dueFen: addMoney(ZERO, ...due.map(({ dueFen }) => dueFen)),
    rows: due.map(({ row, dueFen }) => ({
      slipId: row.slip_id,
      slipNo: slipNumberOf(row.number),
      businessDate: row.business_date,
      session: row.session,
      custodianName: names.get(row.custodian_id) ?? '',
      dueFen,
      ...cashAge(row.business_date, today),
    })),
  };
});
