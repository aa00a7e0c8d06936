/**
 * The runner: the one way from a request to a changed database. In order: permission, schema, idempotency, signature,
 * the operation itself, the chain record, the stored answer; all of it in the operation's own transaction.
 */
import type pg from 'pg';
import { type Contract, fullName, type OperationContract } from '../../../shared/contracts/contract.ts';
import type { PostKey } from '../../../shared/posts.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../shared/values/canonical.ts';
import { appendRecord } from '../chain/append.ts';
import { sha256 } from '../chain/day.ts';
import type { Clock } from '../clock.ts';
import { isDamage } from '../db/damage.ts';
import { q, sql } from '../db/query.ts';
import { reading, sqlState, type Tx, transaction } from '../db/tx.ts';
import type { Live } from '../live.ts';
import type { Actor } from './actor.ts';
import type { Operation, Outside, Query, RunShape, ThreePhaseShape } from './implement.ts';
import { parseInput } from './parse-input.ts';
import { Refusal, refuse } from './refuse.ts';

export interface Runner {
  operate(operation: Operation, actor: Actor, key: string, rawInput: unknown): Promise<unknown>;
  ask(query: Query, actor: Actor, rawInput: unknown): Promise<unknown>;
  /** Does it for who may, and notes what security wants to see of a refusal: the way of doors and downloads too. */
  guarded<T>(declared: MayBeCalled, actor: Actor, work: () => Promise<T>): Promise<T>;
  /** Finishes one operation that stopped between reserve and settle. */
  resume(operation: Operation, stored: StoredRequest): Promise<unknown>;
}

type MayBeCalled = Pick<Contract, 'posts' | 'name'> & { readonly module: string };

export interface RunnerParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly outside: Outside;
  readonly live: Live;
  /** Checks the step-up signatures an input carries; from module posts, wired by main. Refuses when they don't fit. */
  readonly checkSignatures: (tx: Tx, actor: Actor, clock: Clock, act: SignedAct) => Promise<void>;
  /** Notes a refusal that security wants to see. Runs in its own transaction, because the operation's is rolled back. */
  readonly noteDenial: (actor: Actor, operation: string, refusal: Refusal) => Promise<void>;
  /** Notes a decision against what the product stopped, in the decision's transaction. */
  readonly noteOverruling?: (tx: Tx, clock: Clock, actor: Actor, decided: Overruling) => Promise<void>;
  /** Refuses while the books of the site are only read. */
  readonly requireWritable?: (siteId: string, operation: string) => Promise<void>;
}

interface Overruling {
  readonly operation: string;
  readonly reason: string;
}

