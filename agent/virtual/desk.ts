/**
 * The cards and meters of a demo counter, kept in one file of a folder, and the hand that lays a card on the virtual
 * reader or puts it into a meter. SIMULATOR throughout: its keys are made from the seed in that file.
 *
 * Each change of a card is on the disk before its command is answered, as it would be on the chip.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandAnswer, CommandBody, Failure } from '../../shared/agent/protocol.ts';
import { type SimulatedSecurity, simulatedSecurity } from '../card/security.ts';
import type { Outcome } from '../card/session.ts';
import type { VirtualReader } from '../devices/virtual-reader.ts';
import { blankCard, foreignCard } from './blank-card.ts';
import { type CardState, createVirtualCard, type VirtualCard } from './card.ts';
import { consume, displayOf, insertCard, type MeterState, newMeter } from './meter.ts';

export interface VirtualDesk {
  readonly security: SimulatedSecurity;
  place(body: CommandBody<'virtual.place-card'>): Outcome<CommandAnswer<'virtual.place-card'>>;
  remove(): Outcome<CommandAnswer<'virtual.remove-card'>>;
  /** A number that no meter has yet is a new meter. */
  insert(meterNo: string): Outcome<CommandAnswer<'virtual.insert-into-meter'>>;
  state(): Outcome<CommandAnswer<'virtual.state'>>;
  /** Energy goes through a meter; nothing when there is none of this number. */
  consume(meterNo: string, wattHours: number): void;
  /** For tests that tear a card out: the chip itself. */
  card(serial: string): VirtualCard | undefined;
}

export interface DeskOptions {
  readonly folder: string;
  readonly reader: VirtualReader;
  /** Local time of the meters, YYMMDDhhmm. */
  readonly clock?: () => string;
}

interface Kept {
  readonly simulatorSeed: string;
  readonly onReader: string | null;
  readonly cards: readonly CardState[];
  readonly meters: readonly MeterState[];
}

const FILE = 'virtual-desk.json';

/** What is kept, as objects, and the way back to the disk. */
interface Cabinet {
  readonly security: SimulatedSecurity;
  readonly cards: ReadonlyMap<string, VirtualCard>;
  readonly meters: Map<string, MeterState>;
  /** What lay on the reader when it was last written down. */
  readonly lay: VirtualCard | null;
  keep(card: VirtualCard): VirtualCard;
  save(): void;
}

function openCabinet(path: string, onReader: () => string | null): Cabinet {
  const kept = load(path);
  const { simulatorSeed } = kept;
  const cards = new Map<string, VirtualCard>();
  const meters = new Map(kept.meters.map((meter) => [meter.meterNo, meter]));
  const save = (): void =>
    write(path, {
      simulatorSeed,
      onReader: onReader(),
      cards: [...cards.values()].map((card) => card.state()),
      meters: [...meters.values()],
    });
  const keep = (card: VirtualCard): VirtualCard => {
    cards.set(card.serial, card);
    card.onChange(save);
    return card;
  };
  for (const state of kept.cards) keep(createVirtualCard(state));
  const lay = kept.onReader === null ? null : (cards.get(kept.onReader) ?? null);
  return { security: simulatedSecurity(Buffer.from(simulatorSeed, 'hex')), cards, meters, lay, keep, save };
}

