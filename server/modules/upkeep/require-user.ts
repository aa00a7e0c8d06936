import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { requireDifferentPersons } from '../posts/index.ts';
import { acceptanceOf } from './repair-view.ts';
import { whyNotAccept } from './rules/judge-acceptance.ts';
import type { RepairRow } from './store/repairs.ts';

/** Refuses a repairer, and who neither reported the repair, nor is of that post or above it. */
export function requireUser(actor: Actor, repair: RepairRow): void {
  const why = whyNotAccept(acceptanceOf(actor, repair));
  if (why === 'person.must_differ') requireDifferentPersons('worker-inspector', actor.personId, actor.personId);
  if (why !== null) refuse(why);
}
