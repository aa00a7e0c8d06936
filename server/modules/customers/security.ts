/** What security wants to know later of personal data: who looked, who deleted, why. */
import type { Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';

interface SecurityEvent {
  readonly kind: string;
  readonly at: Instant;
  readonly detail: Readonly<Record<string, string>>;
}

/** Answers the event's id. */
export async function noteSecurityEvent(tx: Tx, actor: Actor, event: SecurityEvent): Promise<string> {
  const eventId = newId();
  await tx.run(
    q.insertInto('security_event').values({
      site_id: actor.siteId,
      event_id: eventId,
      at: event.at,
      kind: event.kind,
      person_id: actor.personId,
      session_id: actor.sessionId,
      address: actor.address,
      detail: JSON.stringify(event.detail),
    }),
  );
  return eventId;
}
