/**
 * The 03 family as a meter sees it: account, recharge, refund, query, and the security module's part. The module here
 * is a toy: its sums are FNV-1a over the letters SIMULATED and the data, so that a master's simulator can agree with it.
 */
import type { Chance } from './chance.ts';
import { balanceFen, book, clockDigits, type Electricity, moneyLeftFen } from './electricity.ts';
import { binary, printed, reversed } from './telegrams.ts';

/** Bits of SERR. */
const OTHER = 0x01;
const REPEAT = 0x02;
const MODULE = 0x04;
const AUTHENTICATION = 0x08;
const CUSTOMER = 0x10;
const COUNT = 0x20;
const HOARD = 0x40;

const NOBODY = '000000000000';
const FAILURES_TO_LOCK = 15;
const MAC_FAILURES_TO_SUSPEND = 200;
const LOCK_MS = 24 * 3_600_000;
const SERIAL = Buffer.from('0102030405060708', 'hex');

export type PrepaidAnswer = { readonly data: Buffer } | { readonly serr: number };

const refuse = (serr: number): PrepaidAnswer => ({ serr });

function toySum(...parts: readonly Uint8Array[]): Buffer {
  let sum = 0x811c9dc5n;
  for (const byte of Buffer.concat([Buffer.from('SIMULATED'), ...parts])) {
    sum = ((sum ^ BigInt(byte)) * 0x01000193n) % 0x1_0000_0000n;
  }
  const laid = Buffer.alloc(4);
  laid.writeUInt32BE(Number(sum));
  return laid;
}

function wallet(meter: Electricity): Buffer {
  const mac = Buffer.alloc(4);
  return Buffer.concat([
    binary(moneyLeftFen(meter), 4),
    mac,
    binary(meter.purchaseCount, 4),
    mac,
    reversed(meter.customerNo),
    Buffer.alloc(4),
  ]);
}

/** What a meter without module adds to a purchase it took. */
const receipt = (meter: Electricity): Buffer =>
  meter.variant === 'security-port'
    ? Buffer.alloc(0)
    : Buffer.concat([binary(moneyLeftFen(meter), 4), binary(meter.purchaseCount, 4), reversed(meter.customerNo)]);

function authenticate(meter: Electricity, payload: Buffer, now: number, chance: Chance): PrepaidAnswer {
  const { security } = meter;
  if (meter.variant !== 'security-port' || payload.length !== 24) return refuse(OTHER);
  if (now < security.lockedUntil) return refuse(AUTHENTICATION);
  const half = toySum(payload.subarray(8, 16), payload.subarray(16, 24));
  if (!Buffer.concat([half, half]).equals(payload.subarray(0, 8))) {
    security.failures += 1;
    if (security.failures >= FAILURES_TO_LOCK) {
      security.lockedUntil = now + LOCK_MS;
      security.failures = 0;
    }
    return refuse(AUTHENTICATION);
  }
  security.failures = 0;
  security.random = Buffer.from([0, 0, 0, 0].map(() => chance.below(256)));
  security.until = now + security.minutes * 60_000;
  return { data: Buffer.concat([security.random, SERIAL]) };
}

function moduleRefuses(meter: Electricity, now: number, macs: readonly (readonly [Buffer, Buffer])[]): number | null {
  if (meter.variant !== 'security-port') return null;
  const { security } = meter;
  const { random } = security;
  if (random === null || now >= security.until) return AUTHENTICATION;
  if (security.macFailures >= MAC_FAILURES_TO_SUSPEND) return MODULE;
  if (macs.every(([data, mac]) => toySum(random, data).equals(mac))) return null;
  security.macFailures += 1;
  return MODULE;
}

function countRefuses(meter: Electricity, count: number): number | null {
  if (count === meter.purchaseCount) return REPEAT;
  return count === meter.purchaseCount + 1 ? null : COUNT;
}

function byCount(meter: Electricity, kind: '01' | '02' | '08', payload: Buffer, now: number): PrepaidAnswer {
  if (payload.length !== 22) return refuse(OTHER);
  const amount = payload.readUInt32LE(0);
  const count = payload.readUInt32LE(4);
  const customer = printed(payload.subarray(12, 18));
  const serr = moduleRefuses(meter, now, [
    [payload.subarray(0, 8), payload.subarray(8, 12)],
    [payload.subarray(12, 18), payload.subarray(18, 22)],
  ]);
  if (serr !== null) return refuse(serr);
  // Campus meters have no test state to speak of: the first recharge opens the account.
  const opens = meter.phase === 'test' && (kind === '01' || (meter.variant === 'plain' && kind === '02'));
  if (!opens && (meter.phase === 'test' || customer !== meter.customerNo)) {
    return refuse(meter.phase === 'test' ? OTHER : CUSTOMER);
  }
  const counted = countRefuses(meter, count);
  if (counted !== null) return refuse(counted);
  if (!opens && kind === '01') return refuse(OTHER);
  return settle(meter, kind === '08' ? -amount : amount, now, () => {
    meter.phase = 'running';
    meter.customerNo = customer;
  });
}

