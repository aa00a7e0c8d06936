/**
 * What a master asks of a meter by DL/T 645-2007, and which frame is the answer to it. Everything here is pure; a line
 * sends `request.frame` and gives each frame it hears to `answerTo`. An answer belongs to a request only if it comes
 * from a meter, from the address asked, for the same function and the same identifier: an echo of the request, a late
 * answer to an earlier one and the answer of another meter are none.
 */
import type { MeterError, RelayCommand } from '../meter-link.ts';
import { binaryOf, hexLowFirst, joinBytes, lowFirst, type MeterTime, timeDigits } from './bytes.ts';
import { ANY_METER, EVERY_METER, type Frame } from './frame.ts';
import { refusalOf } from './refusal-bits.ts';

export interface Request {
  readonly frame: Frame;
  /** 8 hex digits, where the answer repeats it. */
  readonly di: string | null;
  /** False for what goes to every meter. */
  readonly answered: boolean;
  /** An answer that is only "done" carries no data. */
  readonly expects: 'data' | 'done';
}

/** Who changes something: level (02 and 04 with a plain password; 98, 99 need the meter's security module). */
export interface Access {
  /** PA, one byte as 2 hex digits. */
  readonly level: string;
  /** 6 digits as printed (P2 P1 P0). */
  readonly password: string;
  /** 8 hex digits as printed (C3 to C0). */
  readonly operator: string;
}

const NO_DATA = new Uint8Array(0);
const FUNCTION = 0x1f;
const FROM_METER = 0x80;
const IS_ERROR = 0x40;
const MORE_FOLLOW = 0x20;

interface Shape {
  readonly di?: string;
  readonly expects?: 'data' | 'done';
}

function request(address: string, control: number, data: Uint8Array, shape: Shape = {}): Request {
  return {
    frame: { address: address.toLowerCase(), control, data },
    di: shape.di?.toUpperCase() ?? null,
    answered: address !== EVERY_METER,
    expects: shape.expects ?? 'done',
  };
}

/** A request of the 03 family; `payload` follows the identifier and the operator. For prepaid.ts. */
export function prepaidRequest(address: string, di: string, operator: string, payload: Uint8Array): Request {
  const data = joinBytes(lowFirst(di, 4), lowFirst(operator, 4), payload);
  return request(address, 0x03, data, { di, expects: 'data' });
}

const accessBytes = (access: Access): Uint8Array =>
  joinBytes(lowFirst(access.level, 1), lowFirst(access.password, 3), lowFirst(access.operator, 4));

/** Reads what stands under `di` (8 hex digits). A block may come in several frames: see `readOn` and `Pieces`. */
export const readData = (address: string, di: string): Request =>
  request(address, 0x11, lowFirst(di, 4), { di, expects: 'data' });

/** The `sequence`-th further frame (1 to 255) of an answer that said more follows. */
export const readOn = (address: string, di: string, sequence: number): Request =>
  request(address, 0x12, joinBytes(lowFirst(di, 4), binaryOf(sequence, 1)), { di, expects: 'data' });

/** The address of the one meter on the line, or of those whose address fits a half address (see `halfAddress`). */
export const readAddress = (address: string = ANY_METER): Request =>
  request(address, 0x13, NO_DATA, { expects: 'data' });

/** Gives the one meter on the line a new address; its programming key must be pressed. */
export const writeAddress = (to: string): Request => request(ANY_METER, 0x15, lowFirst(to, 6));

/** `bytes`: from `valueBytes`. The answer says accepted; what is stored is read back. */
export const writeData = (address: string, di: string, access: Access, bytes: Uint8Array): Request =>
  request(address, 0x14, joinBytes(lowFirst(di, 4), accessBytes(access), bytes));

/**
 * The time for every meter on the line; nobody answers. By the book a meter takes it once a day, not around midnight,
 * and not when it is off by more than 5 minutes: read the clock afterwards.
 */
export const broadcastTime = (time: MeterTime): Request => request(EVERY_METER, 0x08, lowFirst(timeDigits(time), 6));

/** N1 of a control command. Source: public firmware and captured frames. */
export const RELAY_CODES: Readonly<Record<RelayCommand, number>> = {
  trip: 0x1a,
  'allow-close': 0x1b,
  close: 0x1c,
  'alarm-on': 0x2a,
  'alarm-off': 0x2b,
  'keep-power-on': 0x3a,
  'keep-power-off': 0x3b,
};

export interface Switching {
  readonly command: RelayCommand;
  /** The meter ignores the command after this moment of its own clock; minutes ahead, never years. */
  readonly validUntil: MeterTime;
  /** 00 by the book; some meters want 01. */
  readonly n2?: number;
}

