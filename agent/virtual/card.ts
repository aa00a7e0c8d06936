/**
 * A user card in memory: ISO 7816-4 over T=0 as a state machine, with folders, files, rights, sums and retry counters.
 * It can be torn out at any command, before or after the command took effect. An update is done whole or not at all,
 * as a chip's own anti-tear makes it.
 */
import { randomBytes } from 'node:crypto';
import type { KeyUse } from '../card/security.ts';
import type { VirtualChip } from '../devices/virtual-reader.ts';
import { answerTo, macOver, same } from './card-cipher.ts';

/** Everything a card keeps without power; plain JSON, bytes in hex. */
export interface CardState {
  readonly serial: string;
  readonly atr: string;
  /** Folder id → short file id → content. A folder `3f00` is the master file. */
  readonly folders: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly keys: Readonly<Partial<Record<KeyUse, string>>>;
  /** Wrong proofs that each right still allows; 0 is blocked. */
  readonly tries: Readonly<Partial<Record<KeyUse, number>>>;
}

export interface VirtualCard extends VirtualChip {
  readonly serial: string;
  state(): CardState;
  /** The card leaves at its n-th command from now, 1 being the next one, before or after doing it. */
  tearAt(command: number, when: 'before' | 'after'): void;
  /** Called after each change of what the card keeps. */
  onChange(listener: () => void): void;
}

/** Who may update a file, and whose key its sum is under. Reading is free. */
const UPDATE_RIGHTS: Readonly<Record<number, { readonly rights: readonly KeyUse[]; readonly mac: KeyUse }>> = {
  1: { rights: ['write'], mac: 'write' },
  2: { rights: ['purchase'], mac: 'purchase' },
  3: { rights: ['write'], mac: 'write' },
  4: { rights: ['write'], mac: 'write' },
  5: { rights: ['meter', 'write'], mac: 'meter' },
};
const PROVEN_BY: Readonly<Record<number, KeyUse>> = { 2: 'meter', 3: 'write', 4: 'purchase' };
const PROVES_ITSELF = 1;
export const TRIES = 5;

interface Keeps {
  folders: Map<number, Map<number, Uint8Array>>;
  keys: Map<KeyUse, Uint8Array>;
  tries: Map<KeyUse, number>;
}

/** Forgotten when the power goes. */
interface Session {
  folder: number;
  current: Uint8Array | null;
  rights: Set<KeyUse>;
  challenge: Uint8Array | null;
  ready: Uint8Array | null;
}

const MASTER_FILE = 0x3f00;
const fresh = (): Session => ({ folder: MASTER_FILE, current: null, rights: new Set(), challenge: null, ready: null });

interface Command {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** The fifth byte: length of the data, or of what is expected. */
  readonly p3: number;
  readonly data: Uint8Array;
  readonly bytes: Uint8Array;
}

function status(sw: number, data?: Uint8Array): Uint8Array {
  const length = data?.length ?? 0;
  const answer = new Uint8Array(length + 2);
  if (data !== undefined) answer.set(data);
  answer[length] = sw >> 8;
  answer[length + 1] = sw & 0xff;
  return answer;
}

