/**
 * Meters with a security module: authentication before a purchase, and MACs over it. Keys and ciphers (SM1) live in the
 * utility's own machine (HSM or PSAM); the product holds none and reaches it through `MeterSecurity`.
 * Source: public firmware and PC tools. 15 failed authentications lock the meter for hours, 200 wrong MACs suspend its
 * module: a failure is shown, never tried again by itself.
 */
import { bcdOf, hexOf, inOrder, joinBytes } from './bytes.ts';
import type { Purchase, PurchaseMacs } from './prepaid.ts';
import { type Answer, prepaidRequest, type Request } from './requests.ts';

export interface Opening {
  /** 8 bytes each. */
  readonly cipher: Uint8Array;
  readonly random: Uint8Array;
  readonly diversifier: Uint8Array;
}

/** What the meter answered to the opening; needed for every MAC until the authentication ends. */
export interface SecuritySession {
  readonly address: string;
  /** 4 bytes. */
  readonly random: Uint8Array;
  /** 8 bytes: the serial number of the meter's module. */
  readonly moduleSerial: Uint8Array;
}

/** The utility's machine. Each may reject (its line is down, it refuses): nothing has been sent to the meter then. */
export interface MeterSecurity {
  open(address: string): Promise<Opening>;
  macs(session: SecuritySession, purchase: Purchase): Promise<PurchaseMacs>;
  /** For `limitAuthentication`: 8 hex digits in the order of the wire. */
  minutesMac(session: SecuritySession, minutes: number): Promise<string>;
}

export const AUTHENTICATE_DI = '070000FF';
export const LIMIT_DI = '070001FF';
export const END_DI = '070002FF';

function exactly(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length !== size) throw new RangeError(`not ${size} bytes: ${hexOf(bytes)}`);
  return bytes;
}

/** Identity authentication, L = 20H. RangeError for parts of another length. */
export const authenticate = (address: string, operator: string, opening: Opening): Request =>
  prepaidRequest(
    address,
    AUTHENTICATE_DI,
    operator,
    joinBytes(exactly(opening.cipher, 8), exactly(opening.random, 8), exactly(opening.diversifier, 8)),
  );

/** The session in the answer to `authenticate`; null when the answer does not carry one. */
export function sessionIn(answer: Answer): SecuritySession | null {
  if (answer.result !== 'data' || answer.data.length !== 12) return null;
  return { address: answer.address, random: answer.data.slice(0, 4), moduleSerial: answer.data.slice(4) };
}

/** How many minutes (1 to 9999) the authentication holds, L = 0EH. */
export function limitAuthentication(
  meter: { readonly address: string; readonly operator: string },
  minutes: number,
  mac: string,
): Request {
  return prepaidRequest(meter.address, LIMIT_DI, meter.operator, joinBytes(bcdOf(minutes, 2), inOrder(mac, 4)));
}

/** Ends the authentication; the answer carries the wallet (`walletIn`). */
export const endAuthentication = (address: string, operator: string): Request =>
  prepaidRequest(address, END_DI, operator, new Uint8Array(0));
