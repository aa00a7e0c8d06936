/**
 * Founding a house, so that no single person can make everybody.
 *
 * The console prints a one-time token (60 minutes, only its hash is kept). Whoever has it names the house, its people
 * and their posts, and two founders. The house is then `founding`: every person and post is only proposed, and only
 * the two founders have codes to claim their accounts. The second founder claims with an own password and PIN, reads
 * the founding document and signs its digest; only that opens the house, makes the posts count, and gives the second
 * founder, not the first, the codes of all the others. The first founder's posts are thereby proposed by the first and
 * approved by the second; the second's are proposed by the second in signing and approved by the first in naming them.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { touchesMoney } from '../../../shared/never-one-person.ts';
import type { FoundingHouse } from '../../../shared/posts/staffing.ts';
import { addSeconds, type Instant } from '../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../shared/values/canonical.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { q, sql } from '../../platform/db/query.ts';
import { type Tx, transaction } from '../../platform/db/tx.ts';
import { assert, refuse } from '../../platform/operations/refuse.ts';
import { type IssuedCode, issueCode } from './claim-codes.ts';
import { sha256 } from './secrets.ts';
import { postsOf, theHouse } from './store.ts';

const VALID_SECONDS = 60 * 60;

export interface FoundingDocument extends FoundingHouse {
  readonly site: { readonly name: string; readonly timeZone: string };
}

/** Makes the token that the console prints; null when the house is founded already. Older tokens no longer count. */
export async function createSetUpToken(pool: pg.Pool, clock: Clock): Promise<string | null> {
  return transaction(pool, async (tx) => {
    if ((await theHouse(tx)) !== null) return null;
    const now = clock.now();
    const token = randomBytes(24).toString('base64url');
    await tx.run(
      q.insertInto('set_up_token').values({
        token_hash: sha256(token),
        created_at: now,
        expires_at: addSeconds(now, VALID_SECONDS),
      }),
    );
    return token;
  });
}

interface TokenRow {
  readonly token_hash: string;
  readonly expires_at: Instant;
  readonly used_at: Instant | null;
  readonly body_hash: string | null;
}

/** The newest token, locked: two requests with it come one after the other. */
export async function lockToken(tx: Tx, token: string, now: Instant): Promise<TokenRow> {
  const newest = await tx.maybe(
    sql<TokenRow>`select token_hash, expires_at, used_at, body_hash from set_up_token
      order by created_at desc limit 1 for update`,
  );
  if (newest === undefined || newest.token_hash !== sha256(token) || newest.expires_at <= now)
    refuse('set_up.wrong_token');
  return newest;
}

export const documentDigest = (document: FoundingDocument): string => sha256(canonicalJson(document));

interface Founder {
  readonly person_id: string;
  readonly name: string;
  readonly login: string;
}

/** Writes the house with everybody proposed. One transaction; answers the founders, first and second. */
export async function found(tx: Tx, document: FoundingDocument, token: TokenRow, now: Instant): Promise<string> {
  const siteId = newId();
  const people = document.people.map((person) => ({ ...person, person_id: newId() }));
  const byLogin = (login: string) => {
    const person = people.find((one) => one.login.toLowerCase() === login.toLowerCase());
    assert(person !== undefined, 'the staffing rule has let a founder through who is not among the people');
    return person;
  };
  const [first, second] = [byLogin(document.firstFounder), byLogin(document.secondFounder)];
  await tx.run(
    q.insertInto('site').values({
      site_id: siteId,
      name: document.site.name,
      time_zone: document.site.timeZone,
      created_at: now,
    }),
  );
  for (const { person_id, name, login, posts } of people) {
    const proposed_by = person_id === second.person_id ? second.person_id : first.person_id;
    const common = { site_id: siteId, person_id, state: 'proposed', proposed_by, proposed_at: now };
    await tx.keep(
      'person',
      q
        .insertInto('person')
        .values({ ...common, name, login })
        .returningAll(),
    );
    await tx.run(q.insertInto('credential').values({ site_id: siteId, person_id }));
    for (const post of posts)
      await tx.keep(
        'post_assignment',
        q
          .insertInto('post_assignment')
          .values({ ...common, assignment_id: newId(), post, touching: touchesMoney(post) })
          .returningAll(),
      );
  }
  await keepHouse(tx, { siteId, document, first: first.person_id, second: second.person_id, now });
  await tx.run(
    q
      .updateTable('set_up_token')
      .set({ used_at: now, body_hash: documentDigest(document) })
      .where('token_hash', '=', token.token_hash),
  );
  return siteId;
}

