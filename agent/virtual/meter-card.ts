/**
 * How the virtual meter reads a user card: its own decoding, written from the description of the card and sharing no
 * line with shared/card, so that a mistake there is not repeated here. It sees the card through commands only.
 */
import { randomBytes } from 'node:crypto';
import type { VirtualChip } from '../devices/virtual-reader.ts';
import { answerTo, macOver } from './card-cipher.ts';

/** What the meter shows: the numbers are those of its manual. */
export type MeterError = 31 | 32 | 33 | 34 | 35 | 36;

export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly error: MeterError;

  constructor(error: MeterError) {
    super(`error ${error}`);
    this.error = error;
  }
}

export interface SeenParameters {
  readonly userType: number;
  readonly flags: number;
  readonly switchAt: string;
  readonly alarms: readonly [number, number];
  readonly ratios: readonly [number, number];
  readonly meterNo: string;
  readonly customerNo: string;
  /** 1 open, 2 purchase, 3 replacement */
  readonly type: number;
}

export interface SeenPrices {
  /** 0.0001 yuan; the ladder's when the file has one, else the tariffs'. */
  readonly prices: readonly number[];
  readonly ladder: { readonly limits: readonly number[]; readonly prices: readonly number[] } | null;
  /** The whole file in hex, for the meter keeps what it was given. */
  readonly file: string;
}

