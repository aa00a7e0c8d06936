/** The list of customers is granted to one person, with a reason; in full only with a second person's signature. */
import { fullName } from '../../../../shared/contracts/contract.ts';
import { releaseList as contract } from '../../../../shared/contracts/customers/release-list.ts';
import { LIST_APPROVERS, RELEASE_SECONDS } from '../../../../shared/customers/list.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { sql } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { eventOf, noteSecurity, requireSignature } from '../../posts/index.ts';

export const releaseList = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId, personId } = actor;
    const { data, reason, signatures } = input;
    const [second] =
      data === 'masked'
        ? []
        : await requireSignature(tx, {
            siteId,
            signatureIds: signatures,
            act: fullName(contract),
            contentOf: input,
            notPersonId: personId,
            posts: LIST_APPROVERS,
          });
    const { rows } = await tx.one(
      sql<{ rows: number }>`select count(*) as rows from customer where site_id = ${siteId} and erased_at is null`,
    );
    if (rows === 0) refuse('customer.none');
    const detail = { data, reason, rows: String(rows), second: second?.personId ?? '' };
    const releaseId = await noteSecurity(tx, clock.now(), eventOf(actor, 'customer.list', detail));
    return { releaseId, rows, until: addSeconds(clock.now(), RELEASE_SECONDS) };
  },
});