interface NewHouse {
  readonly siteId: string;
  readonly document: FoundingDocument;
  readonly first: string;
  readonly second: string;
  readonly now: Instant;
}

async function keepHouse(tx: Tx, { siteId, document, first, second, now }: NewHouse): Promise<void> {
  await tx.keep(
    'house',
    q
      .insertInto('house')
      .values({
        site_id: siteId,
        state: 'founding',
        packs: [...document.packs],
        single_operator: document.singleOperator,
        first_founder: first,
        second_founder: second,
        document: canonicalJson(document),
        document_digest: documentDigest(document),
        founded_at: now,
      })
      .returningAll(),
  );
}

/** New codes for the founders who have not claimed yet. */
export async function founderCodes(tx: Tx, siteId: string, now: Instant): Promise<IssuedCode[]> {
  const founders = await tx.many(
    sql<Founder & { first_founder: string }>`select p.person_id, p.name, p.login, h.first_founder from house h
      join person p on p.site_id = h.site_id and p.person_id in (h.first_founder, h.second_founder)
      join credential c on c.site_id = p.site_id and c.person_id = p.person_id
      where h.site_id = ${siteId} and c.claimed_at is null order by p.person_id = h.first_founder desc`,
  );
  const codes: IssuedCode[] = [];
  for (const person of founders)
    codes.push(await issueCode(tx, { siteId, person, issuedBy: person.first_founder, now }));
  return codes;
}

interface Opening {
  readonly siteId: string;
  readonly first: string;
  readonly second: string;
  readonly now: Instant;
}

/** Opens the house: everybody and every post proposed at the founding now counts. Answers the others' codes. */
export async function openHouse(tx: Tx, { siteId, first, second, now }: Opening): Promise<IssuedCode[]> {
  const approver = sql<string>`case when person_id = ${second}::uuid then ${first}::uuid else ${second}::uuid end`;
  const approved = { state: 'active', approved_by: approver, approved_at: now };
  const people = await tx.keep(
    'person',
    q.updateTable('person').set(approved).where('site_id', '=', siteId).where('state', '=', 'proposed').returningAll(),
  );
  await tx.keep(
    'post_assignment',
    q
      .updateTable('post_assignment')
      .set(approved)
      .where('site_id', '=', siteId)
      .where('state', '=', 'proposed')
      .returningAll(),
  );
  await tx.keep(
    'house',
    q.updateTable('house').set({ state: 'open', confirmed_at: now }).where('site_id', '=', siteId).returningAll(),
  );
  for (const founder of [first, second]) await beginInFirstPost(tx, siteId, founder);
  const codes: IssuedCode[] = [];
  for (const person of people)
    if (person.person_id !== first && person.person_id !== second)
      codes.push(await issueCode(tx, { siteId, person, issuedBy: second, now }));
  if (!(await hasClaimed(tx, siteId, first))) {
    const person = people.find((one) => one.person_id === first);
    if (person !== undefined) codes.unshift(await issueCode(tx, { siteId, person, issuedBy: second, now }));
  }
  return codes;
}

/** The founders are signed in without a post; now they have one. */
async function beginInFirstPost(tx: Tx, siteId: string, personId: string): Promise<void> {
  const [post] = await postsOf(tx, siteId, personId);
  await tx.run(
    sql`update session set post = ${post ?? null} where site_id = ${siteId} and person_id = ${personId}
      and post is null and ended_at is null`,
  );
}

async function hasClaimed(tx: Tx, siteId: string, personId: string): Promise<boolean> {
  const row = await tx.one(
    q.selectFrom('credential').select('claimed_at').where('site_id', '=', siteId).where('person_id', '=', personId),
  );
  return row.claimed_at !== null;
}