export interface SignedAct {
  readonly contract: OperationContract;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface StoredRequest {
  readonly actor: Actor;
  readonly key: string;
  readonly body_hash: string;
  readonly ticket: unknown;
}

interface Call {
  readonly operation: Operation;
  readonly actor: Actor;
  readonly key: string;
  readonly bodyHash: string;
  readonly input: Record<string, unknown>;
}

export function mayAct(contract: Pick<Contract, 'posts'>, post: Actor['post']): boolean {
  if (contract.posts === 'public' || post === 'system') return true;
  if (post === 'nobody') return false;
  return contract.posts === 'signed-in' || contract.posts.includes(post as PostKey);
}

export function createRunner(parts: RunnerParts): Runner {
  const guarded: Runner['guarded'] = async (declared, actor, work) => {
    const act = `${declared.module}.${declared.name}`;
    try {
      if (!mayAct(declared, actor.post)) refuse('post.not_allowed', { post: actor.post, act });
      return await work();
    } catch (error) {
      if (error instanceof Refusal) await parts.noteDenial(actor, act, error);
      throw error;
    }
  };
  return {
    guarded,
    operate(operation, actor, key, rawInput) {
      return guarded(operation.contract, actor, async () => {
        await parts.requireWritable?.(actor.siteId, fullName(operation.contract));
        const input = parseInput(operation.contract.input, rawInput) as Record<string, unknown>;
        const call: Call = { operation, actor, key, bodyHash: sha256(canonicalJson(input)), input };
        return 'run' in operation.shape ? runOnce(parts, call) : runThreePhases(parts, call);
      });
    },
    ask(query, actor, rawInput) {
      return guarded(query.contract, actor, async () => {
        const input = parseInput(query.contract.input, rawInput);
        return answerOf(parts, query, actor, input);
      });
    },
    resume(operation, stored) {
      const call: Call = {
        operation,
        actor: stored.actor,
        key: stored.key,
        bodyHash: stored.body_hash,
        input: {},
      };
      return settleTicket(parts, call, stored.ticket);
    },
  };
}

/**
 * A number, a date or a mark of a list that no column can hold: what a query is asked with is only compared, so this
 * comes from the input and from nowhere else. In an operation the same is a bug.
 */
const BEYOND_COLUMN = new Set(['22003', '22007', '22008', '22P02']);

async function answerOf(parts: RunnerParts, query: Query, actor: Actor, input: unknown): Promise<unknown> {
  try {
    return await reading(parts.pool, (tx) => query.run(tx, actor, parts.clock, input));
  } catch (error) {
    if (BEYOND_COLUMN.has(sqlState(error) ?? ''))
      refuse('request.invalid', { problems: fullName(query.contract), fields: [] });
    throw error;
  }
}

type Claim = { readonly fresh: true } | { readonly fresh: false; readonly response: unknown; readonly ticket: unknown };

/**
 * Binds the key to this transaction. A second request with the same key waits here for the first to end, then finds
 * its answer; if the first was refused, nothing is found and the key is free again.
 */
async function claim(tx: Tx, { operation, actor, key, bodyHash }: Call, at: Instant): Promise<Claim> {
  const name = fullName(operation.contract);
  const claimed = await tx.prepared(
    'platform.claim',
    `insert into request (site_id, person_id, operation, key, body_hash, actor, at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning key`,
    [actor.siteId, actor.personId, name, key, bodyHash, JSON.stringify(actor), at],
  );
  if (claimed.length === 1) return { fresh: true };
  const [stored] = await tx.prepared<{ body_hash: string; response: unknown; ticket: unknown }>(
    'platform.claimed',
    `select body_hash, response, ticket from request
     where site_id = $1 and person_id = $2 and operation = $3 and key = $4`,
    [actor.siteId, actor.personId, name, key],
  );
  if (stored === undefined) throw Object.assign(new Error('the request row vanished'), { code: '40001' });
  if (stored.body_hash !== bodyHash) refuse('request.key_reused');
  return { fresh: false, response: stored.response, ticket: stored.ticket };
}

async function finish(tx: Tx, call: Call, at: Instant, end: { ticket?: unknown; response?: unknown }): Promise<void> {
  const text = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
  await appendRecord(
    tx,
    call.actor,
    { operation: fullName(call.operation.contract), at, key: call.key, bodyHash: call.bodyHash, facts: tx.facts },
    { key: call.key, ticket: text(end.ticket), response: text(end.response) },
  );
}

async function admit(parts: RunnerParts, tx: Tx, call: Call): Promise<void> {
  const { contract } = call.operation;
  if (contract.sign !== undefined || 'signatures' in call.input)
    await parts.checkSignatures(tx, call.actor, parts.clock, { contract, input: call.input });
  if (contract.overrules) {
    const { reason, note } = call.input as { reason?: string; note?: string };
    const decided = { operation: fullName(contract), reason: reason ?? note ?? '' };
    await parts.noteOverruling?.(tx, parts.clock, call.actor, decided);
  }
}

function announce(parts: RunnerParts, tx: Tx, call: Call): void {
  const topics = [call.operation.contract.module, ...tx.touched];
  tx.afterCommit(() => parts.live.publish(call.actor.siteId, topics));
}

async function runOnce(parts: RunnerParts, call: Call): Promise<unknown> {
  const shape = call.operation.shape as RunShape<OperationContract>;
  return transaction(parts.pool, async (tx) => {
    const at = parts.clock.now();
    const claimed = await claim(tx, call, at);
    if (!claimed.fresh) return claimed.response;
    await admit(parts, tx, call);
    const response = await shape.run(tx, call.actor, parts.clock, call.input);
    await finish(tx, call, at, { response });
    announce(parts, tx, call);
    return response;
  });
}

async function runThreePhases(parts: RunnerParts, call: Call): Promise<unknown> {
  const shape = call.operation.shape as ThreePhaseShape<OperationContract, unknown, unknown>;
  const reserved = await transaction(parts.pool, async (tx) => {
    const at = parts.clock.now();
    const claimed = await claim(tx, call, at);
    if (!claimed.fresh) return claimed.response !== null ? { done: claimed.response } : { ticket: claimed.ticket };
    await admit(parts, tx, call);
    const result = await shape.reserve(tx, call.actor, parts.clock, call.input);
    await finish(tx, call, at, 'done' in result ? { response: result.done } : { ticket: result.ticket });
    announce(parts, tx, call);
    return result;
  });
  if ('done' in reserved) return reserved.done;
  try {
    return await settleTicket(parts, call, reserved.ticket);
  } catch (error) {
    if (NOTHING_MOVED.has(refusalOfError(error)?.code ?? '')) throw new Unsettled(error);
    throw error;
  }
}

/** Refusals that say so: true of a transaction that was rolled back, not of one that follows another. */
const NOTHING_MOVED: ReadonlySet<string> = new Set(['system.busy', 'system.disk_full', 'system.data_damaged']);

/** What was reserved is committed, and what came of it could not be written. */
class Unsettled extends Error {
  constructor(cause: unknown) {
    super('what was reserved is not settled', { cause });
    this.name = 'Unsettled';
  }
}

/** Calls to the outside that this process has under way, by request. */
const underWay = new WeakMap<pg.Pool, Map<string, Promise<unknown>>>();

/**
 * A request repeated while the outside is being asked waits for that answer. Asked again, the outside could refuse the
 * first time and carry it out the second: whichever answer was written, the other would be lost.
 */
function settleTicket(parts: RunnerParts, call: Call, ticket: unknown): Promise<unknown> {
  const calls = underWay.get(parts.pool) ?? new Map<string, Promise<unknown>>();
  underWay.set(parts.pool, calls);
  const request = [call.actor.siteId, call.actor.personId, fullName(call.operation.contract), call.key].join(' ');
  const present = calls.get(request);
  if (present !== undefined) return present;
  const answer = askAndSettle(parts, call, ticket).finally(() => calls.delete(request));
  calls.set(request, answer);
  return answer;
}

async function storedResponse(parts: RunnerParts, { actor, operation, key }: Call): Promise<unknown> {
  const [row] = await reading(parts.pool, (tx) =>
    tx.prepared<{ response: unknown }>(
      'platform.stored-response',
      'select response from request where site_id = $1 and person_id = $2 and operation = $3 and key = $4',
      [actor.siteId, actor.personId, fullName(operation.contract), key],
    ),
  );
  return row?.response ?? null;
}

/**
 * Asks the outside, then writes what came of it, once: whoever gets the request row's lock first settles. One that
 * comes after the answer was written does not ask again.
 */
async function askAndSettle(parts: RunnerParts, call: Call, ticket: unknown): Promise<unknown> {
  const shape = call.operation.shape as ThreePhaseShape<OperationContract, unknown, unknown>;
  const stored = await storedResponse(parts, call);
  if (stored !== null) return stored;
  const outcome = await shape.call(ticket, parts.outside);
  return transaction(parts.pool, async (tx) => {
    const row = await tx.one(
      q
        .selectFrom('request')
        .select('response')
        .where('site_id', '=', call.actor.siteId)
        .where('person_id', '=', call.actor.personId)
        .where('operation', '=', fullName(call.operation.contract))
        .where('key', '=', call.key)
        .forUpdate(),
    );
    if (row.response !== null) return row.response;
    const response = await shape.settle(tx, call.actor, parts.clock, { ticket, outcome });
    await finish(tx, call, parts.clock.now(), { response });
    announce(parts, tx, call);
    return response;
  });
}

/** Requests that stopped between reserve and settle and are older than `seconds`. */
export async function unfinished(pool: pg.Pool, olderThan: string): Promise<(StoredRequest & { operation: string })[]> {
  return reading(pool, (tx) =>
    tx.many(
      sql<StoredRequest & { operation: string }>`select operation, actor, key, body_hash, ticket from request
        where response is null and ticket is not null and at < ${olderThan} order by at limit 100`,
    ),
  );
}

/** The socket to the database says so when it is not there, or goes away in the middle. */
const GONE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']);

/** What a database error means to the person who sent the request. */
export function refusalOfError(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof Unsettled) return new Refusal('system.unsettled', {});
  const state = sqlState(error);
  if (error instanceof Error && error.name === 'CommitUnknown') return new Refusal('system.database_unavailable', {});
  if (isDamage(error)) return new Refusal('system.data_damaged', {});
  if (state === '53100') return new Refusal('system.disk_full', {});
  if (state === '55P03' || state === '57014' || state === '40001' || state === '40P01' || state === '53300')
    return new Refusal('system.busy', {});
  if (state !== undefined && (/^(57P|08)/.test(state) || GONE.has(state)))
    return new Refusal('system.database_unavailable', {});
  if (error instanceof Error && /timeout exceeded when trying to connect/.test(error.message))
    return new Refusal('system.busy', {});
  if (error instanceof Error && /Connection terminated|Client has encountered a connection error/.test(error.message))
    return new Refusal('system.database_unavailable', {});
  return undefined;
}
