import { fullName } from '../../../../shared/contracts/contract.ts';
import { revealWithApproval as contract } from '../../../../shared/contracts/customers/reveal-with-approval.ts';
import { REVEAL_APPROVERS, REVEAL_SECONDS } from '../../../../shared/customers/view.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { eventOf, noteSecurity, requireSignature } from '../../posts/index.ts';
import { lockWithData } from '../store.ts';

/** Counts among nobody's twenty: two persons answer for it. */
export const revealWithApproval = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId, personId } = actor;
    const { customerId, reason, signatures } = input;
    await lockWithData(tx, siteId, customerId);
    const signed = { siteId, signatureIds: signatures, act: fullName(contract), contentOf: input };
    const [agreed] = await requireSignature(tx, { ...signed, notPersonId: personId, posts: REVEAL_APPROVERS });
    const detail = { customerId, reason, approvedBy: agreed!.personId };
    const revealId = await noteSecurity(tx, clock.now(), eventOf(actor, 'customer.reveal', detail));
    return { revealId, until: addSeconds(clock.now(), REVEAL_SECONDS), leftToday: 0 };
  },
});
