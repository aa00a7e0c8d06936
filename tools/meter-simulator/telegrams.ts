/**
 * The meter's own side of both protocols, written apart from the server's code on purpose: two readings of the same
 * facts, each held against the same vectors. DL/T 645: 68 A(6) 68 C L D CS 16, D + 33H. CJ/T 188: 68 T A(7) C L D CS 16.
 */

export interface Telegram645 {
  readonly protocol: 'dlt645';
  /** As printed: 12 hex digits in small letters. */
  readonly address: string;
  readonly control: number;
  readonly data: Buffer;
}

export interface Telegram188 {
  readonly protocol: 'cjt188';
  readonly meterType: number;
  /** 14 hex digits in small letters. */
  readonly address: string;
  readonly control: number;
  readonly data: Buffer;
}

export type Telegram = Telegram645 | Telegram188;

export const reversed = (hex: string): Buffer => Buffer.from(Buffer.from(hex, 'hex').toReversed());
export const printed = (bytes: Uint8Array): string => Buffer.from(bytes.toReversed()).toString('hex');

/** Decimal digits of `value`, two in a byte, the last two first. */
export function bcd(value: number | string, bytes: number): Buffer {
  const digits = String(value).padStart(bytes * 2, '0');
  if (!/^\d+$/.test(digits)) throw new Error(`not digits: ${value}`);
  return reversed(digits.slice(-bytes * 2));
}

/** Minus as the highest bit, as momentary values have it. */
export function signedBcd(value: number, bytes: number): Buffer {
  const laid = bcd(Math.abs(value), bytes);
  if (value < 0) laid.writeUInt8(laid.readUInt8(bytes - 1) | 0x80, bytes - 1);
  return laid;
}

export function binary(value: number, bytes: number): Buffer {
  const laid = Buffer.alloc(bytes);
  laid.writeUIntLE(value, 0, bytes);
  return laid;
}

const sealed = (body: Buffer): Buffer => {
  const sum = body.reduce((total, byte) => total + byte, 0) % 256;
  return Buffer.concat([body, Buffer.from([sum, 0x16])]);
};

/** The telegram as a meter puts it on the line. */
export function onTheWire(telegram: Telegram, preamble = 4): Buffer {
  const { address, control, data } = telegram;
  const head =
    telegram.protocol === 'dlt645'
      ? [Buffer.from([0x68]), reversed(address), Buffer.from([0x68])]
      : [Buffer.from([0x68, telegram.meterType]), reversed(address)];
  const shifted = telegram.protocol === 'dlt645' ? data.map((byte) => (byte + 0x33) % 256) : data;
  const body = Buffer.concat([...head, Buffer.from([control, data.length]), Buffer.from(shifted)]);
  return Buffer.concat([Buffer.alloc(preamble, 0xfe), sealed(body)]);
}

/** A telegram that ends exactly at the end of `bytes` and begins with the 68 at their beginning; otherwise null. */
function whole(bytes: Buffer, protocol: Telegram['protocol']): Telegram | null {
  const lengthAt = protocol === 'dlt645' ? 9 : 10;
  if (bytes.length < lengthAt + 3 || bytes[0] !== 0x68 || bytes.at(-1) !== 0x16) return null;
  if (bytes[lengthAt] !== bytes.length - lengthAt - 3) return null;
  if (!sealed(bytes.subarray(0, -2)).equals(bytes)) return null;
  const data = bytes.subarray(lengthAt + 1, -2);
  if (protocol === 'cjt188') {
    return {
      protocol,
      meterType: bytes[1]!,
      address: printed(bytes.subarray(2, 9)),
      control: bytes[9]!,
      data: Buffer.from(data),
    };
  }
  if (bytes[7] !== 0x68) return null;
  const plain = Buffer.from(data.map((byte) => (byte + 256 - 0x33) % 256));
  return { protocol, address: printed(bytes.subarray(1, 7)), control: bytes[8]!, data: plain };
}

/** The identifier a telegram names, in capitals; '' when it names none. */
export function diOf({ protocol, control, data }: Telegram): string {
  if (protocol === 'cjt188') return data.length < 2 ? '' : data.subarray(0, 2).toString('hex').toUpperCase();
  const names = [0x03, 0x11, 0x12, 0x14].includes(control & 0x1f) && data.length >= 4;
  return names ? printed(data.subarray(0, 4)).toUpperCase() : '';
}

/** A purchase, an order, a writing: what changes the meter if it is taken. */
export function isChange(telegram: Telegram): boolean {
  const { protocol, control } = telegram;
  if (protocol === 'cjt188') return control === 0x04;
  if (control === 0x03) return /^0701/.test(diOf(telegram));
  return [0x08, 0x14, 0x15, 0x16, 0x1c].includes(control);
}

export interface Heard {
  readonly telegram: Telegram;
  /** Where the telegram ends in the bytes. */
  readonly end: number;
}

/** The first whole telegram of either protocol; null while there is none. */
export function firstTelegram(bytes: Buffer): Heard | null {
  for (let from = bytes.indexOf(0x68); from !== -1; from = bytes.indexOf(0x68, from + 1)) {
    for (const protocol of ['dlt645', 'cjt188'] as const) {
      const length = bytes[from + (protocol === 'dlt645' ? 9 : 10)];
      if (length === undefined) continue;
      const end = from + length + (protocol === 'dlt645' ? 12 : 13);
      const telegram = end <= bytes.length ? whole(bytes.subarray(from, end), protocol) : null;
      if (telegram !== null) return { telegram, end };
    }
  }
  return null;
}