export function createVirtualCard(from: CardState): VirtualCard {
  const keeps = load(from);
  let session = fresh();
  let left: { commands: number; when: 'before' | 'after' } | null = null;
  const listeners: (() => void)[] = [];
  const run = (apdu: Uint8Array): Uint8Array =>
    perform(keeps, session, apdu, () => {
      for (const listener of listeners) listener();
    });
  return {
    serial: from.serial,
    atr: Buffer.from(from.atr, 'hex'),
    state: () => save(from, keeps),
    power: () => {
      session = fresh();
    },
    tearAt(commands, when) {
      left = { commands, when };
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
    transmit(apdu) {
      if (left === null) return run(apdu);
      left.commands--;
      if (left.commands > 0) return run(apdu);
      if (left.when === 'after') run(apdu);
      left = null;
      session = fresh();
      return null;
    },
  };
}

function load({ folders, keys, tries }: CardState): Keeps {
  const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
  return {
    folders: new Map(
      Object.entries(folders).map(([id, files]) => [
        Number.parseInt(id, 16),
        new Map(Object.entries(files).map(([file, hex]) => [Number(file), bytes(hex)])),
      ]),
    ),
    keys: new Map(Object.entries(keys).map(([use, hex]) => [use as KeyUse, bytes(hex)])),
    tries: new Map(Object.entries(tries) as [KeyUse, number][]),
  };
}

function save({ serial, atr, keys }: CardState, keeps: Keeps): CardState {
  return {
    serial,
    atr,
    keys,
    folders: Object.fromEntries(
      [...keeps.folders].map(([id, files]) => [
        id.toString(16),
        Object.fromEntries([...files].map(([file, content]) => [file, Buffer.from(content).toString('hex')])),
      ]),
    ),
    tries: Object.fromEntries(keeps.tries),
  };
}

function perform(keeps: Keeps, session: Session, bytes: Uint8Array, changed: () => void): Uint8Array {
  if (bytes.length < 4) return status(0x6700);
  const [cla = 0, ins = 0, p1 = 0, p2 = 0, p3 = 0] = bytes;
  const command = { cla, ins, p1, p2, p3, data: bytes.subarray(5), bytes };
  if (cla !== 0x00 && cla !== 0x04) return status(0x6e00);
  const { ready } = session;
  session.ready = null;
  // A challenge is good for the very next command.
  const { challenge } = session;
  session.challenge = null;
  switch (ins) {
    case 0xa4:
      return select(keeps, session, command);
    case 0xb0:
      return read(keeps, session, command);
    case 0xc0:
      return fetch(session, ready, command);
    case 0x84:
      return giveChallenge(session, command);
    case 0x88:
      return proveItself(keeps, session, command);
    case 0x82:
      return takeProof(keeps, session, { ...command, challenge, changed });
    case 0xd6:
      return update(keeps, session, { ...command, challenge, changed });
    default:
      return status(0x6d00);
  }
}

/** A command with data whose length byte does not agree with what came. */
const wrongLength = ({ data, p3 }: Command): boolean => data.length !== p3 || p3 === 0;

function select(keeps: Keeps, session: Session, command: Command): Uint8Array {
  const { cla, p1, p2, data } = command;
  if (cla !== 0x00) return status(0x6e00);
  if (p1 !== 0x00 || p2 !== 0x00) return status(0x6a86);
  if (wrongLength(command) || data.length !== 2) return status(0x6700);
  const id = (data[0]! << 8) | data[1]!;
  const file = id < 0x0100 ? keeps.folders.get(session.folder)?.get(id) : undefined;
  if (file === undefined && !keeps.folders.has(id)) return status(0x6a82);
  session.current = file ?? null;
  if (file === undefined) {
    session.folder = id;
    session.rights.clear();
  }
  session.ready = Uint8Array.of(0x6f, 0x04, 0x83, 0x02, data[0]!, data[1]!);
  return status(0x6100 | session.ready.length);
}

function fileOf(keeps: Keeps, session: Session, { p1, p2 }: Command) {
  if ((p1 & 0x80) === 0) return { content: session.current, offset: (p1 << 8) | p2, shortId: 0 };
  const shortId = p1 & 0x1f;
  return { content: keeps.folders.get(session.folder)?.get(shortId) ?? null, offset: p2, shortId };
}

function read(keeps: Keeps, session: Session, command: Command): Uint8Array {
  if (command.cla !== 0x00) return status(0x6e00);
  if (command.bytes.length !== 5) return status(0x6700);
  const { content, offset, shortId } = fileOf(keeps, session, command);
  if (content === null) return status(shortId === 0 ? 0x6986 : 0x6a82);
  // Also an unissued card, whose files have no bytes yet.
  if (offset >= content.length) return status(0x6b00);
  const wanted = command.p3 === 0 ? 256 : command.p3;
  const there = content.length - offset;
  if (wanted > there) return status(0x6c00 | (there & 0xff));
  return status(0x9000, content.subarray(offset, offset + wanted));
}

function fetch(session: Session, ready: Uint8Array | null, { p3, bytes }: Command): Uint8Array {
  if (bytes.length !== 5) return status(0x6700);
  if (ready === null) return status(0x6f00);
  if (p3 === ready.length) return status(0x9000, ready);
  session.ready = ready;
  return status(0x6c00 | ready.length);
}

function giveChallenge(session: Session, { p1, p2, p3, bytes }: Command): Uint8Array {
  if (p1 !== 0 || p2 !== 0) return status(0x6a86);
  if (bytes.length !== 5 || (p3 !== 4 && p3 !== 8)) return status(0x6700);
  session.challenge = randomBytes(p3);
  return status(0x9000, session.challenge);
}

function proveItself(keeps: Keeps, session: Session, command: Command): Uint8Array {
  if (wrongLength(command) || command.data.length !== 8) return status(0x6700);
  const key = keeps.keys.get('card');
  if (command.p2 !== PROVES_ITSELF || key === undefined) return status(0x6a88);
  session.ready = answerTo(key, command.data);
  return status(0x6108);
}

interface Proven extends Command {
  readonly challenge: Uint8Array | null;
  readonly changed: () => void;
}

function takeProof(keeps: Keeps, session: Session, command: Proven): Uint8Array {
  const use = PROVEN_BY[command.p2];
  const key = use && keeps.keys.get(use);
  if (use === undefined || key === undefined) return status(0x6a88);
  if (wrongLength(command) || command.data.length !== 8) return status(0x6700);
  if (command.challenge?.length !== 8) return status(0x6984);
  const tries = keeps.tries.get(use) ?? TRIES;
  if (tries === 0) return status(0x6983);
  const right = same(answerTo(key, command.challenge), command.data);
  const next = right ? TRIES : tries - 1;
  if (next !== tries) {
    keeps.tries.set(use, next);
    command.changed();
  }
  if (!right) return status(0x63c0 | next);
  session.rights.add(use);
  return status(0x9000);
}

function update(keeps: Keeps, session: Session, command: Proven): Uint8Array {
  const { content, offset, shortId } = fileOf(keeps, session, command);
  const rule = UPDATE_RIGHTS[shortId];
  if (content === null || rule === undefined) return status(shortId === 0 ? 0x6986 : 0x6a82);
  if (wrongLength(command)) return status(0x6700);
  if (!rule.rights.some((right) => session.rights.has(right))) return status(0x6982);
  // No plain update: each one carries its sum.
  if (command.cla !== 0x04) return status(0x6989);
  if (command.challenge?.length !== 4) return status(0x6984);
  const key = keeps.keys.get(rule.mac);
  if (key === undefined) return status(0x6a88);
  const end = command.bytes.length - 4;
  const bytes = command.data.subarray(0, -4);
  if (!same(macOver(key, command.challenge, command.bytes.subarray(0, end)), command.bytes.subarray(end)))
    return status(0x6988);
  if (offset >= content.length) return status(0x6b00);
  if (bytes.length === 0 || offset + bytes.length > content.length) return status(0x6700);
  content.set(bytes, offset);
  command.changed();
  return status(0x9000);
}
