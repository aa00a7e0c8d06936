import { verifyBooks } from '../../../../shared/contracts/ledger/verify-books.ts';
import { newId } from '../../../../shared/values/ids.ts';
import type { VerifyReport } from '../../../platform/chain/verify/house.ts';
import { sql } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assert } from '../../../platform/operations/refuse.ts';
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
    const rows = await tx.many(
      sql<VerificationRow>`insert into ledger_verification
        (site_id, verification_id, asked_by, finished_at, records, row_count, fault_count, first_fault, faults)
        values (${actor.siteId}, ${newId()}, ${actor.personId}, ${clock.now()}, ${outcome.records}, ${outcome.rows},
          ${outcome.faultCount}, ${outcome.faults[0] ?? null}, ${outcome.faults.join('\n')}) returning *`,
    );
    tx.kept('ledger_verification', rows as never);
    const [view] = await viewVerifications(tx, actor.siteId, rows);
    return view!;
  },
});
