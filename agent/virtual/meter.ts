/**
 * A prepaid meter in memory that takes user cards as real ones do: the table of what is accepted, credited, written
 * back and refused with which number on the display. It credits first and writes back then, so that a card pulled in
 * between (error 35) has been credited and is only written back when it is inserted again.
 */
import { EXACT_PER_FEN, type ExactAmount, priceOf, roundToMoney, unitPrice } from '../../shared/values/price.ts';
import { milli } from '../../shared/values/quantity.ts';
import type { SimulatedSecurity } from '../card/security.ts';
import type { VirtualChip } from '../devices/virtual-reader.ts';
import {
  type ChipKeys,
  look,
  lookAtPrices,
  type MeterError,
  meet,
  type SeenCard,
  type SeenPrices,
  Stopped,
  writeBack,
} from './meter-card.ts';

/** The most that fits the display, 999,999.99 yuan. */
const MOST_FEN = 99_999_999;

/** What a purchase or replacement card may touch: neither parameters nor the current prices. */
const BACKUP_ONLY = 0x7a;
const PARAMETERS = 0x80;
const CURRENT = 0x01 | 0x04;
const BACKUP = 0x02 | 0x08;

/** Everything a meter keeps; plain JSON. Money in fen. */
export interface MeterState {
  readonly meterNo: string;
  /** The folder of the card that it reads: df01 electricity, df02 water, df03 gas. */
  readonly folder: string;
  readonly opened: boolean;
  readonly customerNo: string;
  /** The card it knows; another purchase card is refused. */
  readonly serial: string;
  readonly userType: number;
  readonly ratios: readonly [number, number];
  readonly alarms: readonly [number, number];
  readonly remainingFen: number;
  readonly overdraftFen: number;
  readonly count: number;
  readonly hoardLimitFen: number;
  readonly illegalInsertions: number;
  readonly keyInfo: string;
  readonly current: SeenPrices | null;
  readonly backup: SeenPrices | null;
  /** YYMMDDhhmm; ten zeros for never */
  readonly switchAt: string;
  /** Energy that has been used and is not yet a whole fen, in 10^-7 yuan. */
  readonly unbilled: number;
  /** Wh since it was built in. */
  readonly usedWh: number;
  /** Low voltage, or its security chip is dead. */
  readonly faulty: boolean;
}

export function newMeter(meterNo: string, hoardLimitFen = MOST_FEN, folder = 'df01'): MeterState {
  return {
    meterNo,
    folder,
    opened: false,
    customerNo: '000000000000',
    serial: '',
    userType: 1,
    ratios: [1, 1],
    alarms: [0, 0],
    remainingFen: 0,
    overdraftFen: 0,
    count: 0,
    hoardLimitFen,
    illegalInsertions: 0,
    keyInfo: '01000401',
    current: null,
    backup: null,
    switchAt: '0000000000',
    unbilled: 0,
    usedWh: 0,
    faulty: false,
  };
}

export interface Insertion {
  readonly state: MeterState;
  readonly credited: boolean;
  readonly error: MeterError | null;
  /** The return file was written. */
  readonly wroteBack: boolean;
}

export interface AtMeter {
  readonly card: VirtualChip;
  readonly security: SimulatedSecurity;
  /** The meter's clock, local time YYMMDDhhmm. */
  readonly clock: string;
}

/** The card goes in and, unless it was pulled before, comes out. */
export function insertCard(meter: MeterState, { card, security, clock }: AtMeter): Insertion {
  let state = switchPrices(meter, clock);
  let credited = false;
  let wroteBack = false;
  try {
    if (state.faulty) throw new Stopped(31);
    card.power(true);
    const { serial, keys } = meet(card, state.folder, (of) => chipKeys(security, of));
    const seen = look(card, serial);
    refuseUnlessOurs(state, seen);
    const decided = decide(state, seen, (file) => lookAtPrices(card, file));
    ({ state, credited } = decided);
    if (decided.writeBack) {
      writeBack(card, keys, { ...state, at: clock });
      wroteBack = true;
    }
    return { state, credited, error: decided.error, wroteBack };
  } catch (stopped) {
    if (!(stopped instanceof Stopped)) throw stopped;
    const { error } = stopped;
    // Cards that are not this meter's are counted; one pulled too early is not.
    const illegal = error === 32 || error === 33 ? state.illegalInsertions + 1 : state.illegalInsertions;
    return { state: { ...state, illegalInsertions: illegal }, credited, error, wroteBack };
  } finally {
    card.power(false);
  }
}

function chipKeys(security: SimulatedSecurity, serial: string): ChipKeys {
  const of = Uint8Array.from(Buffer.from(serial, 'hex'));
  return { card: security.keyOf(of, 'card'), meter: security.keyOf(of, 'meter') };
}

const OPEN = 1;
const PURCHASE = 2;