export function openDesk({ folder, reader, clock = localClock }: DeskOptions): VirtualDesk {
  let onReader: string | null = null;
  const { security, cards, meters, lay: before, keep, save } = openCabinet(join(folder, FILE), () => onReader);
  const lay = (card: VirtualCard): void => {
    onReader = card.serial;
    reader.place(card);
    save();
  };
  /** A card that was torn out in a command lies beside the reader. */
  const lying = (): VirtualCard | null => {
    if (reader.state().kind !== 'card') onReader = null;
    return onReader === null ? null : (cards.get(onReader) ?? null);
  };
  if (before !== null) lay(before);

  return {
    security,
    place({ card: kind, serial }) {
      const found =
        kind === 'existing' ? chosen(cards, lying()?.serial ?? null, serial) : made(kind, { cards, security, serial });
      if ('failure' in found) return found;
      lay(cards.has(found.serial) ? found : keep(found));
      return { answer: { serial: found.serial } };
    },
    remove() {
      const serial = lying()?.serial ?? null;
      onReader = null;
      reader.remove();
      save();
      return { answer: { serial } };
    },
    insert(meterNo) {
      const card = lying();
      if (card === null) return { failure: 'no-card', detail: 'no card lies on the reader' };
      reader.remove();
      const insertion = insertCard(meters.get(meterNo) ?? builtIn(meterNo, card.state()), {
        card,
        security,
        clock: clock(),
      });
      meters.set(meterNo, insertion.state);
      lay(card);
      const { remainingFen, count } = insertion.state;
      const displayed = displayOf(insertion);
      return { answer: { displayed, credited: insertion.credited, remainingFen, purchaseCount: count } };
    },
    state() {
      return {
        answer: {
          onReader: lying()?.serial ?? null,
          cards: [...cards.values()].map((card) => ({ serial: card.serial, label: labelOf(card.state()) })),
          meters: [...meters.values()].map(({ meterNo, remainingFen, count }) => ({
            meterNo,
            remainingFen,
            purchaseCount: count,
          })),
        },
      };
    },
    consume(meterNo, wattHours) {
      const meter = meters.get(meterNo);
      if (meter === undefined) return;
      meters.set(meterNo, consume(meter, wattHours, clock()));
      save();
    },
    card: (serial) => cards.get(serial),
  };
}

function load(path: string): Kept {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Kept;
  return { simulatorSeed: randomBytes(16).toString('hex'), onReader: null, cards: [], meters: [] };
}

/** Beside the old file, then in its place: a crash leaves one or the other. */
function write(path: string, kept: Kept): void {
  mkdirSync(join(path, '..'), { recursive: true });
  const next = `${path}.next`;
  writeFileSync(next, `${JSON.stringify(kept, null, 1)}\n`, { mode: 0o600 });
  renameSync(next, path);
}

interface Box {
  readonly cards: ReadonlyMap<string, VirtualCard>;
  readonly security: SimulatedSecurity;
  readonly serial: string | undefined;
}

interface Box {
  readonly cards: ReadonlyMap<string, VirtualCard>;
  readonly security: SimulatedSecurity;
  readonly serial: string | undefined;
}

const wrong = (detail: string): Failure => ({ failure: 'fault', detail });

function made(kind: 'blank' | 'foreign', { cards, security, serial }: Box): VirtualCard | Failure {
  if (serial !== undefined && serial.length !== 16) return wrong('a serial has eight bytes');
  if (serial !== undefined && cards.has(serial)) return wrong('there is a card of this serial already');
  return kind === 'blank' ? blankCard(security, { serial, folders: FOLDERS }) : foreignCard(serial);
}

/** The named one; without a name the last that does not lie there. */
function chosen(
  cards: ReadonlyMap<string, VirtualCard>,
  lying: string | null,
  serial: string | undefined,
): VirtualCard | Failure {
  if (serial !== undefined) return cards.get(serial) ?? wrong('there is no card of this serial');
  return [...cards.values()].findLast((card) => card.serial !== lying) ?? wrong('there is no other card');
}

/** Demo cards hold the folders of electricity, water and gas. */
const FOLDERS = ['df01', 'df02', 'df03'];

/** The number of the meter stands at bytes 30 to 35 of the parameter file; null in a folder not written yet. */
function meterIn({ folders }: CardState, folder: string): string | null {
  const meterNo = folders[folder]?.[1]?.slice(60, 72) ?? '';
  return /^0*$/.test(meterNo) ? null : meterNo;
}

/** A meter of this number reads the folder in which the card names it. */
function builtIn(meterNo: string, card: CardState): MeterState {
  return newMeter(
    meterNo,
    undefined,
    FOLDERS.find((folder) => meterIn(card, folder) === meterNo),
  );
}

/** Whose card it is, as somebody would have written on it. */
function labelOf(card: CardState): string {
  const end = card.serial.slice(-4);
  if (!FOLDERS.some((folder) => folder in card.folders)) return `foreign ${end}`;
  return FOLDERS.map((folder) => meterIn(card, folder)).find((meterNo) => meterNo !== null) ?? `blank ${end}`;
}

function localClock(): string {
  const now = new Date();
  const parts = [now.getFullYear() % 100, now.getMonth() + 1, now.getDate(), now.getHours(), now.getMinutes()];
  return parts.map((part) => String(part).padStart(2, '0')).join('');
}
