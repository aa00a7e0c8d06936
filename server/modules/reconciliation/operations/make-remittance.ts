import { makeRemittance as contract } from '../../../../shared/contracts/reconciliation/make-remittance.ts';
import { ACCOUNTS } from '../../../../shared/ledger/chart.ts';
import { remittanceNumberOf } from '../../../../shared/reconciliation/remittance.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { addMoney, formatMoney, type Money, subtractMoney, ZERO } from '../../../../shared/values/money.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import type { Clock } from '../../../platform/clock.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { openCase } from '../../cases/index.ts';
import { accountBalance, credit, debit, post } from '../../ledger/index.ts';
import { lockDueSlips, remittanceView, requireOwnReceipt } from '../store/remittances.ts';

export const makeRemittance = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    const now = clock.now();
    const { amountFen, way, receiver, reason } = input;
    const slips = await lockDueSlips(tx, siteId, input.slipIds);
    const sum = addMoney(...slips.map(({ dueFen }) => dueFen));
    // A day that gave back more than it took is not remitted by itself; together with others it lowers what is due.
    const dueFen = sum < 0 ? ZERO : sum;
    const differs = subtractMoney(amountFen, dueFen);
    if (differs !== 0 && reason.length < 2) refuse('remittance.reason_needed', { due: formatMoney(dueFen) });
    if (input.receiptNo !== undefined) await requireOwnReceipt(tx, siteId, { way, receiptNo: input.receiptNo });
    // The number's row is locked first: of two remittances at once the second sees what the first left in the safe.
    const number = await nextNumber(tx, siteId, 'remittance');
    const safe = await accountBalance(tx, siteId, ACCOUNTS.safe);
    if (safe < amountFen) refuse('remittance.safe_short', { safe: formatMoney(safe) });

    const remittanceId = newId();
    const title = remittanceNumberOf(number);
    const caseId =
      differs === 0 ? null : await openDifference(tx, actor, clock, { remittanceId, title, dueFen, ...input });
    const businessDate = await currentDay(tx, siteId, now);
    await tx.keep(
      'remittance',
      q
        .insertInto('remittance')
        .values({
          site_id: siteId,
          remittance_id: remittanceId,
          number,
          business_date: businessDate,
          way,
          amount_fen: amountFen,
          due_fen: dueFen,
          reason,
          receiver,
          receipt_no: input.receiptNo ?? null,
          person_id: actor.personId,
          post: actor.post,
          made_at: now,
          state: 'in-transit',
          confirmed_fen: null,
          confirmed_at: null,
          confirmed_by: null,
          case_id: caseId,
        })
        .returningAll(),
    );
    await tx.keep(
      'remittance_slip',
      q
        .insertInto('remittance_slip')
        .values(
          slips.map(({ row, dueFen: due }) => ({
            site_id: siteId,
            slip_id: row.slip_id,
            remittance_id: remittanceId,
            due_fen: due,
          })),
        )
        .returningAll(),
    );
    const document = { kind: 'remittance', id: remittanceId };
    await post(tx, actor, {
      ...{ businessDate, now, document, text: `缴款 ${title} ${receiver}` },
      lines: [debit(ACCOUNTS.inTransit, amountFen), credit(ACCOUNTS.safe, amountFen)],
    });
    tx.touch('reconciliation');
    return remittanceView(tx, actor, remittanceId);
  },
});

async function openDifference(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  of: {
    readonly remittanceId: string;
    readonly title: string;
    readonly dueFen: Money;
    readonly amountFen: Money;
    readonly reason: string;
  },
): Promise<string> {
  const { title, dueFen, amountFen, reason } = of;
  const { caseId } = await openCase(tx, actor, clock, {
    subject: 'remittance.differs',
    summary: {
      zh: `缴款单 ${title}：应缴 ${formatMoney(dueFen)}，实缴 ${formatMoney(amountFen)}。${reason}`,
      en: `Remittance ${title}: ${formatMoney(dueFen)} due, ${formatMoney(amountFen)} remitted. ${reason}`,
    },
    amountFen: subtractMoney(amountFen, dueFen),
    document: { kind: 'remittance', id: of.remittanceId },
    parties: [{ personId: actor.personId, post: actor.post }],
  });
  return caseId;
}
