import type { Clock } from '../../platform/clock.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { askCloseGuards } from './close-guard.ts';
import { mayMove, whyNotClose } from './rules/case-rules.ts';
import { addEvent, type CaseWithEvents, lockCase, viewCase } from './store.ts';

type Move =
  | { readonly caseId: string; readonly to: 'in-hand' }
  | { readonly caseId: string; readonly to: 'closed'; readonly resolution: string };

/** Takes a case in hand or closes it: by nobody who is a party, and only above both parties. */
export async function moveCase(tx: Tx, actor: Actor, clock: Clock, move: Move): Promise<CaseWithEvents> {
  const found = (await lockCase(tx, actor.siteId, move.caseId)) ?? refuse('record.not_found');
  if (!mayMove(found.state, move.to)) refuse('state.illegal_move', { from: found.state, to: move.to });
  const why = whyNotClose({
    kind: found.kind as 'case',
    ownerPost: found.owner_post,
    partyIds: found.party_ids,
    partyPosts: found.party_posts,
    person: actor.personId,
    post: actor.post,
  });
  if (why !== null) refuse(why.code, why.facts);
  if (move.to === 'closed') await askCloseGuards(tx, actor.siteId, move.caseId);
  const now = clock.now();
  const changes =
    move.to === 'in-hand'
      ? { state: 'in-hand', taken_by: actor.personId }
      : {
          state: 'closed',
          closed_by: actor.personId,
          closed_post: actor.post,
          closed_at: now,
          resolution: move.resolution,
        };
  await tx.keep(
    'case_file',
    q
      .updateTable('case_file')
      .set(changes)
      .where('site_id', '=', actor.siteId)
      .where('case_id', '=', move.caseId)
      .returningAll(),
  );
  await addEvent(tx, actor, {
    caseId: move.caseId,
    at: now,
    kind: move.to === 'closed' ? 'closed' : 'taken',
    text: move.to === 'closed' ? move.resolution : '',
  });
  return viewCase(tx, actor, now, move.caseId);
}
