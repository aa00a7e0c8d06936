/** Beginning a session, the same way for every door that lets somebody in. */

import type { SessionView } from '../../../../shared/posts/session-view.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import { type Tx, transaction } from '../../../platform/db/tx.ts';
import type { Door } from '../../../platform/http/route.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import type { PostsPorts } from '../ports.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { sessionView } from '../session-view.ts';
import { beginSession, endSessionOfToken } from '../sessions.ts';
import { placesBeside } from '../signed-in-twice.ts';

export interface Entering {
  readonly siteId: string;
  readonly personId: string;
  readonly post?: PostKey;
  /** How the person came in, for the security log. */
  readonly by: 'password' | 'password and authenticator' | 'claim' | 'demo';
  /** Done in the same transaction, before the session begins. */
  readonly first?: (tx: Tx) => Promise<void>;
}

/** A new session with a new token; the browser's old one ends. */
export async function enter(door: Door, ports: PostsPorts, who: Entering): Promise<SessionView> {
  const { token, view } = await transaction(door.pool, async (tx) => {
    const now = door.clock.now();
    await who.first?.(tx);
    await endSessionOfToken(tx, door.token, now);
    const begun = await beginSession(tx, { ...who, address: door.address, now });
    const actor: Actor = {
      ...door.actor,
      siteId: who.siteId,
      personId: who.personId,
      post: begun.post ?? 'nobody',
      sessionId: begun.sessionId,
      barred: undefined,
    };
    await noteSecurity(tx, door.clock.now(), eventOf(actor, 'sign-in', { by: who.by, post: begun.post }));
    if (who.by !== 'demo') {
      const places = await placesBeside(tx, { ...who, sessionId: begun.sessionId }, now);
      if (places.length > 0) await noteSecurity(tx, door.clock.now(), eventOf(actor, 'signed-in-twice', { places }));
    }
    return { token: begun.token, view: await sessionView(tx, door.clock, ports, actor) };
  });
  door.setSession(token);
  return view;
}

/** The session behind the request, even where it may not act now (locked, founding, post taken away). */
export function requireSession(actor: Actor): Actor & { readonly sessionId: string } {
  if (actor.sessionId === null) refuse(actor.barred ?? 'session.none');
  return actor as Actor & { readonly sessionId: string };
}
