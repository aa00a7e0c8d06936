import { signAct } from '../../../../shared/contracts/posts/sign-act.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { reading, type Tx } from '../../../platform/db/tx.ts';
import { keptAtDoor } from '../../../platform/http/kept-at-door.ts';
import { type Door, type DoorRoute, throughDoor } from '../../../platform/http/route.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { beginAttempt } from '../attempts.ts';
import { stepOfCode } from '../authenticator.ts';
import type { PostsPorts } from '../ports.ts';
import { demoPin, sameText, verifySecret } from '../secrets.ts';
import { actDigest, contentAsRead, VALID_SECONDS } from '../signatures.ts';
import { type Holder, holderById, holderByLogin, postsOf } from '../store.ts';
import { requireSession } from './entering.ts';
import { spendStep } from './sign-in.ts';

type Method = { readonly method: 'pin' | 'totp'; readonly secret: string };

function methodOf(input: { pin?: string | undefined; totp?: string | undefined }): Method {
  if (input.pin !== undefined && input.totp === undefined) return { method: 'pin', secret: input.pin };
  if (input.totp !== undefined && input.pin === undefined) return { method: 'totp', secret: input.totp };
  return refuse('signature.secret_missing');
}

/**
 * Compares the secret with the signer's. Answers the authenticator's step to spend, or null where there is none.
 * An unknown signer takes as long and says the same as a wrong PIN.
 */
export async function checkSecret(
  ports: PostsPorts,
  holder: Holder | undefined,
  { method, secret }: Method,
  door: Door,
): Promise<number | null> {
  if (ports.demo !== null && holder !== undefined && sameText(secret.replaceAll(' ', ''), demoPin(ports.demo.token)))
    return null;
  if (method === 'pin') {
    if (!(await verifySecret(holder?.pin_hash ?? null, secret))) refuse('signature.wrong');
    return null;
  }
  if (holder === undefined) refuse('signature.wrong');
  if (holder.totp_sealed === null) refuse('signature.totp_missing');
  return stepOfCode(ports.secretBox.open(holder.totp_sealed), secret, door.clock.now()) ?? refuse('signature.wrong');
}

interface Signing {
  readonly holder: Holder;
  readonly wanted: PostKey | undefined;
  readonly own: boolean;
}

/** One's own signature is given in the post one acts in; a second party's in the one asked for, else the only one. */
async function postOfSigner(tx: Tx, door: Door, { holder, wanted, own }: Signing): Promise<PostKey> {
  if (own) return door.actor.post as PostKey;
  const held = await postsOf(tx, holder.site_id, holder.person_id);
  if (wanted === undefined) return held[0] ?? refuse('post.not_held');
  return held.includes(wanted) ? wanted : refuse('post.not_held');
}

export const signActDoor = (ports: PostsPorts): DoorRoute =>
  throughDoor(signAct, async (door, input) => {
    const actor = requireSession(door.actor);
    const { siteId } = actor;
    const chosen = methodOf(input);
    const digest = actDigest(input.act, contentAsRead(input.act, input.content));
    const found = await reading(door.pool, (tx) =>
      input.login === undefined ? holderById(tx, siteId, actor.personId) : holderByLogin(tx, siteId, input.login),
    );
    const holder = found?.state === 'active' && found.claimed_at !== null ? found : undefined;
    const attempt = await beginAttempt(door.pool, door.clock, {
      siteId,
      kind: 'signature',
      subject: found?.person_id ?? (input.login ?? '').toLowerCase(),
      address: door.address,
    });
    const step = await checkSecret(ports, holder, chosen, door);
    if (holder === undefined) refuse('signature.wrong');
    return keptAtDoor(door, actor, signAct, async (tx) => {
      await attempt.succeeded(tx);
      if (step !== null) await spendStep(tx, holder, step);
      const now = door.clock.now();
      const own = holder.person_id === actor.personId;
      const post = await postOfSigner(tx, door, { holder, wanted: input.post, own });
      const signatureId = newId();
      await tx.keep(
        'signature',
        q
          .insertInto('signature')
          .values({
            site_id: siteId,
            signature_id: signatureId,
            person_id: holder.person_id,
            post,
            act: input.act,
            digest,
            method: chosen.method,
            at: now,
            session_id: actor.sessionId,
            session_person_id: actor.personId,
            terminal_id: actor.terminalId,
          })
          .returningAll(),
      );
      const validUntil = addSeconds(now, VALID_SECONDS);
      return { signatureId, personId: holder.person_id, name: holder.name, post, digest, validUntil };
    });
  });
