import { verifyBooks } from '../../../../shared/contracts/ledger/verify-books.ts';
import { newId } from '../../../../shared/values/ids.ts';
import type { VerifyReport } from '../../../platform/chain/verify/house.ts';
import type { Clock } from '../../../platform/clock.ts';
import { sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { type Actor, SYSTEM_PERSON } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assert } from '../../../platform/operations/refuse.ts';
import { openCase } from '../../cases/index.ts';
import { type VerificationRow, viewVerifications } from '../queries/verifications.ts';
import type { VerificationOrder } from '../verifier.ts';

/** Verifying takes as long as the books are long, so it is done outside the transaction; its result is kept. */
export const verifyBooksOperation = implement<typeof verifyBooks, VerificationOrder, VerifyReport>(verifyBooks, {
  async reserve(_tx, actor, _clock, { anchors }) {
    return { ticket: { siteId: actor.siteId, anchors } };
  },
  async call(ticket, { verifier }) {
    assert(verifier !== undefined, 'no verifier is wired');
    return verifier.verify(ticket);
  },
  async settle(tx, actor, clock, { outcome }) {
    const verificationId = newId();
    const rows = await tx.many(
      sql<VerificationRow>`insert into ledger_verification
        (site_id, verification_id, asked_by, finished_at, records, row_count, fault_count, first_fault, faults)
        values (${actor.siteId}, ${verificationId}, ${actor.personId}, ${clock.now()}, ${outcome.records}, ${outcome.rows},
          ${outcome.faultCount}, ${outcome.faults[0] ?? null}, ${outcome.faults.join('\n')}) returning *`,
    );
    tx.kept('ledger_verification', rows as never);
    if (outcome.faultCount > 0) await openFaultCase(tx, actor, clock, { verificationId, outcome });
    const [view] = await viewVerifications(tx, actor.siteId, rows);
    return view!;
  },
});

/** Whoever runs the machine is a party to it, so that the case is closed above that post. */
async function openFaultCase(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { verificationId, outcome }: { verificationId: string; outcome: VerifyReport },
): Promise<void> {
  const first = outcome.faults[0]?.slice(0, 300) ?? '';
  await openCase(tx, actor, clock, {
    subject: 'chain.fault',
    summary: {
      zh: `账簿核验发现 ${outcome.faultCount} 处问题，第一处：${first}`,
      en: `Verification found ${outcome.faultCount} faults, the first: ${first}`,
    },
    document: { kind: 'ledger-verification', id: verificationId },
    parties: [{ personId: SYSTEM_PERSON, post: 'system-administrator' }],
  });
}
