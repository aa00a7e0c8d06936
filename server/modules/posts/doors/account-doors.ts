/** The doors of one's own account (password, PIN, authenticator) and of handing out a one-time code. */

import { changePassword } from '../../../../shared/contracts/posts/change-password.ts';
import { changePin } from '../../../../shared/contracts/posts/change-pin.ts';
import { confirmTotp } from '../../../../shared/contracts/posts/confirm-totp.ts';
import { issueClaimCode } from '../../../../shared/contracts/posts/issue-claim-code.ts';
import { startTotp } from '../../../../shared/contracts/posts/start-totp.ts';
import type { EventKind } from '../../../../shared/posts/event-kinds.ts';
import { q } from '../../../platform/db/query.ts';
import { reading, type Tx, transaction } from '../../../platform/db/tx.ts';
import { type Door, type DoorRoute, throughDoor } from '../../../platform/http/route.ts';
import { type Actor, requireSignedIn } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { type BegunAttempt, beginAttempt } from '../attempts.ts';
import { enrolmentUri, newAuthenticatorSecret, stepOfCode } from '../authenticator.ts';
import { issueCode } from '../claim-codes.ts';
import { requireNewSecrets } from '../new-secrets.ts';
import type { PostsPorts } from '../ports.ts';
import { requireSecondPerson } from '../rules/rights-states.ts';
import { hashSecret, verifySecret } from '../secrets.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { endSessionsOf } from '../sessions.ts';
import { type Holder, holderById, houseOf, lockPerson } from '../store.ts';
import { requireSession } from './entering.ts';
import { spendStep } from './sign-in.ts';

interface Own {
  readonly actor: Actor & { readonly sessionId: string };
  readonly holder: Holder;
  readonly siteName: string;
  /** Writes the change and strikes out the try at the present secret. */
  write(set: Record<string, string | null>, event: EventKind): Promise<void>;
}

async function beginOwn(door: Door): Promise<Own & { attempt: BegunAttempt }> {
  requireSignedIn(door.actor);
  const actor = requireSession(door.actor);
  const { siteId, personId } = actor;
  const subject = { siteId, kind: 'signature' as const, subject: personId, address: door.address };
  const attempt = await beginAttempt(door.pool, door.clock, subject);
  const { holder, siteName } = await reading(door.pool, async (tx) => ({
    holder: await holderById(tx, siteId, personId),
    siteName: (await houseOf(tx, siteId)).name,
  }));
  if (holder === undefined) refuse('session.none');
  const write = (set: Record<string, string | null>, event: EventKind): Promise<void> =>
    transaction(door.pool, async (tx) => {
      await attempt.succeeded(tx);
      await tx.run(
        q.updateTable('credential').set(set).where('site_id', '=', siteId).where('person_id', '=', personId),
      );
      if ('password_hash' in set) await endSessionsOf(tx, { siteId, personId, but: actor.sessionId }, door.clock.now());
      await noteSecurity(tx, door.clock.now(), eventOf(actor, event, {}));
    });
  return { actor, holder, siteName, write, attempt };
}

/** Whoever changes a secret shows the present password first: an unattended screen is not enough. */
async function ownByPassword(door: Door, password: string): Promise<Own> {
  const own = await beginOwn(door);
  if (!(await verifySecret(own.holder.password_hash, password))) refuse('signature.wrong');
  // The password was right; what may yet be refused about the new one is no wrong try.
  await transaction(door.pool, (tx) => own.attempt.withdrawn(tx));
  return own;
}

const changePasswordDoor = (): DoorRoute =>
  throughDoor(changePassword, async (door, { password, newPassword }) => {
    const own = await ownByPassword(door, password);
    requireNewSecrets({ password: newPassword }, { login: own.holder.login, siteName: own.siteName });
    await own.write({ password_hash: await hashSecret(newPassword) }, 'password-changed');
    return { changed: true as const };
  });

const changePinDoor = (): DoorRoute =>
  throughDoor(changePin, async (door, { password, newPin }) => {
    const own = await ownByPassword(door, password);
    requireNewSecrets({ pin: newPin }, { login: own.holder.login, siteName: own.siteName });
    await own.write({ pin_hash: await hashSecret(newPin) }, 'pin-changed');
    return { changed: true as const };
  });

const startTotpDoor = (ports: PostsPorts): DoorRoute =>
  throughDoor(startTotp, async (door, { password }) => {
    const own = await ownByPassword(door, password);
    const secret = newAuthenticatorSecret();
    await own.write({ totp_pending_sealed: ports.secretBox.seal(secret) }, 'authenticator-started');
    return { secret, uri: enrolmentUri(secret, own.holder.login, own.siteName) };
  });

const pendingSecret = (tx: Tx, { siteId, personId }: Actor) =>
  tx.maybe(
    q
      .selectFrom('credential')
      .select('totp_pending_sealed')
      .where('site_id', '=', siteId)
      .where('person_id', '=', personId),
  );

const confirmTotpDoor = (ports: PostsPorts): DoorRoute =>
  throughDoor(confirmTotp, async (door, { totp }) => {
    const own = await beginOwn(door);
    const sealed = (await reading(door.pool, (tx) => pendingSecret(tx, own.actor)))?.totp_pending_sealed;
    if (sealed === null || sealed === undefined) refuse('totp_code.not_started');
    const step = stepOfCode(ports.secretBox.open(sealed), totp, door.clock.now());
    if (step === null) refuse('signature.wrong');
    await transaction(door.pool, (tx) => spendStep(tx, own.holder, step));
    await own.write({ totp_sealed: sealed, totp_pending_sealed: null }, 'authenticator-enrolled');
    return { enrolled: true as const };
  });

/** Never to the one who proposed the person, and never to oneself: see README, "No sock puppets". */
const issueClaimCodeDoor = (): DoorRoute =>
  throughDoor(issueClaimCode, async (door, { personId }) => {
    requireSignedIn(door.actor);
    const actor = requireSession(door.actor);
    const { siteId } = actor;
    const issued = await transaction(door.pool, async (tx) => {
      const person = await lockPerson(tx, siteId, personId);
      if (person.state !== 'active') refuse('record.not_found');
      const reset = await tx.maybe(
        q
          .selectFrom('secret_reset')
          .select('proposed_by')
          .where('site_id', '=', siteId)
          .where('person_id', '=', personId)
          .where('state', '=', 'done')
          .orderBy('approved_at', 'desc')
          .limit(1),
      );
      const proposedBy = reset?.proposed_by ?? person.proposed_by;
      requireSecondPerson({ proposedBy, approver: actor.personId, concerned: personId });
      if ((await holderById(tx, siteId, personId))?.claimed_at !== null) refuse('claim_code.claimed');
      await noteSecurity(tx, door.clock.now(), eventOf(actor, 'claim-code-issued', { person: personId }));
      return issueCode(tx, { siteId, person, issuedBy: actor.personId, now: door.clock.now() });
    });
    return { issued };
  });

export const accountDoors = (ports: PostsPorts): DoorRoute[] => [
  changePasswordDoor(),
  changePinDoor(),
  startTotpDoor(ports),
  confirmTotpDoor(ports),
  issueClaimCodeDoor(),
];
