/** The security log: sign-ins, denials, rights given and taken. Rows are only ever added. No secret goes in. */
import type pg from 'pg';
import type { EventKind } from '../../../shared/posts/event-kinds.ts';
import { titleOfPost } from '../../../shared/posts.ts';
import type { Facts } from '../../../shared/refusals/refusal.ts';
import type { RefusalCode } from '../../../shared/refusals.ts';
import { formatInstant, type Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { q, sql } from '../../platform/db/query.ts';
import { type Tx, transaction } from '../../platform/db/tx.ts';
import type { ExportPort, ExportTaken } from '../../platform/http/app.ts';
import { type Actor, SYSTEM_PERSON } from '../../platform/operations/actor.ts';
import type { Refusal } from '../../platform/operations/refuse.ts';

export interface SecurityEvent {
  readonly siteId: string | null;
  readonly kind: EventKind;
  readonly personId: string | null;
  readonly sessionId: string | null;
  readonly address: string | null;
  readonly detail: Facts;
}

/** Answers the event's id. */
export async function noteSecurity(tx: Tx, at: Instant, event: SecurityEvent): Promise<string> {
  const eventId = newId();
  await tx.run(
    q.insertInto('security_event').values({
      site_id: event.siteId,
      event_id: eventId,
      at,
      kind: event.kind,
      person_id: event.personId,
      session_id: event.sessionId,
      address: event.address,
      detail: JSON.stringify(event.detail),
    }),
  );
  return eventId;
}

const nobody = (id: string): boolean => id === '' || id === SYSTEM_PERSON;

export const eventOf = (actor: Actor, kind: EventKind, detail: Facts): SecurityEvent => ({
  siteId: nobody(actor.siteId) ? null : actor.siteId,
  kind,
  personId: nobody(actor.personId) ? null : actor.personId,
  sessionId: actor.sessionId,
  address: actor.address,
  detail,
});

/** Attempts at what is not one's right. A drawer that is closed or a form filled in wrongly is no matter of security. */
const DENIALS: ReadonlySet<string> = new Set<RefusalCode>([
  'post.not_allowed',
  'post.not_held',
  'person.must_differ',
  'person.not_alone',
  'signature.needed',
  'signature.content',
  'signature.used',
  'signature.expired',
  'request.key_reused',
]);

const WRONG_SECRETS: ReadonlySet<string> = new Set<RefusalCode>([
  'signature.wrong',
  'claim_code.wrong',
  'totp_code.used',
  'demo.wrong_token',
  'set_up.wrong_token',
]);

export interface Denial {
  readonly actor: Actor;
  readonly operation: string;
  readonly refusal: Refusal;
}

/** In a transaction of its own, because that of the refused operation is rolled back. */
export async function noteDenial(pool: pg.Pool, clock: Clock, { actor, operation, refusal }: Denial): Promise<void> {
  const wrong = WRONG_SECRETS.has(refusal.code);
  if (!wrong && !DENIALS.has(refusal.code)) return;
  const detail: Facts = { operation, post: actor.post, refusal: refusal.code, ...refusal.facts };
  await transaction(pool, (tx) =>
    noteSecurity(tx, clock.now(), eventOf(actor, wrong ? 'secret-wrong' : 'denied', detail)),
  );
}

/** Who took a table out of the house, when, and under which number it stands on the security log. */
async function exportMark(tx: Tx, clock: Clock, actor: Actor, exportNo: string): Promise<string> {
  const row = await tx.one(
    sql<{ name: string; time_zone: string }>`select p.name, s.time_zone from person p
      join site s on s.site_id = p.site_id where p.site_id = ${actor.siteId} and p.person_id = ${actor.personId}`,
  );
  const post = titleOfPost(actor.post).zh;
  return `导出 ${row.name}（${post}） ${formatInstant(clock.now(), row.time_zone)} 编号 ${exportNo}`;
}

/** A table that was taken out of the house. Never noted in part: who has the file whole has left this row. */
async function noteExport(pool: pg.Pool, clock: Clock, actor: Actor, taken: ExportTaken): Promise<void> {
  const { file, filter, exportNo, sha256, bytes } = taken;
  const detail: Facts = { file, filter: JSON.stringify(filter), exportNo, sha256, bytes, post: actor.post };
  await transaction(pool, (tx) => noteSecurity(tx, clock.now(), eventOf(actor, 'exported', detail)));
}

export const exportsNoted = (pool: pg.Pool, clock: Clock): ExportPort => ({
  mark: (tx, actor, exportNo) => exportMark(tx, clock, actor, exportNo),
  note: (actor, taken) => noteExport(pool, clock, actor, taken),
});
