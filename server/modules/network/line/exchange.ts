/**
 * Request and answer on one open line, one at a time. The protocols number nothing: an answer that comes late looks like
 * the answer to whatever is asked next under the same key. Therefore unanswered requests are counted (owed.ts), and an
 * answer is believed only when so many have come that this one must belong to a request sent since `ask` was called.
 * What is sent once only (`once`) waits first for what may still come, and is never sent again.
 */
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { OwedAnswers } from './owed.ts';

export interface Listener<F> {
  push(chunk: Uint8Array): F[];
  /** The line was silent in the middle of a frame: what has come of it is forgotten. */
  silence(): void;
}

export interface Asked<F, A> {
  readonly bytes: Uint8Array;
  readonly listener: Listener<F>;
  /** The answer in a frame, or null when the frame is none to this request. */
  accept(frame: F): A | null;
  /** Whose answers could be taken for each other's. */
  readonly key: string;
  /** The same for refusals, which do not repeat what was asked; `isRefusal` tells them. */
  readonly refusalKey: string;
  isRefusal(answer: A): boolean;
  /** Sent once, whatever happens. */
  readonly once?: boolean;
}

export interface Timing {
  /** Waited for an answer, milliseconds. */
  readonly answerMs: number;
  /** Between two bytes of one answer. */
  readonly byteMs: number;
  /** The line rests so long before a request. */
  readonly gapMs: number;
  /** Reads are sent so often again. */
  readonly retries: number;
}

export interface Counts {
  asked: number;
  answered: number;
  silent: number;
  late: number;
  stray: number;
}

/** `null`: nothing believable came. `lost`: the connection went; `sent` says whether the request had gone out. */
export type Outcome<A> = { readonly heard: A } | { readonly lost: { readonly sent: boolean } } | null;

export interface Exchange {
  ask<F, A>(asked: Asked<F, A>): Promise<Outcome<A>>;
  /** Sends to all; nobody answers. False when the connection is gone. */
  tell(bytes: Uint8Array): Promise<boolean>;
  readonly open: boolean;
  close(): void;
}

/** The request under way. */
interface Current {
  /** False: the frame is no answer to it. */
  take(frame: unknown): boolean;
  lose(): void;
}

interface Ground {
  readonly stream: Duplex;
  readonly timing: Timing;
  readonly counts: Counts;
  readonly owed: OwedAnswers;
  listener: Listener<unknown> | null;
  current: Current | null;
  lastByte: number;
  open: boolean;
}

async function send(ground: Ground, bytes: Uint8Array): Promise<void> {
  const rest = ground.timing.gapMs - (performance.now() - ground.lastByte);
  if (ground.timing.gapMs > 0 && rest > 0) await pause(rest);
  if (ground.open) ground.stream.write(bytes);
}

/** Sends until enough answers have come, and keeps count of those that have not. */
function run<F, A>(ground: Ground, asked: Asked<F, A>): Promise<Outcome<A>> {
  const { owed, counts, timing } = ground;
  const before = owed.of(asked.key);
  const refusalsBefore = owed.ofRefusals(asked.refusalKey);
  const isEnough = (answer: A, got: number): boolean =>
    asked.once === true || got > (asked.isRefusal(answer) ? refusalsBefore : before);
  let sends = 0;
  let got = 0;
  let timer: NodeJS.Timeout | undefined;
  return new Promise((resolve) => {
    const finish = (outcome: Outcome<A>): void => {
      clearTimeout(timer);
      ground.current = null;
      const accept = (frame: unknown): boolean => asked.accept(frame as F) !== null;
      owed.add(asked.key, sends - got, { refusalKey: asked.refusalKey, accept });
      resolve(outcome);
    };
    const again = (): void => {
      if (!ground.open) {
        finish({ lost: { sent: sends > 0 } });
        return;
      }
      // Each answer that may have been an old one is worth another request.
      if (sends > (asked.once === true ? 0 : timing.retries + got)) {
        counts.silent += 1;
        finish(null);
        return;
      }
      sends += 1;
      counts.asked += 1;
      const at = performance.now();
      void send(ground, asked.bytes);
      clearTimeout(timer);
      timer = setTimeout(() => expire(at), timing.answerMs);
    };
    // An answer whose bytes are still arriving is not late.
    const expire = (since: number): void => {
      const now = performance.now();
      const rest = ground.lastByte + timing.byteMs - now;
      const arriving = ground.lastByte > since && rest > 0 && now < since + 2 * timing.answerMs;
      if (arriving) timer = setTimeout(() => expire(since), rest);
      else again();
    };
    ground.current = {
      take(frame) {
        const answer = asked.accept(frame as F);
        if (answer === null) return false;
        got += 1;
        counts.answered += 1;
        if (isEnough(answer, got)) finish({ heard: answer });
        else again();
        return true;
      },
      lose: () => finish({ lost: { sent: sends > 0 } }),
    };
    again();
  });
}

function listen(ground: Ground): void {
  ground.stream.on('data', (chunk: Buffer) => {
    const now = performance.now();
    if (now - ground.lastByte > ground.timing.byteMs) ground.listener?.silence();
    ground.lastByte = now;
    for (const frame of ground.listener?.push(chunk) ?? []) {
      if (ground.current?.take(frame) === true) continue;
      if (ground.owed.comesLate(frame)) ground.counts.late += 1;
      else ground.counts.stray += 1;
    }
  });
}

/** `owed` outlives the connection: a gateway hands what its meters still send to whoever is connected next. */
export function openExchange(
  stream: Duplex,
  parts: { readonly timing: Timing; readonly counts: Counts; readonly owed: OwedAnswers },
): Exchange {
  const ground: Ground = {
    stream,
    ...parts,
    listener: null,
    current: null,
    lastByte: 0,
    open: true,
  };
  listen(ground);
  const end = (): void => {
    ground.open = false;
    ground.current?.lose();
    stream.destroy();
  };
  stream.on('error', end);
  stream.on('close', end);
  return {
    async ask(asked) {
      ground.listener = asked.listener as Listener<unknown>;
      const { owed } = ground;
      if (asked.once === true && owed.of(asked.key) + owed.ofRefusals(asked.refusalKey) > 0)
        await pause(ground.timing.answerMs);
      return ground.open ? run(ground, asked) : { lost: { sent: false } };
    },
    async tell(bytes) {
      await send(ground, bytes);
      return ground.open;
    },
    get open() {
      return ground.open;
    },
    close: end,
  };
}
