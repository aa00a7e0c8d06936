/** The post × act matrix, the security log and the audit log. */
import { CONTRACTS } from '../../../../shared/contracts/all.gen.ts';
import { fullName, type ParsedInputOf } from '../../../../shared/contracts/contract.ts';
import { auditLog } from '../../../../shared/contracts/posts/audit-log.ts';
import { postMatrix } from '../../../../shared/contracts/posts/post-matrix.ts';
import { securityEvents } from '../../../../shared/contracts/posts/security-events.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { maskName, maskPhone } from '../../../../shared/values/masking.ts';
import { sql } from '../../../platform/db/query.ts';
import type { Fact, Tx } from '../../../platform/db/tx.ts';
import { answer, type Query } from '../../../platform/operations/implement.ts';
import { placeOrNothing } from '../../../platform/operations/read-place.ts';
import { contains } from '../people-rows.ts';
import { personNames } from '../store.ts';

const postMatrixQuery = answer(postMatrix, async () => ({
  rows: CONTRACTS.map((contract) => {
    const named = typeof contract.posts !== 'string';
    return {
      act: fullName(contract),
      module: contract.module,
      kind: contract.kind,
      title: contract.title,
      who: named ? ('posts' as const) : (contract.posts as 'public' | 'signed-in'),
      posts: named ? [...new Set(contract.posts as readonly PostKey[])] : [],
      sign: contract.kind === 'operation' ? (contract.sign ?? null) : null,
    };
  }),
}));

/** A place in a list ordered by time, newest first: the last row's own key. */
const cursorOf = (parts: readonly (string | number)[]): string => parts.join('|');

interface EventRow {
  readonly event_id: string;
  readonly at: Instant;
  readonly kind: string;
  readonly person_id: string | null;
  readonly address: string | null;
  readonly detail: Record<string, unknown>;
}

/** Without a site: what somebody tried whom this server does not know. */
const securityEventsQuery = answer(securityEvents, async (tx, actor, _clock, input) => {
  const { personId = null, kind = null, from = null, to = null, limit } = input;
  const [at, id] = placeOrNothing(input.after, '|', ['instant', 'id']);
  const found = await tx.many(
    sql<EventRow>`select event_id, at, kind, person_id, address, detail from security_event
      where (site_id = ${actor.siteId} or site_id is null)
        and (${personId}::uuid is null or person_id = ${personId}::uuid)
        and (${kind}::text is null or kind = ${kind})
        and (${from}::timestamptz is null or at >= ${from}::timestamptz)
        and (${to}::timestamptz is null or at <= ${to}::timestamptz)
        and (${at}::timestamptz is null or (at, event_id) < (${at}::timestamptz, ${id}::uuid))
      order by at desc, event_id desc limit ${limit + 1}`,
  );
  const rows = found.slice(0, limit);
  const names = await personNames(
    tx,
    actor.siteId,
    rows.flatMap((row) => row.person_id ?? []),
  );
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      eventId: row.event_id,
      at: row.at,
      kind: row.kind,
      personId: row.person_id,
      person: row.person_id === null ? null : (names.get(row.person_id) ?? null),
      address: row.address,
      detail: row.detail,
    })),
    next: found.length > limit && last !== undefined ? cursorOf([last.at, last.event_id]) : undefined,
  };
});

/** Personal data of customers is kept out of the chain; what a record may still carry is shown masked. */
export function maskedFact({ table, row }: Fact): { table: string; row: Record<string, unknown> } {
  const masked = Object.entries(row).map(([key, value]) => {
    if (typeof value !== 'string') return [key, value];
    if (/phone|mobile/.test(key)) return [key, maskPhone(value)];
    return [key, /^(payer|customer|occupant|contact|receiver)_name$/.test(key) ? maskName(value) : value];
  });
  return { table, row: Object.fromEntries(masked) };
}

interface RecordRow {
  readonly chain_id: string;
  readonly seq: number;
  readonly at: Instant;
  readonly operation: string;
  readonly person_id: string;
  readonly post: string;
  readonly hash: string;
  readonly body: string;
}

export type AuditConditions = ParsedInputOf<typeof auditLog>;

/** One page of records, newest first; `next` is the cursor of the following one. */
export async function auditPage(tx: Tx, siteId: string, input: AuditConditions) {
  const { personId = null, from = null, to = null, limit } = input;
  const operation = input.operation ? `${input.operation.replace(/[\\%_]/g, '\\$&')}%` : null;
  const text = input.text ? contains(input.text) : null;
  const [at, chainId, seq] = placeOrNothing(input.after, '|', ['instant', 'id', 'number']);
  const found = await tx.many(
    sql<RecordRow>`select chain_id, seq, at, operation, person_id, post, hash, body from chain_record
      where site_id = ${siteId}
        and (${personId}::uuid is null or person_id = ${personId}::uuid)
        and (${operation}::text is null or operation like ${operation})
        and (${from}::timestamptz is null or at >= ${from}::timestamptz)
        and (${to}::timestamptz is null or at <= ${to}::timestamptz)
        and (${text}::text is null or body ilike ${text})
        and (${at}::timestamptz is null
          or (at, chain_id, seq) < (${at}::timestamptz, ${chainId}::uuid, ${seq}::bigint))
      order by at desc, chain_id desc, seq desc limit ${limit + 1}`,
  );
  const rows = found.slice(0, limit);
  const names = await personNames(
    tx,
    siteId,
    rows.map((row) => row.person_id),
  );
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      chainId: row.chain_id,
      seq: row.seq,
      at: row.at,
      operation: row.operation,
      personId: row.person_id,
      person: names.get(row.person_id) ?? null,
      post: row.post,
      hash: row.hash,
      facts: (JSON.parse(row.body) as { facts: Fact[] }).facts.map(maskedFact),
    })),
    next: found.length > limit && last !== undefined ? cursorOf([last.at, last.chain_id, last.seq]) : undefined,
  };
}

const auditLogQuery = answer(auditLog, (tx, actor, _clock, input) => auditPage(tx, actor.siteId, input));

export const logQueries: readonly Query[] = [postMatrixQuery, securityEventsQuery, auditLogQuery];
