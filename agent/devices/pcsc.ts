/**
 * A card reader on PC/SC. Two contexts: one watches the reader all the time, each transaction opens one of its own, so
 * that a service that was restarted in between is no matter to the next transaction.
 *
 * Nothing here ends the agent: without library, service or reader the state is `missing` and is looked at again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import {
  atrOf,
  beginTransaction,
  type ConnectedCard,
  cancel,
  connectExclusive,
  disconnect,
  endTransaction,
  establish,
  type Handle,
  NoPcsc,
  PcscFailure,
  READER,
  RESET,
  type ReaderView,
  readerChange,
  readerNames,
  release,
  transmit,
} from './pcsc-library.ts';
import { type CardChannel, NoCard, NoReader, type Reader, type ReaderState, TornCard } from './reader.ts';
import { inTurn } from './turn.ts';
import { createWatched } from './watched.ts';

export interface PcscOptions {
  /** A part of the reader's name; without it the first reader there is. */
  readonly reader?: string;
  /** How long a card may take for one command before it is given up, in milliseconds. */
  readonly answerMs?: number;
}

const ANSWER_MS = 10_000;

const WAIT_MS = 1_000;
const LOOK_AGAIN_MS = 500;
/** A library is not installed from one moment to the next. */
const LOOK_FOR_LIBRARY_MS = 10_000;
/** Other programs (certificate services) look at a card for a moment when it is inserted. */
const BUSY_TRIES = 6;
const BUSY_WAIT_MS = 150;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function openPcscReader(options: PcscOptions = {}): Reader {
  const ending = new AbortController();
  const watch = watchReader(options.reader, ending.signal);
  const turn = inTurn();

  async function transaction<T>(work: (channel: CardChannel) => Promise<T>): Promise<T> {
    if (ending.signal.aborted) throw new NoReader('the reader was closed');
    const context = await establish().catch((error: unknown) => {
      throw new NoReader(reasonMissing(error));
    });
    // A call that never returns holds its context for ever; what comes after it is done in another one.
    const life = { stuck: false, answerMs: options.answerMs ?? ANSWER_MS };
    try {
      const card = await connect(context, await chosen(context, options.reader));
      return await inTransaction(card, life, work);
    } catch (error) {
      throw error instanceof PcscFailure ? new NoReader(error.message) : error;
    } finally {
      const released = release(context).catch(() => {});
      if (!life.stuck) await released;
    }
  }

  return {
    get name() {
      return watch.name();
    },
    state: watch.watched.state,
    onChange: watch.watched.onChange,
    withCard: (work) => turn(() => transaction(work)),
    async close() {
      ending.abort();
      await watch.wake();
      await watch.ended;
      await turn(async () => {});
    },
  };
}

async function chosen(context: Handle, wanted: string | undefined): Promise<string> {
  const names = await readerNames(context);
  const found = names.find((one) => wanted === undefined || one.includes(wanted));
  if (found !== undefined) return found;
  throw new NoReader(names.length === 0 ? 'no reader is connected' : `no such reader; there are: ${names.join(', ')}`);
}