function byOrder(meter: Electricity, kind: '02' | '08', payload: Buffer, now: number): PrepaidAnswer {
  if (payload.length !== 26) return refuse(OTHER);
  const amount = payload.readUInt32LE(0);
  const order = printed(payload.subarray(4, 12));
  if (printed(payload.subarray(16, 22)) !== meter.address) return refuse(CUSTOMER);
  if (meter.orders.has(order)) return refuse(REPEAT);
  return settle(meter, kind === '08' ? -amount : amount, now, () => {
    meter.phase = 'running';
    meter.orders.add(order);
  });
}

function settle(meter: Electricity, change: number, now: number, accept: () => void): PrepaidAnswer {
  if (change > 0 && balanceFen(meter) + change > meter.hoardLimitFen) return refuse(HOARD);
  if (change < 0 && moneyLeftFen(meter) + change < 0) return refuse(OTHER);
  accept();
  book(meter, change, now);
  return { data: receipt(meter) };
}

function initialise(meter: Electricity, payload: Buffer, now: number): PrepaidAnswer {
  if (payload.length !== 16) return refuse(OTHER);
  const serr = moduleRefuses(meter, now, [
    [payload.subarray(0, 4), payload.subarray(4, 8)],
    [payload.subarray(8, 12), payload.subarray(12, 16)],
  ]);
  if (serr !== null) return refuse(serr);
  meter.microYuan = payload.readUInt32LE(0) * 10_000;
  meter.purchaseCount = 0;
  meter.purchasedTotalFen = 0;
  meter.purchases = [];
  meter.orders.clear();
  meter.phase = 'test';
  meter.customerNo = NOBODY;
  return { data: Buffer.alloc(0) };
}

function endSession(meter: Electricity): PrepaidAnswer {
  meter.security.random = null;
  const state = [binary(moneyLeftFen(meter), 4), binary(meter.purchaseCount, 4), Buffer.alloc(4)];
  return { data: Buffer.concat([reversed(meter.customerNo), ...state]) };
}

function limitSession(meter: Electricity, payload: Buffer, now: number): PrepaidAnswer {
  if (payload.length !== 6) return refuse(OTHER);
  const serr = moduleRefuses(meter, now, [[payload.subarray(0, 2), payload.subarray(2)]]);
  if (serr !== null) return refuse(serr);
  meter.security.minutes = Number(printed(payload.subarray(0, 2)));
  meter.security.until = now + meter.security.minutes * 60_000;
  return { data: Buffer.alloc(0) };
}

export interface Moment {
  readonly now: number;
  readonly chance: Chance;
}

/** `di` as 8 hex digits in capitals; `payload` behind identifier and operator. */
export function prepaid(meter: Electricity, di: string, payload: Buffer, { now, chance }: Moment): PrepaidAnswer {
  if (meter.prepaid !== 'money') return refuse(OTHER);
  switch (di) {
    case '070000FF':
      return authenticate(meter, payload, now, chance);
    case '070001FF':
      return limitSession(meter, payload, now);
    case '070002FF':
    case '07000201':
      return endSession(meter);
    case '070101FF':
      return meter.variant === 'order-number' ? refuse(OTHER) : byCount(meter, '01', payload, now);
    case '070102FF':
      return meter.variant === 'order-number' ? byOrder(meter, '02', payload, now) : byCount(meter, '02', payload, now);
    case '070108FF':
      return meter.variant === 'order-number' ? byOrder(meter, '08', payload, now) : byCount(meter, '08', payload, now);
    case '070103FF':
      return initialise(meter, payload, now);
    case '078102FF':
    case '07810201':
      return { data: wallet(meter) };
    default:
      return refuse(OTHER);
  }
}

/** Shown beside the meter's address when somebody asks what time it is there. */
export const clockText = (meter: Electricity, now: number): string =>
  clockDigits(meter, now).replace(/(..)(..)(..)(..)(..)(..)/, '20$1-$2-$3 $4:$5:$6');
