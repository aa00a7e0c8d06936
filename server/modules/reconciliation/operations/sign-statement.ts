import { fullName } from '../../../../shared/contracts/contract.ts';
import { signStatement as contract } from '../../../../shared/contracts/reconciliation/sign-statement.ts';
import { STATEMENT_SIDE_TITLES } from '../../../../shared/reconciliation/month.ts';
import { statementNumberOf } from '../../../../shared/reconciliation/remittance.ts';
import type { SlipState } from '../../../../shared/reconciliation/slip-states.ts';
import { type BusinessDate, daysOfMonth, type Instant } from '../../../../shared/values/calendar.ts';
import { sealDay } from '../../../platform/chain/seal.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { closeMonth } from '../../ledger/index.ts';
import { requireDifferentPersons, requireSignature } from '../../posts/index.ts';
import { requireMove, stateWith } from '../rules/slip-states.ts';
import { lockStatement, sideOf, statementSignatures, statementView } from '../store/statements.ts';

export const signStatement = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    const { statementId } = input;
    const statement = await lockStatement(tx, siteId, statementId);
    const number = statementNumberOf(statement.number);
    if (statement.content_digest !== input.contentDigest) refuse('slip.digest_differs', { number });
    const signed = new Map(
      (await statementSignatures(tx, siteId, [statementId])).map((one) => [one.side, one.person_id]),
    );
    const signatures = await requireSignature(tx, {
      siteId,
      signatureIds: input.signatures,
      act: fullName(contract),
      contentOf: input,
    });
    for (const signature of signatures) {
      const side = sideOf(signature.post) ?? refuse('signature.needed');
      const title = STATEMENT_SIDE_TITLES[side];
      if (signed.has(side)) refuse('slip.already_signed', { number, role: `${title.zh} / ${title.en}` });
      for (const personId of signed.values()) requireDifferentPersons('cash-funds', personId, signature.personId);
      await tx.keep(
        'monthly_statement_signature',
        q
          .insertInto('monthly_statement_signature')
          .values({
            site_id: siteId,
            statement_id: statementId,
            side,
            signature_id: signature.signatureId,
            person_id: signature.personId,
            post: signature.post,
            content_digest: statement.content_digest,
            at: signature.at,
          })
          .returningAll(),
      );
      signed.set(side, signature.personId);
    }
    const state = stateWith(signed.size);
    requireMove(statement.state as SlipState, state);
    await tx.keep(
      'monthly_statement',
      q
        .updateTable('monthly_statement')
        .set({ state })
        .where('site_id', '=', siteId)
        .where('statement_id', '=', statementId)
        .returningAll(),
    );
    if (state === 'signed') await lockMonth(tx, actor, clock.now(), statement.month);
    tx.touch('reconciliation');
    tx.touch('ledger');
    return statementView(tx, actor, statementId);
  },
});

/** Nothing more is posted in the month. Its last days, on which no drawer was open, are sealed along with it. */
async function lockMonth(tx: Tx, actor: Actor, now: Instant, month: string): Promise<void> {
  const { to } = daysOfMonth(month);
  const { day } = await tx.one(
    sql<{ day: BusinessDate | null }>`select max(business_date) as day from site_day
      where site_id = ${actor.siteId} and business_date <= ${to} and sealed_at is null`,
  );
  if (day !== null) await sealDay(tx, actor.siteId, day, now);
  await closeMonth(tx, actor, now, month);
}
