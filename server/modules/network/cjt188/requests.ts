/**
 * What a master asks of a water or gas meter by CJ/T 188, and which frame is the answer. Pure. There is no purchase:
 * the layout of A013 was not found in public material (README.md). Serial numbers (SER) count from 0 to 255 and round;
 * an answer belongs to a request only if it repeats its SER and identifier and comes from the address asked.
 */
import { bcdAt, digitsAt, joinBytes, type MeterTime, timeDigits, timeOfDigits } from '../dlt645/bytes.ts';
import { ANY_METER, ANY_TYPE, type Frame } from './frame.ts';

/** The meter asked, and how it wants the two bytes of the identifier. */
export interface Target {
  readonly meterType: number;
  /** 14 digits. */
  readonly address: string;
  /** Meters after the edition of 2004 send the high byte first (90 1F), after that of 2018 the low one (1F 90). */
  readonly diOrder: 'high-first' | 'low-first';
}

export interface Request {
  readonly frame: Frame;
  readonly di: number;
  readonly diOrder: Target['diOrder'];
  readonly serial: number;
}

/** Identifiers: metering data, history, address, valve, clock. */
export const METERING_DI = 0x901f;
export const ADDRESS_DI = 0x810a;
export const VALVE_DI = 0xa017;
export const CLOCK_DI = 0xa015;

const READ = 0x01;
const READ_ADDRESS = 0x03;
const WRITE = 0x04;
const FUNCTION = 0x3f;
const FROM_METER = 0x80;
const IS_ERROR = 0x40;

function diBytes(di: number, order: Target['diOrder']): Uint8Array {
  const high = di >> 8;
  const low = di & 0xff;
  return order === 'high-first' ? Uint8Array.of(high, low) : Uint8Array.of(low, high);
}

interface Ask {
  readonly control: number;
  readonly di: number;
  readonly serial: number;
  readonly payload?: Uint8Array;
}

function request(to: Target, { control, di, serial, payload = new Uint8Array(0) }: Ask): Request {
  if (!Number.isInteger(serial) || serial < 0 || serial > 255) throw new RangeError(`not a serial number: ${serial}`);
  const data = joinBytes(diBytes(di, to.diOrder), Uint8Array.of(serial), payload);
  const frame = { meterType: to.meterType, address: to.address.toLowerCase(), control, data };
  return { frame, di, diOrder: to.diOrder, serial };
}

/** Reading, reading at the last settlement day, clock and status. */
export const readMetering = (to: Target, serial: number): Request =>
  request(to, { control: READ, di: METERING_DI, serial });

/** The reading at the `month`-th last settlement day, 1 to 12. RangeError otherwise. */
export function readHistory(to: Target, serial: number, month: number): Request {
  if (!Number.isInteger(month) || month < 1 || month > 12) throw new RangeError(`not a month of history: ${month}`);
  return request(to, { control: READ, di: 0xd120 + month - 1, serial });
}

/** The address of the one meter on the line. */
export const readAddress = (serial: number, diOrder: Target['diOrder'] = 'high-first'): Request =>
  request({ meterType: ANY_TYPE, address: ANY_METER, diOrder }, { control: READ_ADDRESS, di: ADDRESS_DI, serial });

/** Answered with the status; the valve takes seconds to turn, so it is read back later. */
export const moveValve = (to: Target, serial: number, turn: 'open' | 'close'): Request =>
  request(to, { control: WRITE, di: VALVE_DI, serial, payload: Uint8Array.of(turn === 'open' ? 0x55 : 0x99) });

function clockBytes(time: MeterTime): Uint8Array {
  const digits = `20${timeDigits(time)}`;
  return Uint8Array.from([12, 10, 8, 6, 4, 2, 0], (at) => Number.parseInt(digits.slice(at, at + 2), 16));
}

/** Sets the meter's clock: seconds, minutes, hours, day, month, year, century. */
export const writeClock = (to: Target, serial: number, time: MeterTime): Request =>
  request(to, { control: WRITE, di: CLOCK_DI, serial, payload: clockBytes(time) });