export interface SeenCard {
  readonly serial: string;
  readonly parameters: SeenParameters;
  readonly amount: number;
  readonly count: number;
  readonly returnEmpty: boolean;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const big = (text: string): number => Number.parseInt(text, 16);

/** Sends; no answer means that the card was pulled. */
function send(card: VirtualChip, command: string): { data: Uint8Array; sw: number } {
  const answer = card.transmit(Uint8Array.from(Buffer.from(command, 'hex')));
  if (answer === null || answer.length < 2) throw new Stopped(35);
  const status = answer.subarray(-2);
  return { data: answer.subarray(0, -2), sw: (status[0]! << 8) + status[1]! };
}

function must(card: VirtualChip, command: string, error: MeterError): Uint8Array {
  const first = send(card, command);
  if (first.sw >> 8 === 0x61 && !command.startsWith('00a4')) {
    const { data, sw } = send(card, `00c00000${(first.sw & 0xff).toString(16).padStart(2, '0')}`);
    if (sw !== 0x9000) throw new Stopped(error);
    return data;
  }
  if (first.sw !== 0x9000 && first.sw >> 8 !== 0x61) throw new Stopped(error);
  return first.data;
}

/** The keys that the meter's security chip holds for this card; null when the chip is dead. */
export interface ChipKeys {
  readonly card: Uint8Array;
  readonly meter: Uint8Array;
}

/** Both prove themselves to each other. @throws Stopped 32 for a card of another house or none at all */
export function meet(
  card: VirtualChip,
  folder: string,
  keysOf: (serial: string) => ChipKeys,
): { serial: string; keys: ChipKeys } {
  must(card, '00a40000023f00', 32);
  const serial = hex(must(card, '00b0990108', 32));
  must(card, `00a4000002${folder}`, 32);
  const keys = keysOf(serial);
  const random = randomBytes(8);
  const proof = must(card, `0088000108${hex(random)}`, 32);
  if (hex(proof) !== hex(answerTo(keys.card, random))) throw new Stopped(32);
  const challenge = must(card, '0084000008', 32);
  must(card, `0082000208${hex(answerTo(keys.meter, challenge))}`, 32);
  return { serial, keys };
}

/** Reads all but the prices. @throws Stopped 32 for a card never issued or of no known type, 34 for a broken file */
export function look(card: VirtualChip, serial: string): SeenCard {
  const first = hex(must(card, '00b081002d', 32));
  if (/^(00)*$|^(ff)*$/.test(first)) throw new Stopped(32);
  const parameters = parametersIn(framed(first, '01'));
  const wallet = hex(must(card, '00b0820008', 32));
  const last = hex(must(card, '00b0850031', 32));
  const returnEmpty = /^(00)*$|^(ff)*$/.test(last);
  if (parameters.type < 1 || parameters.type > 3) throw new Stopped(32);
  return { serial, parameters, amount: big(wallet.slice(0, 8)), count: big(wallet.slice(8)), returnEmpty };
}

/** The data of a file between its header and its sum, in hex. @throws Stopped 34 */
export function framed(file: string, command: string): string {
  const match = /^68(..)(....)(.*)(..)16$/.exec(file);
  if (match === null) throw new Stopped(34);
  const [, given, length = '', data = '', sum = ''] = match;
  if (given !== command || big(length) * 2 !== data.length) throw new Stopped(34);
  const body = `${given}${length}${data}`.match(/../g) ?? [];
  if (body.reduce((total, byte) => total + big(byte), 0) % 256 !== big(sum)) throw new Stopped(34);
  return data;
}

/** Takes the next so many bytes of a hex text at each call. */
function reader(data: string): (bytes: number) => string {
  let at = 0;
  return (bytes) => {
    const from = at;
    at += bytes * 2;
    return data.slice(from, at);
  };
}

function decimal(text: string): number {
  if (!/^\d+$/.test(text)) throw new Stopped(34);
  return Number(text);
}

function figures(text: string): string {
  decimal(text);
  return text;
}

export function parametersIn(data: string): SeenParameters {
  const next = reader(data);
  const [userType, flags] = [big(next(1)), big(next(1))];
  next(4);
  const switchAt = figures(next(5));
  next(1);
  return {
    userType,
    flags,
    switchAt,
    alarms: [decimal(next(4)), decimal(next(4))],
    ratios: [decimal(next(3)), decimal(next(3))],
    meterNo: figures(next(6)),
    customerNo: figures(next(6)),
    type: big(next(1)),
  };
}

/** @param file 3 the current set, 4 the backup set. @throws Stopped 34 */
export function lookAtPrices(card: VirtualChip, file: 3 | 4): SeenPrices {
  const read = (offset: string, length: string) => send(card, `00b08${file}${offset}${length}`);
  const first = read('00', '80');
  let second = read('80', '82');
  if (second.sw >> 8 === 0x6c) second = read('80', (second.sw & 0xff).toString(16).padStart(2, '0'));
  if (first.sw !== 0x9000 || second.sw !== 0x9000) throw new Stopped(34);
  return pricesIn(hex(first.data) + hex(second.data));
}

export function pricesIn(file: string): SeenPrices {
  const data = framed(file, '01');
  const next = reader(data);
  const list = (length: number): number[] => Array.from({ length }, () => decimal(next(4)));
  if (data.length === 63 * 8) return { prices: list(63), ladder: null, file };
  if (data.length !== 197 * 2) throw new Stopped(34);
  const prices = list(32);
  const limits = list(6);
  return { prices, ladder: { limits, prices: list(7) }, file };
}

export interface WriteBack {
  readonly userType: number;
  readonly ratios: readonly [number, number];
  readonly meterNo: string;
  readonly customerNo: string;
  readonly remainingFen: number;
  readonly count: number;
  readonly overdraftFen: number;
  readonly keyInfo: string;
  readonly illegalInsertions: number;
  /** YYMMDDhhmm */
  readonly at: string;
}

export function returnFile(state: WriteBack): string {
  const binary = (value: number, bytes: number): string => value.toString(16).padStart(bytes * 2, '0');
  const digits = (value: number, bytes: number): string => String(value).padStart(bytes * 2, '0');
  const data = [
    binary(state.userType, 1),
    digits(state.ratios[0], 3),
    digits(state.ratios[1], 3),
    state.meterNo,
    state.customerNo,
    binary(state.remainingFen, 4),
    binary(state.count, 4),
    binary(state.overdraftFen, 4),
    state.keyInfo,
    digits(state.illegalInsertions, 3),
    state.at,
  ].join('');
  const body = `11002b${data}`;
  const sum = (body.match(/../g) ?? []).reduce((total, byte) => total + big(byte), 0) % 256;
  return `68${body}${binary(sum, 1)}16`;
}

/** @throws Stopped 35 when the card is gone, 32 when it does not take the sum */
export function writeBack(card: VirtualChip, keys: ChipKeys, state: WriteBack): void {
  const challenge = must(card, '0084000004', 35);
  const command = `04d6850035${returnFile(state)}`;
  const mac = macOver(keys.meter, challenge, Uint8Array.from(Buffer.from(command, 'hex')));
  must(card, command + hex(mac), 32);
}