/** Whose card it is comes before what is on it. @throws Stopped 33, or 34 for a meter that waits for its first card */
function refuseUnlessOurs(state: MeterState, { serial, parameters, returnEmpty }: SeenCard): void {
  if (parameters.meterNo !== state.meterNo) throw new Stopped(33);
  if (!state.opened) {
    if (parameters.type !== OPEN || !returnEmpty) throw new Stopped(34);
    return;
  }
  if (parameters.customerNo !== state.customerNo) throw new Stopped(33);
  if (parameters.type === PURCHASE && serial !== state.serial) throw new Stopped(33);
}

interface Decision {
  readonly state: MeterState;
  readonly credited: boolean;
  readonly writeBack: boolean;
  readonly error: MeterError | null;
}

/** The table: card count less meter count. */
function decide(state: MeterState, seen: SeenCard, prices: (file: 3 | 4) => SeenPrices): Decision {
  const ahead = seen.count - state.count;
  const answer = (next: MeterState, error: MeterError | null = null): Decision => ({
    state: next,
    credited: false,
    writeBack: true,
    error,
  });
  if (ahead === 0 && state.opened) {
    const known = acknowledge(state, seen);
    return answer(seen.returnEmpty ? takeParameters(known, seen, prices) : known);
  }
  if (ahead === 1) {
    if (!seen.returnEmpty) return answer(state, 34);
    const owed = state.overdraftFen;
    const remaining = state.remainingFen + seen.amount - owed;
    if (seen.amount > MOST_FEN || remaining > Math.min(MOST_FEN, state.hoardLimitFen)) throw new Stopped(36);
    const known = acknowledge(takeParameters(state, seen, prices), seen);
    return {
      state: {
        ...known,
        opened: true,
        count: seen.count,
        remainingFen: Math.max(0, remaining),
        overdraftFen: Math.max(0, -remaining),
      },
      credited: true,
      writeBack: true,
      error: null,
    };
  }
  // An unopened meter has nothing to write back to anybody.
  if (!state.opened) throw new Stopped(34);
  return ahead > 1 ? answer(state, 34) : answer(state);
}

/** Open and replacement cards become the card of the meter: the one before is dead from then on. */
function acknowledge(state: MeterState, { serial, parameters }: SeenCard): MeterState {
  if (parameters.type === PURCHASE) return state;
  return { ...state, serial, customerNo: parameters.customerNo };
}

/** Read before anything is kept: a broken price file stops the whole card (34). */
function takeParameters(state: MeterState, seen: SeenCard, prices: (file: 3 | 4) => SeenPrices): MeterState {
  const { parameters } = seen;
  const flags = parameters.type === OPEN ? parameters.flags : parameters.flags & BACKUP_ONLY;
  let next = state;
  if (flags & PARAMETERS) {
    const { userType, ratios, alarms } = parameters;
    next = { ...next, userType, ratios, alarms };
  }
  if (flags & CURRENT) next = { ...next, current: prices(3) };
  if (flags & BACKUP) next = { ...next, backup: prices(4), switchAt: parameters.switchAt };
  return next;
}

/** At its time the backup set becomes the current one. */
export function switchPrices(state: MeterState, clock: string): MeterState {
  if (state.backup === null || /^0+$/.test(state.switchAt) || state.switchAt > clock) return state;
  return { ...state, current: state.backup, backup: null, switchAt: '0000000000' };
}

/**
 * Energy goes through the meter. It rates at the first price of the current set, or by the ladder on all it has
 * counted; without a set at half a yuan. What is used beyond the credit becomes overdraft: this meter does not trip.
 */
export function consume(meter: MeterState, wattHours: number, clock: string): MeterState {
  const state = switchPrices(meter, clock);
  const exact = BigInt(state.unbilled) + priceOf(milli(wattHours), unitPrice(priceAt(state)));
  const rest = exact % EXACT_PER_FEN;
  const net = state.remainingFen - state.overdraftFen - roundToMoney((exact - rest) as ExactAmount);
  return {
    ...state,
    unbilled: Number(rest),
    usedWh: state.usedWh + wattHours,
    remainingFen: Math.max(0, net),
    overdraftFen: Math.max(0, -net),
  };
}

const WITHOUT_PRICES = 5_000;
const WH_PER_STEP = 10;

function priceAt({ current, usedWh }: MeterState): number {
  if (current === null) return WITHOUT_PRICES;
  // A ladder file without a ladder in it holds plain prices.
  if (current.ladder === null || current.ladder.prices[0] === 0) return current.prices[0] ?? WITHOUT_PRICES;
  const { limits, prices } = current.ladder;
  const step = limits.findIndex((limit) => limit === 0 || usedWh < limit * WH_PER_STEP);
  return prices[step === -1 ? limits.length : step] ?? WITHOUT_PRICES;
}

/** What is on the display after the card came out: an error by its number, otherwise what is left. */
export function displayOf({ state, error }: Insertion): string {
  if (error !== null) return `Err-${error}`;
  const net = state.remainingFen - state.overdraftFen;
  const figures = String(Math.abs(net)).padStart(3, '0');
  return `${net < 0 ? '-' : ''}${figures.slice(0, -2)}.${figures.slice(-2)}`;
}
