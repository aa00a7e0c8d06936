/**
 * One line of this process: its queue of work. Work has the line to itself while it runs; urgent work (credit) goes
 * before reading. With nothing to do the line is closed and given up, so that another server may have it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Asked } from './exchange.ts';
import { type Hold, holdLine, type LineParts } from './hold.ts';

/** `silent`: sent, and nothing believable came back. `unreachable`: not sent. */
export type Heard<A> = { readonly heard: A } | 'silent' | 'unreachable';

export interface Wire {
  ask<F, A>(asked: Asked<F, A>): Promise<Heard<A>>;
  /** To all meters; nobody answers. */
  tell(bytes: Uint8Array): Promise<boolean>;
}

export interface WorkOptions {
  readonly urgent?: boolean;
  /** Not begun after this moment of `performance.now()`. */
  readonly beginBefore?: number;
}

export interface Line {
  /** Null when the work was never begun: the line is down, another server keeps it, or it came too late. */
  work<T>(job: (wire: Wire) => Promise<T>, options?: WorkOptions): Promise<T | null>;
  readonly waiting: number;
  close(): Promise<void>;
}

const IDLE_MS = 2000;
/** A recharge under way may end; a dead meter is not waited for. */
const CLOSE_MS = 4000;

interface Job {
  readonly begin: (wire: Wire) => Promise<void>;
  readonly giveUp: () => void;
  readonly beginBefore: number;
}

const wireOf = (hold: Hold): Wire => ({
  async ask(asked) {
    const exchange = await hold.still();
    if (exchange === null) return 'unreachable';
    const outcome = await exchange.ask(asked);
    if (outcome === null) return 'silent';
    if ('lost' in outcome) return outcome.lost.sent ? 'silent' : 'unreachable';
    return outcome;
  },
  async tell(bytes) {
    return (await (await hold.still())?.tell(bytes)) ?? false;
  },
});

async function runJob(hold: Hold, wire: Wire, job: Job): Promise<void> {
  if (hold.wanted) await hold.letGo();
  const inTime = (): boolean => performance.now() < job.beginBefore;
  if (inTime() && (await hold.ready()) !== null && inTime()) await job.begin(wire);
  else job.giveUp();
  await hold.reportSometimes();
}

export function openLine(parts: LineParts): Line {
  const hold = holdLine(parts);
  const wire = wireOf(hold);
  const urgent: Job[] = [];
  const plain: Job[] = [];
  let running: Promise<void> | null = null;
  let closing = false;
  let idle: NodeJS.Timeout | undefined;

  const next = (): Job | undefined => urgent.shift() ?? plain.shift();
  const rest = async (): Promise<void> => {
    for (let job = next(); job !== undefined; job = next()) await runJob(hold, wire, job);
  };
  const stir = (work: () => Promise<void>): void => {
    clearTimeout(idle);
    if (running !== null) return;
    running = work().finally(() => {
      running = null;
      if (closing) return;
      if (urgent.length + plain.length > 0) stir(rest);
      else if (work === rest) idle = setTimeout(() => stir(hold.letGo), IDLE_MS).unref();
    });
  };
  return {
    work(job, options = {}) {
      if (closing) return Promise.resolve(null);
      return new Promise((resolve, reject) => {
        (options.urgent === true ? urgent : plain).push({
          begin: (given) => job(given).then(resolve, reject),
          giveUp: () => resolve(null),
          beginBefore: options.beginBefore ?? Number.POSITIVE_INFINITY,
        });
        stir(rest);
      });
    },
    get waiting() {
      return urgent.length + plain.length;
    },
    async close() {
      closing = true;
      clearTimeout(idle);
      for (const job of [...urgent.splice(0), ...plain.splice(0)]) job.giveUp();
      await Promise.race([running, pause(CLOSE_MS, undefined, { ref: false })]);
      await hold.end();
      await running;
    },
  };
}