/** "Done" means the command was accepted; the relay is read back from status word 3 (04000503). */
export const switchRelay = (address: string, access: Access, { command, validUntil, n2 = 0 }: Switching): Request =>
  request(
    address,
    0x1c,
    joinBytes(
      accessBytes(access),
      binaryOf(RELAY_CODES[command], 1),
      binaryOf(n2, 1),
      lowFirst(timeDigits(validUntil), 6),
    ),
  );

/**
 * Freezes the readings. `when`: month, day, hour, minute as 8 digits, 99 for "every": '99990000' is each midnight,
 * '99999999' now. To one meter or to every one.
 */
export const freeze = (when: string, address: string = EVERY_METER): Request => {
  if (!/^\d{8}$/.test(when)) throw new RangeError(`not a time to freeze at: ${when}`);
  return request(address, 0x16, lowFirst(when, 4));
};

const SPEEDS: Readonly<Record<number, number>> = { 1200: 0x04, 2400: 0x08, 4800: 0x10, 9600: 0x20, 19200: 0x40 };

/** Bits a second from the next frame on: 1200, 2400, 4800, 9600 or 19200; RangeError otherwise. */
export const setSpeed = (address: string, bitsPerSecond: number): Request => {
  const code = SPEEDS[bitsPerSecond];
  if (code === undefined) throw new RangeError(`not a speed of the protocol: ${bitsPerSecond}`);
  return request(address, 0x17, binaryOf(code, 1));
};

export type Answer =
  | {
      readonly result: 'data';
      readonly address: string;
      /** What follows the identifier (and, in a further frame, stands before its number). */
      readonly data: Uint8Array;
      readonly more: boolean;
      /** The number of a further frame; 0 in the first. */
      readonly sequence: number;
    }
  | { readonly result: 'done'; readonly address: string; readonly data: Uint8Array }
  | {
      readonly result: 'refused';
      readonly address: string;
      /** The one that says most; `bits` holds them all. */
      readonly error: MeterError;
      readonly bits: number;
    };

/** Whether an answer of `from` may be meant when `asked` was called; pairs of `aa` stand for any byte. */
export function addressFits(asked: string, from: string): boolean {
  for (let i = 0; i < 12; i += 2) {
    const pair = asked.slice(i, i + 2);
    if (pair !== 'aa' && pair !== from.slice(i, i + 2)) return false;
  }
  return true;
}

/** The answer in `frame` to `asked`; null when the frame is none. */
export function answerTo(asked: Request, frame: Frame): Answer | null {
  const { control, data, address } = frame;
  if (!asked.answered || (control & FROM_METER) === 0) return null;
  if ((control & FUNCTION) !== (asked.frame.control & FUNCTION)) return null;
  // An address is given to "any meter" and acknowledged under the new one.
  if (!addressFits(asked.frame.address, address)) return null;
  if ((control & IS_ERROR) !== 0) {
    const refusal = refusalOf(control & FUNCTION, data);
    return refusal === null ? null : { result: 'refused', address, ...refusal };
  }
  if (asked.expects === 'done') return { result: 'done', address, data };
  const more = (control & MORE_FOLLOW) !== 0;
  if (asked.di === null) return { result: 'data', address, data, more, sequence: 0 };
  if (data.length < 4 || hexLowFirst(data, 0, 4).toUpperCase() !== asked.di) return null;
  if ((control & FUNCTION) !== 0x12) return { result: 'data', address, data: data.subarray(4), more, sequence: 0 };
  const sequence = data.length > 4 ? data[data.length - 1]! : -1;
  if (sequence !== asked.frame.data[4]) return null;
  return { result: 'data', address, data: data.subarray(4, data.length - 1), more, sequence };
}

/** An answer that comes in several frames, as far as it has come. */
export interface Pieces {
  readonly bytes: Uint8Array;
  /** The number to ask for with `readOn`; null when everything is here. */
  readonly next: number | null;
}

/** Adds a frame to what has come; null when it is not the next one, and the reading begins anew. */
export function addPiece(before: Pieces | null, answer: Extract<Answer, { result: 'data' }>): Pieces | null {
  const expected = before === null ? 0 : before.next;
  if (answer.sequence !== expected) return null;
  const bytes = before === null ? answer.data : joinBytes(before.bytes, answer.data);
  const next = answer.sequence + 1;
  if (answer.more && next > 255) return null;
  return { bytes, next: answer.more ? next : null };
}

/** The address a meter gave to `readAddress`, 12 digits; null when it is not decimal. */
export function addressIn(answer: Answer): string | null {
  if (answer.result !== 'data' || answer.data.length !== 6) return null;
  const text = hexLowFirst(answer.data, 0, 6);
  return /^\d{12}$/.test(text) ? text : null;
}

/** The last `digits.length` digits known (an even number of them), the rest any. RangeError otherwise. */
export function halfAddress(digits: string): string {
  if (!/^(\d\d){0,6}$/.test(digits)) throw new RangeError(`not the end of an address: ${digits}`);
  return digits.padStart(12, 'a');
}
