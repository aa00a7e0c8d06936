/**
 * Commands to a user card as bytes (ISO 7816-4, T=0), and what its status bytes mean to us. Files are named by their
 * short id with the offset beside it, so no file is selected before it is read or written.
 */

import type { FAILURES } from '../../shared/agent/protocol.ts';
import { joinBytes } from '../../shared/card/bytes.ts';

export interface Response {
  readonly sw: number;
  readonly data: Uint8Array;
}

export const OK = 0x9000;

const short = (value: number): readonly [number, number] => [(value >> 8) & 0xff, value & 0xff];

/** Master file 3F00 or a folder below it, by its two-byte id. */
export function selectFile(id: number): Uint8Array {
  return Uint8Array.of(0x00, 0xa4, 0x00, 0x00, 0x02, ...short(id));
}

/** @param length 1 to 256 bytes */
export function readBinary(shortId: number, offset: number, length: number): Uint8Array {
  return Uint8Array.of(0x00, 0xb0, 0x80 | shortId, offset, length & 0xff);
}

/** The part of an update that its sum covers: header, length with the four bytes of the sum, content. */
export function updateWithMac(shortId: number, offset: number, content: Uint8Array): Uint8Array {
  return joinBytes(Uint8Array.of(0x04, 0xd6, 0x80 | shortId, offset, content.length + 4), content);
}

export function getChallenge(length: 4 | 8): Uint8Array {
  return Uint8Array.of(0x00, 0x84, 0x00, 0x00, length);
}

/** The card answers the random number under its key: it is a card of this house. */
export function internalAuthenticate(key: number, random: Uint8Array): Uint8Array {
  return joinBytes(Uint8Array.of(0x00, 0x88, 0x00, key, random.length), random);
}

/** We answer the card's challenge: it gives the right that goes with the key. */
export function externalAuthenticate(key: number, cryptogram: Uint8Array): Uint8Array {
  return joinBytes(Uint8Array.of(0x00, 0x82, 0x00, key, cryptogram.length), cryptogram);
}

export function getResponse(length: number): Uint8Array {
  return Uint8Array.of(0x00, 0xc0, 0x00, 0x00, length & 0xff);
}

/** @throws RangeError for fewer than two bytes: that is no answer of a card, and the reader should have said so */
export function splitResponse(bytes: Uint8Array): Response {
  if (bytes.length < 2) throw new RangeError('an answer without status');
  const at = bytes.length - 2;
  return { sw: (bytes[at]! << 8) | bytes[at + 1]!, data: bytes.slice(0, at) };
}

/** Sends, and fetches what the card holds ready (61xx), which is how T=0 answers a command that also carried data. */
export async function exchange(
  transmit: (apdu: Uint8Array) => Promise<Uint8Array>,
  apdu: Uint8Array,
): Promise<Response> {
  const first = splitResponse(await transmit(apdu));
  if (first.sw >> 8 !== 0x61) return first;
  return splitResponse(await transmit(getResponse(first.sw & 0xff)));
}

/** Done, whether or not something lies ready to be fetched. */
export const isDone = (sw: number): boolean => sw === OK || sw >> 8 === 0x61;

/** No such file, folder or record, or nothing in it: 6A82, 6A83, 6B00, 6986 (no file selected), 6A81. */
export function isAbsent(sw: number): boolean {
  return sw === 0x6a82 || sw === 0x6a83 || sw === 0x6b00 || sw === 0x6986 || sw === 0x6a81;
}

/** Tries left, or null when the status does not say. 6983: blocked. */
export function triesLeft(sw: number): number | null {
  if (sw === 0x6983) return 0;
  return (sw & 0xfff0) === 0x63c0 ? sw & 0x0f : null;
}

const SECURITY = new Set([0x6982, 0x6983, 0x6984, 0x6985, 0x6987, 0x6988, 0x6989, 0x6a88, 0x9302, 0x9303]);

/** What a status other than OK is called on the way to the server. */
export function failureOf(sw: number): Extract<(typeof FAILURES)[number], 'security-refused' | 'card-refused'> {
  return SECURITY.has(sw) || triesLeft(sw) !== null ? 'security-refused' : 'card-refused';
}

/** 'status 6983' for a log or a clerk's telephone call. */
export const statusWords = (sw: number): string => `status ${sw.toString(16).toUpperCase().padStart(4, '0')}`;
