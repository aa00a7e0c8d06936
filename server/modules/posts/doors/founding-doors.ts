/** The doors of the set-up: found, claim, confirm. See set-up.ts for what they add up to. */
import { claimAccount } from '../../../../shared/contracts/posts/claim-account.ts';
import { confirmSetUp } from '../../../../shared/contracts/posts/confirm-set-up.ts';
import { setUpHouse } from '../../../../shared/contracts/posts/set-up-house.ts';
import { staffingProblems } from '../../../../shared/posts/staffing.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { appendRecord } from '../../../platform/chain/append.ts';
import { q } from '../../../platform/db/query.ts';
import { reading, type Tx, transaction } from '../../../platform/db/tx.ts';
import { keptAtDoor } from '../../../platform/http/kept-at-door.ts';
import { type Door, type DoorRoute, throughDoor } from '../../../platform/http/route.ts';
import { type Actor, SYSTEM_PERSON } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { oneTimeCodeHash } from '../../../platform/site-token.ts';
import { beginAttempt } from '../attempts.ts';
import { spendCode } from '../claim-codes.ts';
import { requireNewSecrets } from '../new-secrets.ts';
import type { PostsPorts } from '../ports.ts';
import { hashSecret, sha256 } from '../secrets.ts';
import { documentDigest, found, founderCodes, lockToken, openHouse } from '../set-up.ts';
import { holderById, postsOf, theHouse } from '../store.ts';
import { enter, requireSession } from './entering.ts';
import { checkSecret } from './sign-act.ts';

const setUpHouseDoor = (): DoorRoute =>
  throughDoor(setUpHouse, async (door, { token, ...document }) => {
    const problems = staffingProblems(document);
    if (problems.length > 0) refuse('set_up.staffing', { count: problems.length, problems });
    return transaction(door.pool, async (tx) => {
      const now = door.clock.now();
      const house = await theHouse(tx);
      if (house !== null && house.state === 'open') refuse('set_up.done');
      const row = await lockToken(tx, token, now);
      if (row.used_at !== null && row.body_hash !== documentDigest(document)) refuse('set_up.done');
      const siteId = row.used_at === null ? await found(tx, document, row, now) : (await theHouse(tx))!.site_id;
      const actor: Actor = { ...door.actor, siteId, personId: SYSTEM_PERSON };
      const record = { operation: 'posts.set-up-house', at: now, key: null, bodyHash: documentDigest(document) };
      if (row.used_at === null) await appendRecord(tx, actor, { ...record, facts: tx.facts });
      return { document, codes: await founderCodes(tx, siteId, now) };
    });
  });

/** Reads whose code it is without using it up, so that a password refused as too easy costs nothing. */
async function holderOfCode(tx: Tx, siteId: string, code: string, now: string) {
  const [row] = await tx.prepared<{ person_id: string }>(
    'posts.code',
    `select person_id from claim_code where site_id = $1 and code_hash = $2 and used_at is null and voided_at is null
     and expires_at > $3`,
    [siteId, oneTimeCodeHash(code), now],
  );
  return row === undefined ? undefined : holderById(tx, siteId, row.person_id);
}

const claimAccountDoor = (ports: PostsPorts): DoorRoute =>
  throughDoor(claimAccount, async (door, { code, password, pin }) => {
    const house = await reading(door.pool, theHouse);
    if (house === null) refuse('house.not_set_up');
    const siteId = house.site_id;
    const subject = sha256(door.address);
    const attempt = await beginAttempt(door.pool, door.clock, {
      siteId,
      kind: 'claim',
      subject,
      address: door.address,
    });
    const holder = await reading(door.pool, (tx) => holderOfCode(tx, siteId, code, door.clock.now()));
    if (holder === undefined || holder.state === 'left' || holder.state === 'refused') refuse('claim_code.wrong');
    await transaction(door.pool, (tx) => attempt.withdrawn(tx));
    requireNewSecrets({ password, pin }, { login: holder.login, siteName: house.name });
    const [passwordHash, pinHash] = [await hashSecret(password), await hashSecret(pin)];
    return enter(door, ports, {
      siteId,
      personId: holder.person_id,
      by: 'claim',
      async first(tx) {
        const now = door.clock.now();
        if ((await spendCode(tx, siteId, code, now)) !== holder.person_id) refuse('claim_code.wrong');
        await tx.run(
          q
            .updateTable('credential')
            .set({ password_hash: passwordHash, pin_hash: pinHash, claimed_at: now })
            .where('site_id', '=', siteId)
            .where('person_id', '=', holder.person_id),
        );
      },
    });
  });

async function signFounding(tx: Tx, door: Door, actor: Actor & { sessionId: string }, digest: string): Promise<void> {
  const [post] = await postsOf(tx, actor.siteId, actor.personId);
  await tx.keep(
    'signature',
    q
      .insertInto('signature')
      .values({
        site_id: actor.siteId,
        signature_id: newId(),
        person_id: actor.personId,
        post: post ?? 'nobody',
        act: 'posts.confirm-set-up',
        digest,
        method: 'pin',
        at: door.clock.now(),
        session_id: actor.sessionId,
        session_person_id: actor.personId,
        terminal_id: actor.terminalId,
      })
      .returningAll(),
  );
}

const confirmSetUpDoor = (ports: PostsPorts): DoorRoute =>
  throughDoor(confirmSetUp, async (door, { digest, pin }) => {
    const actor = requireSession(door.actor);
    const { siteId, personId } = actor;
    const { house, holder } = await reading(door.pool, async (tx) => ({
      house: await theHouse(tx),
      holder: await holderById(tx, siteId, personId),
    }));
    if (house === null || house.state === 'open') refuse('set_up.done');
    if (house.second_founder !== personId) refuse('set_up.not_second_founder');
    const attempt = await beginAttempt(door.pool, door.clock, {
      siteId,
      kind: 'signature',
      subject: personId,
      address: door.address,
    });
    await checkSecret(ports, holder, { method: 'pin', secret: pin }, door);
    return keptAtDoor(door, actor, confirmSetUp, async (tx) => {
      await attempt.succeeded(tx);
      const locked = await tx.one(
        q.selectFrom('house').select(['state', 'document_digest']).where('site_id', '=', siteId).forUpdate(),
      );
      if (locked.state === 'open') refuse('set_up.done');
      if (locked.document_digest !== digest) refuse('set_up.document_changed');
      const now = door.clock.now();
      const codes = await openHouse(tx, { siteId, first: house.first_founder, second: personId, now });
      await signFounding(tx, door, actor, digest);
      return { codes };
    });
  });

export const foundingDoors = (ports: PostsPorts): DoorRoute[] => [
  setUpHouseDoor(),
  claimAccountDoor(ports),
  confirmSetUpDoor(ports),
];
