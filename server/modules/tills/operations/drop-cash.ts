import { dropCash as contract } from '../../../../shared/contracts/tills/drop-cash.ts';
import { ACCOUNTS } from '../../../../shared/ledger/chart.ts';
import { CASH_KEEPERS } from '../../../../shared/tills/drawer.ts';
import { negate } from '../../../../shared/values/money.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { credit, debit, post } from '../../ledger/index.ts';
import { personName } from '../../posts/index.ts';
import { moveCash } from '../cash.ts';
import { otherParty } from '../other-party.ts';
import { requireOpenDrawer } from '../session.ts';
import { newVoucher } from '../store.ts';

const TO = { safe: ACCOUNTS.safe, 'in-transit': ACCOUNTS.inTransit } as const;

export const dropCash = implement(contract, {
  async run(tx, actor, clock, input) {
    const now = clock.now();
    const { amountFen, to, reason } = input;
    const drawer = await requireOpenDrawer(tx, actor, now);
    const receiver = await otherParty(tx, actor, { act: 'tills.drop-cash', input, posts: CASH_KEEPERS });
    const document = await newVoucher(tx, actor.siteId, drawer, 'drop');
    await moveCash(tx, actor, drawer, {
      kind: 'drop',
      amountFen: negate(amountFen),
      document,
      counterpartyId: receiver.personId,
      reason,
      now,
    });
    await post(tx, actor, {
      businessDate: drawer.businessDate,
      now,
      document,
      text: `${drawer.drawerName}解缴现金：${reason}`,
      lines: [debit(TO[to], amountFen), credit(drawer.accountCode, amountFen)],
      drawerSessionId: drawer.drawerSessionId,
    });
    const receiverName = (await personName(tx, actor.siteId, receiver.personId)) ?? '';
    return { voucherNumber: document.number, amountFen, receiverName };
  },
});
