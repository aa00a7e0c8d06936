import { payOut as contract } from '../../../../shared/contracts/tills/pay-out.ts';
import { ACCOUNTS } from '../../../../shared/ledger/chart.ts';
import { CASH_OVERSEERS } from '../../../../shared/tills/drawer.ts';
import { negate } from '../../../../shared/values/money.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { credit, debit, post } from '../../ledger/index.ts';
import { moveCash } from '../cash.ts';
import { otherParty } from '../other-party.ts';
import { requireOpenDrawer } from '../session.ts';
import { newVoucher } from '../store.ts';

export const payOut = implement(contract, {
  async run(tx, actor, clock, input) {
    const now = clock.now();
    const { amountFen, reason } = input;
    const drawer = await requireOpenDrawer(tx, actor, now);
    const approver = await otherParty(tx, actor, { act: 'tills.pay-out', input, posts: CASH_OVERSEERS });
    const document = await newVoucher(tx, actor.siteId, drawer, 'pay-out');
    await moveCash(tx, actor, drawer, {
      kind: 'pay-out',
      amountFen: negate(amountFen),
      document,
      counterpartyId: approver.personId,
      reason,
      now,
    });
    await post(tx, actor, {
      businessDate: drawer.businessDate,
      now,
      document,
      text: `${drawer.drawerName}支出：${reason}`,
      lines: [debit(ACCOUNTS.expense, amountFen), credit(drawer.accountCode, amountFen)],
      drawerSessionId: drawer.drawerSessionId,
    });
    return { voucherNumber: document.number, amountFen };
  },
});
