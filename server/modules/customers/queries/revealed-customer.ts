import { revealedCustomer as contract } from '../../../../shared/contracts/customers/revealed-customer.ts';
import { REVEAL_SECONDS } from '../../../../shared/customers/view.ts';
import { secondsBetween } from '../../../../shared/values/calendar.ts';
import { q } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { personalOf } from '../store.ts';

/** Only to the person who gave the reason, and only for as long as the look was granted. */
export const revealedCustomer = answer(contract, async (tx, actor, clock, { revealId }) => {
  const reveal = await tx.maybe(
    q
      .selectFrom('security_event')
      .select(['at', 'detail'])
      .where('event_id', '=', revealId)
      .where('site_id', '=', actor.siteId)
      .where('person_id', '=', actor.personId)
      .where('kind', '=', 'customer.reveal'),
  );
  if (reveal === undefined) return refuse('record.not_found');
  if (secondsBetween(reveal.at, clock.now()) > REVEAL_SECONDS) refuse('customer.reveal_over');
  const { customerId } = reveal.detail as { customerId: string };
  const personal = (await personalOf(tx, actor.siteId, [customerId])).get(customerId);
  return personal ?? refuse('customer.erased');
});
