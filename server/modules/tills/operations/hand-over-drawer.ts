import { handOverDrawer as contract } from '../../../../shared/contracts/tills/hand-over-drawer.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import { CUSTODIAN_POSTS } from '../../../../shared/tills/drawer.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireDifferentPersons, requireSignature } from '../../posts/index.ts';
import { endSession } from '../end-session.ts';
import { beginSession } from '../open-session.ts';
import { requireHeldDrawer } from '../session.ts';
import { lastSessionOf, lockDrawer, requireNoOpenDrawer } from '../store.ts';

const custodianPosts: readonly PostKey[] = CUSTODIAN_POSTS;

export const handOverDrawer = implement(contract, {
  async run(tx, actor, clock, input) {
    const now = clock.now();
    const { toPersonId, count, reason, signatures } = input;
    requireDifferentPersons('hand-over-receive', actor.personId, toPersonId);
    const held = await requireHeldDrawer(tx, actor, now);
    if (held.businessDate !== held.today) refuse('drawer.other_day', { date: held.businessDate });
    const [receiver] = await requireSignature(tx, {
      siteId: actor.siteId,
      signatureIds: signatures,
      act: 'tills.hand-over-drawer',
      contentOf: input,
      personId: toPersonId,
    });
    if (receiver === undefined) return refuse('signature.needed');
    if (!custodianPosts.includes(receiver.post))
      refuse('post.not_allowed', { post: receiver.post, act: 'tills.open-drawer' });
    await requireNoOpenDrawer(tx, actor.siteId, toPersonId);
    const outcome = await endSession(tx, actor, held, { count, reason, signatures, receiver, now });
    if (outcome.outcome === 'count-again') return outcome;
    const drawer = await lockDrawer(tx, actor.siteId, held.drawerId);
    const last = await lastSessionOf(tx, actor.siteId, held.drawerId);
    const next = await beginSession(
      tx,
      { ...actor, personId: toPersonId, post: receiver.post },
      {
        drawer,
        number: (last?.number ?? 0) + 1,
        businessDate: held.businessDate,
        count,
        carriedFen: outcome.countedFen,
        leftBy: { personId: held.custodianId, post: held.custodianPost },
        reason: '',
        handedFrom: { drawerSessionId: held.drawerSessionId, personId: actor.personId },
        now,
      },
    );
    return { ...outcome, nextSessionId: next.drawerSessionId };
  },
});
