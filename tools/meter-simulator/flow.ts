/** A water or gas meter with a valve (CJ/T 188). It counts while the valve is open; readings show hundredths of a m³. */
import { bcd, printed, type Telegram188 } from './telegrams.ts';

export interface FlowOptions {
  readonly protocol: 'cjt188';
  /** 14 digits. */
  readonly address: string;
  /** 10H water … 30H gas. */
  readonly meterType?: number;
  /** Its edition: 2004 takes 90 1F, 2018 takes 1F 90. */
  readonly edition?: 2004 | 2018;
  readonly litres?: number;
  readonly litresPerHour?: number;
  readonly batteryLow?: boolean;
  /** How long the valve takes to turn; until then it shows where it was. */
  readonly valveMs?: number;
  readonly clockOffsetMs?: number;
}

export interface Flow extends Required<FlowOptions> {
  /** Litres an hour times milliseconds, not yet a whole litre. */
  restOfLitre: number;
  litres: number;
  litresPerHour: number;
  batteryLow: boolean;
  clockOffsetMs: number;
  valve: 'open' | 'closed' | 'faulty';
  turning: { readonly to: 'open' | 'closed'; readonly until: number } | null;
  settledAt: number;
  /** Litres at the last settlement days, newest first. */
  readonly settlements: number[];
}

const HOUR = 3_600_000;
const ZONE_MS = 8 * HOUR;
const CUBIC_METRE = 0x2c;

export const createFlow = (options: FlowOptions, now: number): Flow => ({
  meterType: 0x10,
  edition: 2004,
  litres: 0,
  litresPerHour: 10,
  batteryLow: false,
  valveMs: 0,
  clockOffsetMs: 0,
  ...options,
  address: options.address.toLowerCase(),
  restOfLitre: 0,
  valve: 'open',
  turning: null,
  settledAt: now,
  settlements: [],
});

/** The next first of a month, midnight in China. */
function nextSettlement(ms: number): number {
  const shown = new Date(ms + ZONE_MS);
  return Date.UTC(shown.getUTCFullYear(), shown.getUTCMonth() + 1, 1) - ZONE_MS;
}

function run(meter: Flow, to: number): void {
  if (meter.valve === 'open') meter.restOfLitre += meter.litresPerHour * (to - meter.settledAt);
  const whole = Math.floor(meter.restOfLitre / HOUR);
  meter.litres += whole;
  meter.restOfLitre -= whole * HOUR;
  meter.settledAt = to;
}

/** Brings the meter to `now`: water runs, the valve turns, the first of a month leaves a reading. */
export function advanceFlow(meter: Flow, now: number): void {
  const { turning } = meter;
  if (turning !== null && turning.until <= now) {
    meter.turning = null;
    advanceFlow(meter, Math.max(meter.settledAt, turning.until));
    if (meter.valve !== 'faulty') meter.valve = turning.to;
  }
  while (meter.settledAt < now) {
    const settlement = nextSettlement(meter.settledAt);
    run(meter, Math.min(now, settlement));
    if (meter.settledAt !== settlement) continue;
    meter.settlements.unshift(meter.litres);
    meter.settlements.length = Math.min(meter.settlements.length, 12);
  }
}

const volume = (litres: number): Buffer => Buffer.concat([bcd(Math.floor(litres / 10), 4), Buffer.from([CUBIC_METRE])]);

function clock(meter: Flow, now: number): Buffer {
  const digits = new Date(now + meter.clockOffsetMs + ZONE_MS).toISOString().replaceAll(/\D/g, '').slice(0, 14);
  return bcd(digits, 7);
}

const status = (meter: Flow): Buffer =>
  Buffer.from([{ open: 0, closed: 1, faulty: 3 }[meter.valve] | (meter.batteryLow ? 4 : 0), 0]);

export interface Answer188 {
  readonly control: number;
  readonly data: Buffer;
  readonly changed: boolean;
}

/** What the meter knows under `di`; null: nothing. */
function shownUnder(meter: Flow, di: string, now: number): Buffer | null {
  if (di === '901F') {
    return Buffer.concat([volume(meter.litres), volume(meter.settlements[0] ?? 0), clock(meter, now), status(meter)]);
  }
  const month = /^D12([0-9A-B])$/.exec(di)?.[1];
  return month === undefined ? null : volume(meter.settlements[Number.parseInt(month, 16)] ?? 0);
}

function turn(meter: Flow, order: number, now: number): boolean {
  const to = order === 0x55 ? 'open' : order === 0x99 ? 'closed' : null;
  if (to === null) return false;
  meter.turning = { to, until: now + meter.valveMs };
  advanceFlow(meter, now);
  return true;
}

function setClock(meter: Flow, bytes: Buffer, now: number): boolean {
  const digits = printed(bytes);
  const [, date, time] = /^(\d{8})(\d{6})$/.exec(digits) ?? [];
  if (date === undefined || time === undefined) return false;
  const text = `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}.000Z`;
  const ms = Date.parse(text) - ZONE_MS;
  if (Number.isNaN(ms)) return false;
  meter.clockOffsetMs = ms - now;
  return true;
}

/** Null: the meter keeps silent. */
export function answer188(meter: Flow, telegram: Telegram188, now: number): Answer188 | null {
  const { control, data } = telegram;
  advanceFlow(meter, now);
  if (control & 0x80 || data.length < 3) return null;
  const head = data.subarray(0, 3);
  const di = (
    meter.edition === 2004 ? head.subarray(0, 2).toString('hex') : printed(head.subarray(0, 2))
  ).toUpperCase();
  const refused: Answer188 = {
    control: control | 0xc0,
    data: Buffer.concat([data.subarray(2, 3), status(meter)]),
    changed: false,
  };
  if (control === 0x03 && di === '810A') return { control: 0x83, data: head, changed: false };
  if (control === 0x01) {
    const shown = shownUnder(meter, di, now);
    return shown === null ? refused : { control: 0x81, data: Buffer.concat([head, shown]), changed: false };
  }
  if (control !== 0x04) return refused;
  const done = (): Answer188 => ({ control: 0x84, data: Buffer.concat([head, status(meter)]), changed: true });
  if (di === 'A017') return turn(meter, data[3] ?? 0, now) ? done() : refused;
  if (di === 'A015') return setClock(meter, data.subarray(3), now) ? done() : refused;
  return refused;
}
