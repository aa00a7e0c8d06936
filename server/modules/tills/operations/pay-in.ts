import { payIn as contract } from '../../../../shared/contracts/tills/pay-in.ts';
import { ACCOUNTS } from '../../../../shared/ledger/chart.ts';
import { CASH_KEEPERS } from '../../../../shared/tills/drawer.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { credit, debit, post } from '../../ledger/index.ts';
import { moveCash } from '../cash.ts';
import { otherParty } from '../other-party.ts';
import { requireOpenDrawer } from '../session.ts';
import { newVoucher } from '../store.ts';

const FROM = { safe: ACCOUNTS.safe, bank: ACCOUNTS.bank, 'other-income': ACCOUNTS.incomeOther } as const;

export const payIn = implement(contract, {
  async run(tx, actor, clock, input) {
    const now = clock.now();
    const { amountFen, source, reason } = input;
    const drawer = await requireOpenDrawer(tx, actor, now);
    const giver =
      source === 'safe' ? await otherParty(tx, actor, { act: 'tills.pay-in', input, posts: CASH_KEEPERS }) : null;
    const document = await newVoucher(tx, actor.siteId, drawer, 'pay-in');
    const counterpartyId = giver?.personId ?? null;
    await moveCash(tx, actor, drawer, { kind: 'pay-in', amountFen, document, counterpartyId, reason, now });
    await post(tx, actor, {
      businessDate: drawer.businessDate,
      now,
      document,
      text: `${drawer.drawerName}存入：${reason}`,
      lines: [debit(drawer.accountCode, amountFen), credit(FROM[source], amountFen)],
      drawerSessionId: drawer.drawerSessionId,
    });
    return { voucherNumber: document.number, amountFen };
  },
});
