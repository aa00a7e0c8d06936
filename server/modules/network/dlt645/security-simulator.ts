/**
 * SIMULATOR, no security: stands in for the utility's machine in the demo and in tests, against simulated meters only.
 * It holds no key and knows no cipher. Its "MAC" is the 32-bit FNV-1a sum over the letters SIMULATED, the meter's
 * random number and the data; a real meter refuses it.
 */
import { bcdOf, joinBytes } from './bytes.ts';
import { amountAndCount, customerBytes } from './prepaid.ts';
import type { MeterSecurity, SecuritySession } from './security.ts';

const MARK = new TextEncoder().encode('SIMULATED');

function fnv(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum;
}

const hexSum = (bytes: Uint8Array): string => fnv(bytes).toString(16).padStart(8, '0');

function sumBytes(bytes: Uint8Array): Uint8Array {
  const sum = fnv(bytes);
  return Uint8Array.of(sum >>> 24, sum >>> 16, sum >>> 8, sum);
}

const mac = (session: SecuritySession, data: Uint8Array): string => hexSum(joinBytes(MARK, session.random, data));

/** `random8`: 8 bytes for each opening, from the caller, so that a test can say which. */
export function simulatedSecurity(random8: () => Uint8Array): MeterSecurity {
  return {
    open: async (address) => {
      const random = random8();
      const diversifier = Uint8Array.from(`0000${address}`.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
      const half = sumBytes(joinBytes(MARK, random, diversifier));
      return { cipher: joinBytes(half, half), random, diversifier };
    },
    macs: async (session, purchase) => ({
      first: mac(session, amountAndCount(purchase)),
      second: mac(session, customerBytes(purchase.customerNo)),
    }),
    minutesMac: async (session, minutes) => mac(session, bcdOf(minutes, 2)),
  };
}
