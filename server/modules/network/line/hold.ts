/**
 * What a process has of a line while it works on it: the lease and the connection, both taken when they are needed and
 * given up together. A line that cannot be connected is left alone for a moment: who asks meanwhile is told at once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Log } from '../../../platform/log.ts';
import { type Counts, type Exchange, openExchange, type Timing } from './exchange.ts';
import { giveUpLease, LEASE_SECONDS, type LineKey, takeLease } from './lease.ts';
import { type OwedAnswers, owedAnswers } from './owed.ts';
import { openTransport, type Place } from './transport.ts';

export interface LineParts {
  readonly pool: pg.Pool;
  readonly log: Log;
  readonly key: LineKey;
  readonly place: Place;
  readonly timing: Timing;
  /** Who holds the lease: this line of this process. */
  readonly owner: string;
  /** Adds to the line's health and notes what happened to it; never throws. */
  report(news: LineNews): Promise<void>;
}

export interface LineNews {
  readonly counts: Counts;
  readonly event?: 'line-down' | 'line-up' | 'line-taken';
  readonly failure?: string;
}

export interface Hold {
  /** Waits for the lease as long as it is worth; then connects. Null: not now. */
  ready(): Promise<Exchange | null>;
  /** The same without waiting: for each request of a longer work. */
  still(): Promise<Exchange | null>;
  /** Another process waits for the line. */
  readonly wanted: boolean;
  /** Closes the connection and gives the lease up. */
  letGo(): Promise<void>;
  /** The same for good: what is still under way hears nothing any more. */
  end(): Promise<void>;
  /** Hands the counts on, now and then. */
  reportSometimes(): Promise<void>;
}

const LEASE_WAIT_MS = 10_000;
const LEASE_POLL_MS = 150;
const RENEW_MS = (LEASE_SECONDS * 1000) / 3;
const REST_MS = [1000, 2000, 5000, 15_000] as const;
const REPORT_MS = 5000;

const noCounts = (): Counts => ({ asked: 0, answered: 0, silent: 0, late: 0, stray: 0 });
const NEVER = Number.NEGATIVE_INFINITY;

interface State extends LineParts {
  readonly counts: Counts;
  readonly owed: OwedAnswers;
  exchange: Exchange | null;
  ended: boolean;
  fence: number;
  leasedAt: number;
  wanted: boolean;
  failures: number;
  restUntil: number;
  reportedAt: number;
}

async function report(state: State, event?: LineNews['event'], failure?: string): Promise<void> {
  state.reportedAt = performance.now();
  const news = { counts: { ...state.counts }, ...(event && { event }), ...(failure && { failure }) };
  Object.assign(state.counts, noCounts());
  await state.report(news);
}

/** False also when the database cannot say: then nobody may talk. */
async function leased(state: State): Promise<boolean> {
  if (state.ended) return false;
  if (performance.now() - state.leasedAt < RENEW_MS) return true;
  const asked = performance.now();
  const answer = await takeLease(state.pool, state.key, state.owner).catch((error: unknown) => {
    state.log.warn({ err: error, line: state.key.lineId }, 'the lease of a line cannot be asked for');
    return { held: false } as const;
  });
  if (!answer.held) {
    state.leasedAt = NEVER;
    state.exchange?.close();
    state.exchange = null;
    return false;
  }
  state.leasedAt = asked;
  state.wanted = answer.wanted;
  const othersBefore = answer.fence > state.fence + 1 && answer.recent;
  state.fence = answer.fence;
  // What meters still answer to the process before must not be taken for an answer to this one.
  if (othersBefore) await pause(state.timing.answerMs);
  if (answer.taken) await report(state, 'line-taken');
  return true;
}

async function waitForLease(state: State): Promise<boolean> {
  const until = performance.now() + LEASE_WAIT_MS;
  while (!(await leased(state))) {
    if (state.ended || performance.now() > until) return false;
    await pause(LEASE_POLL_MS);
  }
  return true;
}

async function connected(state: State): Promise<Exchange | null> {
  if (state.exchange?.open === true) return state.exchange;
  if (performance.now() < state.restUntil) return null;
  try {
    state.exchange = openExchange(await openTransport(state.place), state);
    if (state.failures > 0) await report(state, 'line-up');
    state.failures = 0;
    return state.exchange;
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    state.restUntil = performance.now() + REST_MS[Math.min(state.failures, REST_MS.length - 1)]!;
    state.failures += 1;
    state.log.warn({ line: state.key.lineId, failure }, 'a line cannot be connected');
    await report(state, state.failures === 1 ? 'line-down' : undefined, failure);
    return null;
  }
}

async function letGo(state: State): Promise<void> {
  state.exchange?.close();
  state.exchange = null;
  if (state.leasedAt !== NEVER) await giveUpLease(state.pool, state.key, state.owner).catch(() => undefined);
  state.leasedAt = NEVER;
  const { wanted } = state;
  state.wanted = false;
  if (state.counts.asked + state.counts.stray + state.counts.late > 0) await report(state);
  // Long enough for the one that waits to take it.
  if (wanted) await pause(2 * LEASE_POLL_MS);
}

export function holdLine(parts: LineParts): Hold {
  const state: State = {
    ...parts,
    counts: noCounts(),
    owed: owedAnswers(),
    exchange: null,
    ended: false,
    fence: 0,
    leasedAt: NEVER,
    wanted: false,
    failures: 0,
    restUntil: 0,
    reportedAt: performance.now(),
  };
  return {
    ready: async () => ((await waitForLease(state)) ? connected(state) : null),
    still: async () => ((await leased(state)) ? connected(state) : null),
    get wanted() {
      return state.wanted;
    },
    letGo: () => letGo(state),
    async end() {
      state.ended = true;
      await letGo(state);
    },
    async reportSometimes() {
      if (performance.now() - state.reportedAt > REPORT_MS) await report(state);
    },
  };
}
