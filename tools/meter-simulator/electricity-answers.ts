/** How an electricity meter answers a telegram addressed to it (DL/T 645). */
import type { Chance } from './chance.ts';
import { advance, clockDigits, close, type Electricity, meterMs, msOfDigits, trip, wallDigits } from './electricity.ts';
import { prepaid } from './prepaid.ts';
import { readRegister, writeRegister } from './registers.ts';
import { printed, reversed, type Telegram645 } from './telegrams.ts';

export interface Answer645 {
  readonly control: number;
  readonly data: Buffer;
  /** The meter has changed something on this telegram: an answer may now be an error all the same. */
  readonly changed: boolean;
}

const OTHER = 0x01;
const NO_SUCH_DATA = 0x02;
const NOT_AUTHORISED = 0x04;

const done = (control: number, data: Buffer = Buffer.alloc(0)): Answer645 => ({
  control: control | 0x80,
  data,
  changed: true,
});
const error = (control: number, bits: number): Answer645 => ({
  control: control | 0xc0,
  data: Buffer.from([bits]),
  changed: false,
});
const shown = (control: number, data: Buffer): Answer645 => ({ control: control | 0x80, data, changed: false });

const diOf = (data: Buffer): string => printed(data.subarray(0, 4)).toUpperCase();

function read(meter: Electricity, data: Buffer, now: number): Answer645 {
  if (data.length < 4) return error(0x11, OTHER);
  const bytes = readRegister(meter, diOf(data), now);
  if (bytes === null) return error(0x11, NO_SUCH_DATA);
  const first = bytes.subarray(0, meter.answerBytes);
  const more = bytes.length > first.length ? 0x20 : 0;
  return shown(0x11 | more, Buffer.concat([data.subarray(0, 4), first]));
}

function readOn(meter: Electricity, data: Buffer, now: number): Answer645 {
  const bytes = data.length === 5 ? readRegister(meter, diOf(data), now) : null;
  const sequence = data[4] ?? 0;
  const from = sequence * meter.answerBytes;
  if (bytes === null || sequence === 0 || from >= bytes.length) return error(0x12, NO_SUCH_DATA);
  const part = bytes.subarray(from, from + meter.answerBytes);
  const more = bytes.length > from + part.length ? 0x20 : 0;
  return shown(0x12 | more, Buffer.concat([data.subarray(0, 4), part, Buffer.from([sequence])]));
}

const authorised = (meter: Electricity, access: Buffer): boolean =>
  access[0] === Number.parseInt(meter.level, 16) && printed(access.subarray(1, 4)) === meter.password;

function write(meter: Electricity, data: Buffer, now: number): Answer645 {
  if (data.length < 12) return error(0x14, OTHER);
  if (!authorised(meter, data.subarray(4, 8))) return error(0x14, NOT_AUTHORISED);
  const written = writeRegister(meter, diOf(data), data.subarray(12), now);
  if (written === 'done') return done(0x14);
  return error(0x14, written === 'no-such-data' ? NO_SUCH_DATA : OTHER);
}

const COMMANDS: Readonly<Record<number, (meter: Electricity) => boolean>> = {
  26: (meter) => {
    if (meter.kept) return false;
    trip(meter);
    return true;
  },
  27: (meter) => {
    meter.ordered = 'closed';
    return true;
  },
  28: (meter) => {
    close(meter);
    return true;
  },
  42: (meter) => {
    meter.alarmed = true;
    return true;
  },
  43: (meter) => {
    meter.alarmed = false;
    return true;
  },
  58: (meter) => {
    meter.kept = true;
    close(meter);
    return true;
  },
  59: (meter) => {
    meter.kept = false;
    return true;
  },
};

function command(meter: Electricity, data: Buffer, now: number): Answer645 {
  if (data.length !== 16) return error(0x1c, OTHER);
  if (!authorised(meter, data.subarray(0, 4))) return error(0x1c, NOT_AUTHORISED);
  const expiry = msOfDigits(printed(data.subarray(10, 16)));
  if (Number.isNaN(expiry) || expiry < meterMs(meter, now)) return error(0x1c, OTHER);
  const act = COMMANDS[data[8] ?? 0];
  return act?.(meter) ? done(0x1c) : error(0x1c, OTHER);
}

function purchase(meter: Electricity, data: Buffer, moment: { now: number; chance: Chance }): Answer645 {
  if (data.length < 8) return error(0x03, OTHER);
  const answer = prepaid(meter, diOf(data), data.subarray(8), moment);
  if ('serr' in answer) return { control: 0xc3, data: Buffer.from([answer.serr, 0]), changed: false };
  const changes = /^0701/.test(diOf(data));
  return { control: 0x83, data: Buffer.concat([data.subarray(0, 4), answer.data]), changed: changes };
}

/** Five minutes either way at most, once a day, and not in the five minutes around midnight. */
function broadcastTime(meter: Electricity, data: Buffer, now: number): void {
  const ms = data.length === 6 ? msOfDigits(printed(data)) : Number.NaN;
  const own = meterMs(meter, now);
  const today = clockDigits(meter, now).slice(0, 6);
  const aroundMidnight = wallDigits(own + 300_000).slice(0, 6) !== wallDigits(own - 300_000).slice(0, 6);
  if (Number.isNaN(ms) || Math.abs(ms - own) > 300_000 || aroundMidnight || meter.broadcastTaken === today) return;
  meter.broadcastTaken = today;
  meter.clockOffsetMs += ms - own;
}

export interface Moment {
  readonly now: number;
  readonly chance: Chance;
}

/** Null: the meter keeps silent. */
export function answer645(meter: Electricity, telegram: Telegram645, moment: Moment): Answer645 | null {
  const { control, data } = telegram;
  const { now } = moment;
  advance(meter, now);
  switch (control) {
    case 0x03:
      return purchase(meter, data, moment);
    case 0x08:
      broadcastTime(meter, data, now);
      return null;
    case 0x11:
      return read(meter, data, now);
    case 0x12:
      return readOn(meter, data, now);
    case 0x13:
      return shown(0x13, reversed(meter.address));
    case 0x14:
      return write(meter, data, now);
    case 0x15:
      if (!meter.programmingKey || data.length !== 6) return null;
      meter.address = printed(data);
      return done(0x15);
    case 0x16:
      return done(0x16);
    case 0x1c:
      return command(meter, data, now);
    default:
      return control & 0x80 ? null : error(control & 0x1f, OTHER);
  }
}
