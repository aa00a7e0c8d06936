/** The month's settlement of the cash journal, signed at once by who keeps it. Only over days that are closed. */

import { fullName } from '../../../../shared/contracts/contract.ts';
import { settleJournal as contract } from '../../../../shared/contracts/reconciliation/settle-journal.ts';
import { type JournalMonth, settlementNumberOf } from '../../../../shared/reconciliation/journal-month.ts';
import { daysOfMonth } from '../../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../../shared/values/canonical.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { currentDay, sha256 } from '../../../platform/chain/day.ts';
import type { Clock } from '../../../platform/clock.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { openCase } from '../../cases/index.ts';
import { houseOf, requireSignature } from '../../posts/index.ts';
import { journalSums, notComingOut } from '../rules/journal-sums.ts';
import { journalMonth, monthToSettle } from '../store/journal-month.ts';
import { dayWithoutSheet } from '../store/month.ts';
import { settlementViews } from '../store/settlements.ts';

export const settleJournal = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId, personId } = actor;
    const { month } = input;
    const house = await houseOf(tx, siteId);
    if (actor.post !== 'cashier' && !house.single_operator) refuse('journal.not_keeper');
    if ((await currentDay(tx, siteId, clock.now())) <= daysOfMonth(month).to)
      refuse('journal.month_not_over', { month });
    const number = await nextNumber(tx, siteId, 'journal-settlement');
    await requireDue(tx, siteId, month);
    const content = await journalMonth(tx, siteId, month);
    const text = canonicalJson(content);
    const contentDigest = sha256(text);
    if (contentDigest !== input.contentDigest) refuse('journal.changed', { month });
    const [signature] = await requireSignature(tx, {
      siteId,
      signatureIds: input.signatures,
      act: fullName(contract),
      contentOf: input,
      personId,
    });
    const settlementId = newId();
    const caseId = await caseOf(tx, actor, clock, { content, settlementId, number });
    const sums = journalSums(content.places);
    await tx.keep(
      'journal_settlement',
      q
        .insertInto('journal_settlement')
        .values({
          site_id: siteId,
          settlement_id: settlementId,
          number,
          month,
          content: text,
          content_digest: contentDigest,
          opening_fen: sums.openingFen,
          receipt_fen: sums.receiptFen,
          payment_fen: sums.paymentFen,
          closing_fen: sums.closingFen,
          agrees: caseId === null,
          case_id: caseId,
          signature_id: signature!.signatureId,
          signed_at: signature!.at,
          signed_by: personId,
          post: actor.post,
        })
        .returningAll(),
    );
    tx.touch('reconciliation');
    const [view] = await settlementViews(tx, siteId, { settlementId, limit: 1 });
    return view!;
  },
});

/** Months are settled in their order, each once, when the last of its days is closed. */
async function requireDue(tx: Tx, siteId: string, month: string): Promise<void> {
  const [before] = await settlementViews(tx, siteId, { month, limit: 1 });
  if (before !== undefined) refuse('journal.settled', { month, number: before.number });
  const due = await monthToSettle(tx, siteId);
  if (due === null || due > month) refuse('journal.nothing', { month });
  if (due < month) refuse('journal.earlier_month', { month: due });
  const open = await dayWithoutSheet(tx, { siteId, ...daysOfMonth(month) });
  if (open !== null) refuse('journal.day_open', { date: open });
}

interface Settling {
  readonly content: JournalMonth;
  readonly settlementId: string;
  readonly number: number;
}

async function caseOf(tx: Tx, actor: Actor, clock: Clock, settling: Settling): Promise<string | null> {
  const { content, settlementId } = settling;
  const wrong = notComingOut(content.places);
  if (wrong.length === 0) return null;
  const title = settlementNumberOf(settling.number);
  const opened = await openCase(tx, actor, clock, {
    subject: 'books.differ',
    summary: {
      zh: `现金日记账月结 ${title}（${content.month}）不符：${wrong.map((place) => place.name.zh).join('、')}`,
      en: `Journal settlement ${title} (${content.month}) differs: ${wrong.map((place) => place.name.en).join(', ')}`,
    },
    document: { kind: 'journal-settlement', id: settlementId },
    parties: [{ personId: actor.personId, post: actor.post }],
  });
  return opened.caseId;
}
