/**
 * Writes the record of one operation on its chain. The body is canonical JSON: who, in which post, from where, what
 * was asked (its digest) and every kept row as it now stands.
 */

import type { Instant } from '../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../shared/values/canonical.ts';
import { q } from '../db/query.ts';
import type { Fact, Tx } from '../db/tx.ts';
import type { Actor } from '../operations/actor.ts';
import { dayChain } from './day.ts';

export interface RecordContent {
  readonly operation: string;
  readonly at: Instant;
  readonly key: string | null;
  readonly bodyHash: string | null;
  readonly facts: readonly Fact[];
}

export function recordBody(actor: Actor, content: RecordContent): string {
  return canonicalJson({
    operation: content.operation,
    at: content.at,
    person: actor.personId,
    post: actor.post,
    session: actor.sessionId,
    terminal: actor.terminalId,
    request: actor.requestId,
    key: content.key,
    input: content.bodyHash,
    facts: content.facts,
  });
}

/** The request that ends with this record: its answer, or its ticket, is stored in the same round trip. */
export interface EndedRequest {
  readonly key: string;
  readonly ticket: string | null;
  readonly response: string | null;
}

/** The time of the latest record this process wrote, by site. */
const latest = new Map<string, number>();
/** Verification tells no order between chains below 15 s; operations under way overlap by less than this. */
const OVERLAP_MS = 10_000;

/**
 * Records of different chains are ordered by their times, so these never go back: while the clock is behind what stands
 * in the books, a record has the time of the latest one. What it says of the rows keeps the clock's own time.
 */
async function timeOfRecord(tx: Tx, siteId: string, at: Instant): Promise<Instant> {
  const now = Date.parse(at);
  const known = latest.get(siteId);
  const written = known !== undefined && now > known - OVERLAP_MS ? null : await latestRecord(tx, siteId);
  const time = written !== null && Date.parse(written) - OVERLAP_MS >= now ? written : at;
  latest.set(siteId, Math.max(known ?? 0, Date.parse(time)));
  return time;
}

/** Of the last two business days; null in books that have none. */
export async function latestRecord(tx: Tx, siteId: string): Promise<Instant | null> {
  const [row] = await tx.prepared<{ at: Instant | null }>(
    'platform.latest-record',
    `select max(r.at) as at from chain c join chain_record r on r.site_id = c.site_id and r.chain_id = c.chain_id
     where c.site_id = $1 and c.business_date >= (select max(business_date) - 1 from chain where site_id = $1)`,
    [siteId],
  );
  return row!.at;
}

const APPEND = 'select seq from chain_append($1, $2, $3, $4, $5, $6, $7)';
const APPEND_AND_END = `with ended as (
  update request set ticket = coalesce($9, ticket), response = $10
  where site_id = $1 and person_id = $5 and operation = $4 and key = $8
) ${APPEND}`;

/**
 * Appends to the chain the transaction chose, or to the day's. A chosen chain that is closed is a bug of the caller; a
 * day that was sealed in between is a race, answered like a serialisation failure: run again, on the next day.
 */
export async function appendRecord(
  tx: Tx,
  actor: Actor,
  content: RecordContent,
  request?: EndedRequest,
): Promise<void> {
  const chainId = tx.chainId ?? (await dayChain(tx, actor.siteId, content.at));
  const at = await timeOfRecord(tx, actor.siteId, content.at);
  const body = recordBody(actor, { ...content, at });
  const values = [actor.siteId, chainId, at, content.operation, actor.personId, actor.post, body];
  const rows =
    request === undefined
      ? await tx.prepared<{ seq: number }>('platform.append', APPEND, values)
      : await tx.prepared<{ seq: number }>('platform.append-and-end', APPEND_AND_END, [
          ...values,
          request.key,
          request.ticket,
          request.response,
        ]);
  if (rows.length === 1) {
    if (tx.chainEnds) await endChain(tx, actor.siteId, chainId, at);
    return;
  }
  const closed = new Error(`chain ${chainId} is closed: ${content.operation} must not write to it`);
  throw tx.chainId === null ? Object.assign(closed, { code: '40001' }) : closed;
}

async function endChain(tx: Tx, siteId: string, chainId: string, at: Instant): Promise<void> {
  await tx.run(
    q.updateTable('chain').set({ closed_at: at }).where('site_id', '=', siteId).where('chain_id', '=', chainId),
  );
}
