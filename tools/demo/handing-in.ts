/** Where the demo's cash goes: remitted day by day, the week's papers handed in, the month signed by both. */
import { bundles } from '../../shared/contracts/reconciliation/bundles.ts';
import { cashCustody } from '../../shared/contracts/reconciliation/cash-custody.ts';
import { confirmRemittance } from '../../shared/contracts/reconciliation/confirm-remittance.ts';
import { handInBundle } from '../../shared/contracts/reconciliation/hand-in-bundle.ts';
import { makeRemittance } from '../../shared/contracts/reconciliation/make-remittance.ts';
import { makeStatement } from '../../shared/contracts/reconciliation/make-statement.ts';
import { receiveBundle } from '../../shared/contracts/reconciliation/receive-bundle.ts';
import { signStatement } from '../../shared/contracts/reconciliation/sign-statement.ts';
import { statements } from '../../shared/contracts/reconciliation/statements.ts';
import { fen } from '../../shared/values/money.ts';
import type { Month } from './month.ts';

/** The last remittance is still on its way when the demo opens. */
const IN_TRANSIT = 1;

export async function handIn(month: Month, back: number): Promise<void> {
  await remit(month, back);
  await week(month);
  await monthEnd(month);
}

/** As many slips, oldest first, as what lies in the safe pays for: the drawer keeps the small change. */
async function remit({ as }: Month, back: number): Promise<void> {
  const cashier = as('cashier');
  const { rows, safeFen } = await cashier.ask(cashCustody);
  let sum = 0;
  const slipIds: string[] = [];
  for (const { slipId, dueFen } of rows) {
    if (sum + dueFen > safeFen) break;
    sum += dueFen;
    slipIds.push(slipId);
  }
  if (sum <= 0) return;
  const paper = { way: 'bank', receiver: '示例银行 东校区支行 基本户', reason: '' } as const;
  const { remittanceId } = await cashier.signed(makeRemittance, { ...paper, slipIds, amountFen: fen(sum) });
  if (back <= IN_TRANSIT) return;
  const receiptNo = `HD${String(100_000 - back)}`;
  await as('finance').signed(confirmRemittance, { remittanceId, receivedFen: fen(sum), receiptNo });
}

async function week({ as }: Month): Promise<void> {
  const clerk = as('vending-clerk');
  const { nextWeek } = await clerk.ask(bundles, { limit: 1 });
  if (nextWeek === null) return;
  const { bundleId, items } = await clerk.signed(handInBundle, { fromDate: nextWeek });
  const received = items.map(({ id }) => id);
  await as('funds-administrator').signed(receiveBundle, { bundleId, received });
}

async function monthEnd({ as }: Month): Promise<void> {
  const clerk = as('vending-clerk');
  const { nextMonth } = await clerk.ask(statements, { limit: 1 });
  if (nextMonth === null) return;
  const { statementId, contentDigest } = await clerk.call(makeStatement, { month: nextMonth });
  for (const side of ['vending-clerk', 'funds-administrator'] as const)
    await as(side).signed(signStatement, { statementId, contentDigest });
}