function watchReader(wanted: string | undefined, ending: AbortSignal) {
  const watched = createWatched({ kind: 'missing', detail: 'not looked at yet' });
  let name = wanted ?? '';
  let watching: Handle | null = null;
  let inDoubt = false;

  /** While the service ends, the library has answered with numbers that mean nothing: one of these counts at its second time. */
  function isPassing(error: unknown): boolean {
    inDoubt = !inDoubt && error instanceof PcscFailure && error.reason === 'other';
    return inDoubt;
  }

  /** Until the reader or the service goes away, which it throws. */
  async function follow(context: Handle): Promise<void> {
    name = await chosen(context, wanted);
    let view: ReaderView | null = null;
    while (!ending.aborted) {
      const next = await readerChange(context, name, view?.raw ?? 0, view === null ? 0 : WAIT_MS);
      if (next === null || next.raw === view?.raw) continue;
      if ((next.raw & (READER.unknown | READER.unavailable)) !== 0) throw new NoReader('the reader was unplugged');
      const isOther = view !== null && isPresent(view) && isPresent(next) && countOf(view) !== countOf(next);
      if (isOther) watched.set({ kind: 'empty' });
      watched.set(stateOf(next));
      view = next;
    }
  }

  async function run(): Promise<void> {
    while (!ending.aborted) {
      let wait = LOOK_AGAIN_MS;
      try {
        watching = await establish();
        await follow(watching);
      } catch (error) {
        if (error instanceof NoPcsc) wait = LOOK_FOR_LIBRARY_MS;
        if (!isPassing(error) && !ending.aborted) watched.set({ kind: 'missing', detail: reasonMissing(error) });
      }
      const old = watching;
      watching = null;
      if (old !== null) await release(old).catch(() => {});
      await pause(wait, undefined, { signal: ending }).catch(() => {});
    }
  }
  return {
    watched,
    name: () => name,
    ended: run(),
    /** Ends a waiting for changes that is under way. */
    async wake() {
      if (watching !== null) await cancel(watching).catch(() => {});
    },
  };
}

const isPresent = (view: ReaderView): boolean => (view.raw & READER.present) !== 0;
const countOf = (view: ReaderView): number => view.raw >>> 16;

function stateOf(view: ReaderView): ReaderState {
  if (!isPresent(view)) return { kind: 'empty' };
  return { kind: 'card', atr: (view.raw & READER.mute) === 0 ? view.atr : new Uint8Array() };
}

const NO_SERVICE: ReadonlySet<string> = new Set(['no-service', 'service-stopped', 'service-lost']);

function reasonMissing(error: unknown): string {
  if (error instanceof NoPcsc) return `no PC/SC on this machine: ${error.message}`;
  if (error instanceof PcscFailure && NO_SERVICE.has(error.reason)) {
    return 'the smart card service of the system does not run';
  }
  return wordsOf(error);
}

async function connect(context: Handle, reader: string): Promise<ConnectedCard> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connectExclusive(context, reader);
    } catch (error) {
      if (!(error instanceof PcscFailure)) throw error;
      if (error.reason === 'sharing-violation') {
        if (attempt === BUSY_TRIES) throw new NoReader('another program uses the card');
        await pause(BUSY_WAIT_MS);
        continue;
      }
      if (NO_CARD.has(error.reason)) throw new NoCard(error.message);
      throw new NoReader(error.message);
    }
  }
}

const NO_CARD: ReadonlySet<string> = new Set([
  'no-smartcard',
  'removed-card',
  'unresponsive-card',
  'unpowered-card',
  'unsupported-card',
  'protocol-mismatch',
  'comm-error',
]);

interface Life {
  stuck: boolean;
  readonly answerMs: number;
}

/** The card is reset at the end: what it was told about keys must not serve the next program. */
async function inTransaction<T>(
  card: ConnectedCard,
  life: Life,
  work: (channel: CardChannel) => Promise<T>,
): Promise<T> {
  let torn: TornCard | null = null;
  const end = async (): Promise<void> => {
    await endTransaction(card).catch(() => {});
    await disconnect(card, RESET).catch(() => {});
  };
  try {
    await beginTransaction(card);
    const atr = await atrOf(card);
    return await work({
      atr,
      async transmit(apdu) {
        if (torn !== null) throw torn;
        try {
          const answer = await inTime(transmit(card, apdu), life.answerMs);
          // A card torn out in the middle of a command can look like a success without an answer.
          if (answer !== null && answer.length >= 2) return answer;
          life.stuck = answer === null;
          torn = new TornCard(life.stuck ? 'the card does not come to an end' : 'the card gave no answer');
        } catch (error) {
          torn = new TornCard(wordsOf(error));
        }
        throw torn;
      },
    });
  } finally {
    const ended = end();
    if (!life.stuck) await ended;
  }
}

/** Null when the time is up; the work itself goes on. */
async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T | null> {
  const over = new AbortController();
  const limit = pause(milliseconds, null, { signal: over.signal }).catch(() => null);
  try {
    return await Promise.race([work, limit]);
  } finally {
    over.abort();
  }
}