export type Valve = 'open' | 'closed' | 'faulty' | 'unknown';

export interface Status {
  readonly valve: Valve;
  readonly batteryLow: boolean;
  /** Both bytes in the order of the wire, as 4 hex digits; the second is the maker's own. */
  readonly raw: string;
}

const VALVES: readonly Valve[] = ['open', 'closed', 'unknown', 'faulty'];

/** Bits 0 and 1 of the first byte: the valve; bit 2: the battery. One firmware was seen to count from the other end. */
function statusAt(data: Uint8Array, at: number): Status {
  const first = data[at]!;
  const raw = [first, data[at + 1]!]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
  return { valve: VALVES[first & 3]!, batteryLow: (first & 4) !== 0, raw };
}

export type Answer =
  | { readonly result: 'data'; readonly address: string; readonly meterType: number; readonly data: Uint8Array }
  | { readonly result: 'refused'; readonly address: string; readonly status: Status };

const fits = (asked: Frame, frame: Frame): boolean =>
  (asked.address === ANY_METER || asked.address === frame.address) &&
  (asked.meterType === ANY_TYPE || asked.meterType === frame.meterType);

/** The answer in `frame` to `asked`; null when the frame is none: an echo, another meter, an earlier request. */
export function answerTo(asked: Request, frame: Frame): Answer | null {
  const { control, data, address, meterType } = frame;
  if ((control & FROM_METER) === 0 || (control & FUNCTION) !== (asked.frame.control & FUNCTION)) return null;
  if (!fits(asked.frame, frame)) return null;
  if ((control & IS_ERROR) !== 0) {
    if (data.length !== 3 || data[0] !== asked.serial) return null;
    return { result: 'refused', address, status: statusAt(data, 1) };
  }
  const [first, second] = diBytes(asked.di, asked.diOrder);
  if (data.length < 3 || data[0] !== first || data[1] !== second || data[2] !== asked.serial) return null;
  return { result: 'data', address, meterType, data: data.subarray(3) };
}

/** Unit code → litres that the last digit of a reading is worth: readings have two decimals of their unit. */
const LITRES: Readonly<Record<number, number>> = { 44: 10 };

/** Four bytes of BCD with two decimals and their unit. Null for a unit that is no volume, or half bytes above nine. */
function litresAt(data: Uint8Array, at: number): number | null {
  const value = bcdAt(data, at, 4);
  const litres = LITRES[data[at + 4] ?? -1];
  return value === null || litres === undefined ? null : value * litres;
}

export interface Metering {
  /** Litres: thousandths of a cubic metre. */
  readonly volume: number;
  /** At the last settlement day; null where the meter holds none. */
  readonly volumeAtSettlement: number | null;
  /** Null while the meter's clock was never set. */
  readonly clock: MeterTime | null;
  readonly status: Status;
}

/** The answer to `readMetering` (19 bytes). Null when it does not carry a volume in a unit that is known. */
export function meteringIn(answer: Answer): Metering | null {
  if (answer.result !== 'data' || answer.data.length !== 19) return null;
  const { data } = answer;
  const volume = litresAt(data, 0);
  if (volume === null) return null;
  const digits = digitsAt(data, 10, 7);
  const clock = digits?.startsWith('20') ? timeOfDigits(digits.slice(2)) : null;
  return { volume, volumeAtSettlement: litresAt(data, 5), clock, status: statusAt(data, 17) };
}

/** Litres in the answer to `readHistory`; null as `meteringIn`. */
export const historyIn = (answer: Answer): number | null =>
  answer.result === 'data' && answer.data.length === 5 ? litresAt(answer.data, 0) : null;

/** The status in the answer to `moveValve`; null when the meter sent none. */
export const valveIn = (answer: Answer): Status | null =>
  answer.result === 'data' && answer.data.length === 2 ? statusAt(answer.data, 0) : null;
