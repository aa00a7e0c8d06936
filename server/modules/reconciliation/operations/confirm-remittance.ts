import { confirmRemittance as contract } from '../../../../shared/contracts/reconciliation/confirm-remittance.ts';
import { ACCOUNTS } from '../../../../shared/ledger/chart.ts';
import { remittanceNumberOf } from '../../../../shared/reconciliation/remittance.ts';
import { formatMoney, subtractMoney } from '../../../../shared/values/money.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { openCase } from '../../cases/index.ts';
import { credit, debit, post } from '../../ledger/index.ts';
import { requireDifferentPersons } from '../../posts/index.ts';
import { lockRemittance, remittanceView, requireOwnReceipt } from '../store/remittances.ts';

export const confirmRemittance = implement(contract, {
  async run(tx, actor, clock, { remittanceId, receivedFen, receiptNo }) {
    const { siteId } = actor;
    const now = clock.now();
    const found = await lockRemittance(tx, siteId, remittanceId);
    if (found.state !== 'in-transit') refuse('state.illegal_move', { from: found.state, to: 'confirmed' });
    requireDifferentPersons('hand-over-receive', found.person_id, actor.personId);
    await requireOwnReceipt(tx, siteId, { way: found.way, receiptNo, remittanceId });
    const differs = subtractMoney(receivedFen, found.amount_fen);
    const title = remittanceNumberOf(found.number);
    const parties = [
      { personId: found.person_id, post: found.post },
      { personId: actor.personId, post: actor.post },
    ];
    const opened =
      differs === 0
        ? null
        : await openCase(tx, actor, clock, {
            subject: 'remittance.differs',
            summary: {
              zh: `缴款单 ${title}：缴 ${formatMoney(found.amount_fen)}，到账 ${formatMoney(receivedFen)}，差额留在在途资金。`,
              en: `Remittance ${title}: ${formatMoney(found.amount_fen)} remitted, ${formatMoney(receivedFen)} received; the difference stays in transit.`,
            },
            amountFen: differs,
            document: { kind: 'remittance-receipt', id: remittanceId },
            parties,
          });
    await tx.keep(
      'remittance',
      q
        .updateTable('remittance')
        .set({
          state: 'confirmed',
          receipt_no: receiptNo,
          confirmed_fen: receivedFen,
          confirmed_at: now,
          confirmed_by: actor.personId,
          case_id: found.case_id ?? opened?.caseId ?? null,
        })
        .where('site_id', '=', siteId)
        .where('remittance_id', '=', remittanceId)
        .returningAll(),
    );
    if (receivedFen > 0) {
      await post(tx, actor, {
        businessDate: await currentDay(tx, siteId, now),
        now,
        document: { kind: 'remittance', id: remittanceId },
        text: `缴款到账 ${title} ${receiptNo}`,
        lines: [debit(ACCOUNTS.bank, receivedFen), credit(ACCOUNTS.inTransit, receivedFen)],
      });
    }
    tx.touch('reconciliation');
    return remittanceView(tx, actor, remittanceId);
  },
});
