/**
 * A line with its meters: bytes in, bytes out. Several meters may answer one request with wildcards; then their answers
 * run into each other. What is lost, late or spoilt is decided here, by seeded chance.
 */
import type { Chance } from './chance.ts';
import type { Electricity } from './electricity.ts';
import { type Answer645, answer645 } from './electricity-answers.ts';
import { collided, disturbed, type Faults, quiet } from './faults.ts';
import { type Answer188, answer188, type Flow } from './flow.ts';
import { diOf, firstTelegram, isChange, onTheWire, type Telegram } from './telegrams.ts';

/** One telegram that reached a meter, and what became of it. */
export interface HeardTelegram {
  /** The simulator's clock. */
  readonly at: number;
  readonly control: number;
  /** The identifier it named; '' when none. */
  readonly di: string;
  /** The meter has changed something on it. */
  readonly applied: boolean;
  /** 'silent': lost before or after the meter, or never to be answered. */
  readonly end: 'answered' | 'late' | 'denied' | 'refused' | 'silent';
}

export interface Placed {
  readonly meter: Electricity | Flow;
  /** Newest last; at most 2000. */
  readonly log: HeardTelegram[];
  faults: Partial<Faults>;
  /** Does not hear and does not answer: no power, cable cut. */
  dead: boolean;
}

export interface Counts {
  requests: number;
  answers: number;
  /** Requests that were given a meter's ear but whose answer never left, by loss of either. */
  lost: number;
  late: number;
  /** Answered with an error after it was done. */
  denied: number;
}

export interface Surroundings {
  readonly chance: Chance;
  readonly now: () => number;
  readonly faults: () => Faults;
  readonly counts: Counts;
}

export type Send = (bytes: Buffer, afterMs: number) => void;

const EVERYONE = '999999999999';

const fits = (asked: string, own: string): boolean =>
  asked === own || (asked.includes('aa') && fitsWildcard(asked, own));

const fitsWildcard = (asked: string, own: string): boolean =>
  asked.match(/../g)!.every((pair, at) => pair === 'aa' || pair === own.slice(2 * at, 2 * at + 2));

function isAsked({ meter, dead }: Placed, telegram: Telegram): boolean {
  if (dead || meter.protocol !== telegram.protocol) return false;
  if (telegram.protocol === 'dlt645' && telegram.address === EVERYONE) return true;
  if (!fits(telegram.address, meter.address)) return false;
  return (
    telegram.protocol === 'dlt645' || telegram.meterType === 0xaa || telegram.meterType === (meter as Flow).meterType
  );
}

const ERROR = 0x40;

interface Reply {
  readonly bytes: Buffer;
  readonly afterMs: number;
}

function act(meter: Electricity | Flow, telegram: Telegram, around: Surroundings): Answer645 | Answer188 | null {
  const moment = { now: around.now(), chance: around.chance };
  if (meter.protocol === 'dlt645') return telegram.protocol === 'dlt645' ? answer645(meter, telegram, moment) : null;
  return telegram.protocol === 'cjt188' ? answer188(meter, telegram, moment.now) : null;
}

function neighbour(address: string): string {
  const last = Number.parseInt(address.slice(-1), 16);
  return address.slice(0, -1) + ((last + 1) % 10);
}

function denial(meter: Electricity | Flow, telegram: Telegram, control: number): Answer645 | Answer188 {
  const data =
    meter.protocol === 'dlt645' ? Buffer.from([1]) : Buffer.concat([telegram.data.subarray(2, 3), Buffer.alloc(2)]);
  return { control: control | ERROR, data, changed: true };
}

function spokenBy(meter: Electricity | Flow, answer: Answer645 | Answer188, address: string): Telegram {
  const { control, data } = answer;
  return meter.protocol === 'dlt645'
    ? { protocol: 'dlt645', address, control, data }
    : { protocol: 'cjt188', meterType: meter.meterType, address, control, data };
}

const LOG = 2000;

function replyOf(placed: Placed, telegram: Telegram, around: Surroundings): Reply | null {
  const { meter, log } = placed;
  const { chance, counts } = around;
  const set = { ...around.faults(), ...placed.faults };
  const meant = set.only === 'all' || (set.only === 'changes') === isChange(telegram);
  const faults = meant ? set : quiet(set);
  const note = (applied: boolean, end: HeardTelegram['end']): void => {
    log.push({ at: around.now(), control: telegram.control, di: diOf(telegram), applied, end });
    if (log.length > LOG) log.shift();
  };
  if (chance.happens(faults.loseRequest)) {
    counts.lost += 1;
    return null;
  }
  const given = act(meter, telegram, around);
  if (given === null || telegram.address === EVERYONE) {
    note(given?.changed ?? false, 'silent');
    return null;
  }
  const denied = given.changed && chance.happens(faults.errorAfterApply);
  if (denied) counts.denied += 1;
  const answer = denied ? denial(meter, telegram, given.control) : given;
  if (chance.happens(faults.loseAnswer)) {
    counts.lost += 1;
    note(given.changed, 'silent');
    return null;
  }
  const address = chance.happens(faults.otherAddress) ? neighbour(meter.address) : meter.address;
  const late = chance.happens(faults.lateAnswer.p);
  if (late) counts.late += 1;
  counts.answers += 1;
  note(given.changed, denied ? 'denied' : (answer.control & ERROR) !== 0 ? 'refused' : late ? 'late' : 'answered');
  return {
    bytes: disturbed(onTheWire(spokenBy(meter, answer, address)), faults, chance),
    afterMs: faults.answerMs + (late ? faults.lateAnswer.ms : 0),
  };
}

export interface Bus {
  readonly placed: readonly Placed[];
  /** What one master sends; its answers go to `send`. Keeps what is not whole yet. */
  listen(): (bytes: Buffer, send: Send) => void;
}

const LONGEST = 512;

export function busOf(placed: readonly Placed[], around: Surroundings): Bus {
  function hear(telegram: Telegram, send: Send): void {
    around.counts.requests += 1;
    const replies = placed
      .filter((one) => isAsked(one, telegram))
      .map((one) => replyOf(one, telegram, around))
      .filter((one) => one !== null);
    const [first] = replies;
    if (first === undefined) return;
    if (replies.length === 1) send(first.bytes, first.afterMs);
    else send(collided(replies.map(({ bytes }) => bytes)), first.afterMs);
  }

  return {
    placed,
    listen() {
      let waiting: Buffer = Buffer.alloc(0);
      return (bytes, send) => {
        if (around.faults().echo) send(Buffer.from(bytes), 0);
        waiting = Buffer.concat([waiting, bytes]);
        for (let heard = firstTelegram(waiting); heard !== null; heard = firstTelegram(waiting)) {
          waiting = waiting.subarray(heard.end);
          hear(heard.telegram, send);
        }
        if (waiting.length > LONGEST) waiting = waiting.subarray(-LONGEST);
      };
    },
  };
}
