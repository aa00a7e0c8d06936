/** The doors of a session already begun: choose the post, lock, leave; and the demo's way in. */
import { choosePost } from '../../../../shared/contracts/posts/choose-post.ts';
import { demoSignIn } from '../../../../shared/contracts/posts/demo-sign-in.ts';
import { lockSession } from '../../../../shared/contracts/posts/lock-session.ts';
import { signOut } from '../../../../shared/contracts/posts/sign-out.ts';
import { unlockSession } from '../../../../shared/contracts/posts/unlock-session.ts';
import { reading, transaction } from '../../../platform/db/tx.ts';
import { type DoorRoute, throughDoor } from '../../../platform/http/route.ts';
import { requireSignedIn } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { beginAttempt } from '../attempts.ts';
import type { PostsPorts } from '../ports.ts';
import { demoPin, sameText, verifySecret } from '../secrets.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { sessionView } from '../session-view.ts';
import { endSessionOfToken, setSession } from '../sessions.ts';
import { holderById, postHolders, postsOf, theHouse } from '../store.ts';
import { enter, requireSession } from './entering.ts';

const choosePostDoor = (ports: PostsPorts): DoorRoute =>
  throughDoor(choosePost, async (door, { post }) => {
    const actor = requireSession(door.actor);
    if (actor.barred !== undefined && actor.barred !== 'post.not_held') refuse(actor.barred);
    return transaction(door.pool, async (tx) => {
      if (!(await postsOf(tx, actor.siteId, actor.personId)).includes(post)) refuse('post.not_held');
      await setSession(tx, actor, { post, last_seen_at: door.clock.now() });
      const now = { ...actor, post, barred: undefined };
      await noteSecurity(tx, door.clock.now(), eventOf(now, 'choose-post', { post }));
      return sessionView(tx, door.clock, ports, now);
    });
  });

const signOutDoor = (): DoorRoute =>
  throughDoor(signOut, async (door) => {
    await transaction(door.pool, async (tx) => {
      await endSessionOfToken(tx, door.token, door.clock.now());
      if (door.actor.sessionId !== null) await noteSecurity(tx, door.clock.now(), eventOf(door.actor, 'sign-out', {}));
    });
    door.clearSession();
    return { signedOut: true as const };
  });

const lockSessionDoor = (ports: PostsPorts): DoorRoute =>
  throughDoor(lockSession, async (door) => {
    requireSignedIn(door.actor);
    const actor = requireSession(door.actor);
    return transaction(door.pool, async (tx) => {
      await setSession(tx, actor, { locked_at: door.clock.now() });
      await noteSecurity(tx, door.clock.now(), eventOf(actor, 'lock', {}));
      return sessionView(tx, door.clock, ports, { ...actor, post: 'nobody', barred: 'session.locked' });
    });
  });

/** By the holder's PIN or password, and nobody else's: another person signs in instead. */
const unlockSessionDoor = (ports: PostsPorts): DoorRoute =>
  throughDoor(unlockSession, async (door, { pin, password }) => {
    const actor = requireSession(door.actor);
    if (actor.barred !== undefined && actor.barred !== 'session.locked') refuse(actor.barred);
    const { siteId, personId } = actor;
    const secret = pin ?? password;
    if (secret === undefined) refuse('signature.secret_missing');
    const attempt = await beginAttempt(door.pool, door.clock, {
      siteId,
      kind: 'signature',
      subject: personId,
      address: door.address,
    });
    const holder = await reading(door.pool, (tx) => holderById(tx, siteId, personId));
    const stored = (pin === undefined ? holder?.password_hash : holder?.pin_hash) ?? null;
    const demo = ports.demo !== null && sameText(secret, demoPin(ports.demo.token));
    if (!demo && !(await verifySecret(stored, secret))) refuse('signature.wrong');
    return transaction(door.pool, async (tx) => {
      await attempt.succeeded(tx);
      await setSession(tx, actor, { locked_at: null, last_seen_at: door.clock.now() });
      await noteSecurity(tx, door.clock.now(), eventOf(actor, 'unlock', {}));
      const [session] = await tx.prepared<{ post: never }>(
        'posts.session-post',
        `select s.post from session s join post_assignment a on a.site_id = s.site_id and a.person_id = s.person_id
         and a.post = s.post and a.state = 'active' where s.site_id = $1 and s.session_id = $2`,
        [siteId, actor.sessionId],
      );
      const acting = { ...actor, post: session?.post ?? ('nobody' as const), barred: undefined };
      return sessionView(tx, door.clock, ports, acting);
    });
  });

const demoSignInDoor = (ports: PostsPorts): DoorRoute =>
  throughDoor(demoSignIn, async (door, { token, post }) => {
    if (ports.demo === null) refuse('demo.not_here');
    if (!sameText(token, ports.demo.token)) refuse('demo.wrong_token');
    const found = await reading(door.pool, async (tx) => {
      const house = await theHouse(tx);
      return house === null ? null : { siteId: house.site_id, holders: await postHolders(tx, house.site_id, post) };
    });
    const holder = found?.holders[0];
    if (found === null || holder === undefined) refuse('demo.nobody_holds');
    return enter(door, ports, { siteId: found.siteId, personId: holder.personId, post, by: 'demo' });
  });

export const sessionDoors = (ports: PostsPorts): DoorRoute[] => [
  choosePostDoor(ports),
  signOutDoor(),
  lockSessionDoor(ports),
  unlockSessionDoor(ports),
  demoSignInDoor(ports),
];
