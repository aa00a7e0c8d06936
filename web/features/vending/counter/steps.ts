/**
 * The steps of a sale at the counter: find → amount → (figure once more) → tender → figures. Pure; the page only draws
 * it. Every step back is one Esc; nothing is asked twice except a figure that is unusual; a sale can be sent only
 * from the last two steps, and only when the tenders add up to exactly what is due.
 */
import type { InputOf, OutputOf } from '../../../../shared/contracts/contract.ts';
import type { search } from '../../../../shared/contracts/metering/search.ts';
import type { prepareSale } from '../../../../shared/contracts/vending/prepare-sale.ts';
import type { quoteSale } from '../../../../shared/contracts/vending/quote-sale.ts';
import type { sellCredit } from '../../../../shared/contracts/vending/sell-credit.ts';
import { TENDER_KEYS, TENDERS, type Tender, type TenderLine } from '../../../../shared/payments/tender.ts';
import type { Text } from '../../../../shared/text.ts';
import { toHalfWidth } from '../../../../shared/values/digits.ts';
import { addMoney, type Money, parseMoney, subtractMoney, ZERO } from '../../../../shared/values/money.ts';
import { COMMODITY_KEYS, parseQuantity } from '../../../../shared/values/quantity.ts';
import { currentLine } from './tendering.ts';

export type RoomFound = OutputOf<typeof search>['rows'][number];
export type Quote = OutputOf<typeof quoteSale>;
export type Wanted = Pick<InputOf<typeof quoteSale>, 'moneyFen' | 'quantityMilli'>;
export type Step = 'find' | 'amount' | 'retype' | 'tender' | 'figures';
export type Field = 'find' | 'amount' | 'again' | 'tendered' | 'share' | 'reference';

export interface Counter {
  readonly step: Step;
  readonly find: string;
  /** Several hits to choose from; empty otherwise. */
  readonly rooms: readonly RoomFound[];
  readonly place: number;
  readonly room: RoomFound | null;
  readonly meterId: string | null;
  readonly by: 'money' | 'quantity';
  readonly amount: string;
  /** As Enter confirmed it; the sale is sent with its total and price version. */
  readonly quote: Quote | null;
  readonly again: string;
  readonly confirmFen: Money | null;
  readonly lines: readonly TenderLine[];
  readonly tender: Tender;
  readonly tendered: string;
  readonly share: string;
  readonly reference: string;
  readonly problem: Text | null;
}

export const NEXT_CUSTOMER: Counter = {
  step: 'find',
  find: '',
  rooms: [],
  place: 0,
  room: null,
  meterId: null,
  by: 'money',
  amount: '',
  quote: null,
  again: '',
  confirmFen: null,
  lines: [],
  tender: 'cash',
  tendered: '',
  share: '',
  reference: '',
  problem: null,
};

export type Happened =
  | { readonly is: 'typed'; readonly field: Field; readonly text: string }
  | { readonly is: 'found'; readonly rooms: readonly RoomFound[]; readonly ahead: string }
  | { readonly is: 'moved'; readonly by: 1 | -1 }
  | { readonly is: 'chose'; readonly room: RoomFound; readonly ahead: string }
  | { readonly is: 'switched-meter' }
  | { readonly is: 'switched-by' }
  | { readonly is: 'quoted'; readonly quote: Quote }
  | { readonly is: 'entered' }
  | { readonly is: 'tender'; readonly tender: Tender; readonly on: boolean }
  | { readonly is: 'back' }
  | { readonly is: 'wrong'; readonly text: Text }
  | { readonly is: 'refused'; readonly code: string }
  | { readonly is: 'next' };

const T = {
  nothing: { zh: '没有找到，请换个说法再查', en: 'Nothing found; try other words' },
  noMeter: { zh: '{room} 没有装表，不能售电', en: 'There is no meter in {room}; nothing can be sold' },
  differs: {
    zh: '两次输入不一致，请与用户核对后重新输入',
    en: 'The two figures differ; check with the customer and type it again',
  },
} as const satisfies Record<string, Text>;

const PAYING = { lines: [], tender: 'cash', tendered: '', share: '', reference: '' } as const;

/** The meter asked for by number, otherwise electricity first. */
export function firstMeterOf(room: RoomFound, asked: string): string | null {
  const wanted = toHalfWidth(asked).trim().toLowerCase();
  const exact = room.meters.find((meter) => meter.meterNo.toLowerCase() === wanted);
  const byKind = COMMODITY_KEYS.flatMap((kind) => room.meters.filter((meter) => meter.commodity === kind));
  return (exact ?? byKind[0])?.meterId ?? null;
}

export const meterOf = (counter: Counter) =>
  counter.room?.meters.find((meter) => meter.meterId === counter.meterId) ?? null;

/** What is asked for, as the quotation takes it; null while the figure cannot be read. */
export function wantedOf({ by, amount }: Pick<Counter, 'by' | 'amount'>): Wanted | null {
  const value = by === 'money' ? parseMoney(amount) : parseQuantity(amount);
  if (value === null || value <= 0) return null;
  return by === 'money' ? { moneyFen: value } : { quantityMilli: value };
}

export const paidOf = (counter: Counter): Money => addMoney(...counter.lines.map((line) => line.amountFen));

export const remainingOf = (counter: Counter): Money =>
  counter.quote === null ? ZERO : subtractMoney(counter.quote.priced.totalFen, paidOf(counter));

const isPaying = ({ step }: Counter): boolean => step === 'tender' || step === 'figures';

/** The tenders when they add up to what is due, otherwise null. */
export function tendersOf(counter: Counter): readonly TenderLine[] | null {
  if (counter.quote === null || !isPaying(counter)) return null;
  const remaining = remainingOf(counter);
  if (remaining === 0) return counter.lines;
  const { line } = currentLine(counter, remaining);
  return line !== null && line.amountFen === remaining ? [...counter.lines, line] : null;
}

/** What F9 sends to the cash window: the purchase as it was told, without its money. */
export function preparationOf(counter: Counter): InputOf<typeof prepareSale> | null {
  const wanted = wantedOf(counter);
  const { quote, meterId, confirmFen } = counter;
  if (!isPaying(counter) || wanted === null || quote === null || meterId === null) return null;
  const rest = {
    meterId,
    expectedTotalFen: quote.priced.totalFen,
    priceVersionId: quote.priceVersionId,
    ...(confirmFen === null ? {} : { confirmFen }),
  };
  return wanted.moneyFen === undefined
    ? { by: 'quantity', quantityMilli: wanted.quantityMilli!, ...rest }
    : { by: 'money', moneyFen: wanted.moneyFen, ...rest };
}

/** What F9 sends where the money is taken here; null in every state in which F9 is dead. */
export function saleOf(counter: Counter): InputOf<typeof sellCredit> | null {
  const tenders = tendersOf(counter);
  const purchase = preparationOf(counter);
  if (tenders === null || purchase === null) return null;
  return { ...purchase, tenders: tenders.map((line) => ({ ...line })) };
}

/** The letter or word behind a figure that says what it is. */
const ENDINGS: Readonly<Record<Counter['by'], Text>> = {
  quantity: { zh: '度', en: 'd' },
  money: { zh: '元', en: 'y' },
};

/** '30d' and '30度' mean a quantity, '30元' means money: the letter is the key that switches. */
function typedAmount(counter: Counter, text: string): Counter {
  const plain = toHalfWidth(text);
  const last = plain.slice(-1).toLowerCase();
  for (const by of ['quantity', 'money'] as const) {
    if (last === ENDINGS[by].zh || last === ENDINGS[by].en) return { ...counter, by, amount: plain.slice(0, -1) };
  }
  return { ...counter, amount: text };
}

function typed(counter: Counter, field: Field, text: string): Counter {
  const clean = { ...counter, problem: null };
  if (field === 'find') return { ...clean, find: text, rooms: [] };
  return field === 'amount' ? typedAmount(clean, text) : { ...clean, [field]: text };
}

function chose(counter: Counter, room: RoomFound, ahead: string): Counter {
  const meterId = firstMeterOf(room, counter.find);
  if (meterId === null) {
    const words = {
      zh: T.noMeter.zh.replace('{room}', room.roomCode),
      en: T.noMeter.en.replace('{room}', room.roomCode),
    };
    return { ...counter, rooms: [], room: null, problem: words };
  }
  return { ...NEXT_CUSTOMER, step: 'amount', find: counter.find, room, meterId, amount: ahead };
}

/**
 * The one whose whole room, account or meter number was typed, beside others that only end or begin so. Four figures
 * may be the end of a phone and are never taken for a number.
 */
function exactOf(rooms: readonly RoomFound[], asked: string): RoomFound | null {
  const wanted = toHalfWidth(asked).trim().toLowerCase();
  if (/^\d{4}$/.test(wanted)) return null;
  const exact = rooms.filter((room) =>
    [room.roomCode, room.account?.accountNo, ...room.meters.map((meter) => meter.meterNo)].some(
      (key) => key?.toLowerCase() === wanted,
    ),
  );
  return exact.length === 1 ? exact[0]! : null;
}

function found(counter: Counter, rooms: readonly RoomFound[], ahead: string): Counter {
  if (rooms.length === 0) return { ...counter, rooms, problem: T.nothing };
  const one = rooms.length === 1 ? rooms[0]! : exactOf(rooms, counter.find);
  return one === null ? { ...counter, rooms, place: 0, problem: null } : chose(counter, one, ahead);
}

function switchedMeter(counter: Counter): Counter {
  const meters = counter.room?.meters ?? [];
  const place = meters.findIndex((meter) => meter.meterId === counter.meterId);
  const next = meters[(place + 1) % meters.length];
  return next === undefined ? counter : { ...counter, meterId: next.meterId, quote: null, problem: null };
}

function quoted(counter: Counter, quote: Quote): Counter {
  return {
    ...counter,
    ...PAYING,
    quote,
    again: '',
    confirmFen: null,
    problem: null,
    step: quote.retype ? 'retype' : 'tender',
  };
}

/** Enter in the steps that need no answer of the server. */
function entered(counter: Counter): Counter {
  if (counter.step === 'retype') {
    const typedAgain = parseMoney(counter.again);
    const total = counter.quote?.priced.totalFen;
    return typedAgain !== null && typedAgain === total
      ? { ...counter, confirmFen: typedAgain, step: 'tender', problem: null }
      : { ...counter, again: '', problem: T.differs };
  }
  if (counter.step === 'tender') return { ...counter, step: 'figures', problem: null };
  if (counter.step !== 'figures') return counter;
  const remaining = remainingOf(counter);
  const { line, problem } = currentLine(counter, remaining);
  if (line === null) return { ...counter, problem };
  if (line.amountFen === remaining) return { ...counter, problem: null }; // paid: only F9 is missing
  const next: Tender = line.tender === 'cash' ? 'qr' : 'cash';
  return { ...counter, ...PAYING, lines: [...counter.lines, line], tender: next, step: 'tender', problem: null };
}

function picked(counter: Counter, tender: Tender, on: boolean): Counter {
  const taken = TENDERS[tender].cash && counter.lines.some((line) => line.tender === tender);
  if (taken) return counter;
  return { ...counter, tender, tendered: '', share: '', reference: '', problem: null, step: on ? 'figures' : 'tender' };
}

function back(counter: Counter): Counter {
  const clean = { ...counter, problem: null };
  switch (counter.step) {
    case 'figures':
      return { ...clean, tendered: '', share: '', reference: '', step: 'tender' };
    case 'tender':
      if (counter.lines.length > 0) return { ...clean, lines: counter.lines.slice(0, -1) };
      return { ...clean, confirmFen: null, again: '', step: counter.quote?.retype ? 'retype' : 'amount' };
    case 'retype':
      return { ...clean, again: '', step: 'amount' };
    case 'amount':
      return { ...NEXT_CUSTOMER, find: counter.find };
    default:
      return { ...NEXT_CUSTOMER, find: counter.rooms.length > 0 ? counter.find : '' };
  }
}

/** Prices or sums that moved since they were shown: back to the amount, where Enter asks for the new quotation. */
const QUOTE_AGAIN: ReadonlySet<string> = new Set(['sale.price_changed', 'sale.total_changed', 'sale.no_price']);

function refused(counter: Counter, code: string): Counter {
  if (QUOTE_AGAIN.has(code)) return { ...counter, ...PAYING, step: 'amount', quote: null, confirmFen: null, again: '' };
  return code === 'sale.retype' ? { ...counter, step: 'retype', confirmFen: null, again: '' } : counter;
}

export function counterAfter(counter: Counter, happened: Happened): Counter {
  switch (happened.is) {
    case 'typed':
      return typed(counter, happened.field, happened.text);
    case 'found':
      return found(counter, happened.rooms, happened.ahead);
    case 'moved':
      return { ...counter, place: Math.max(0, Math.min(counter.rooms.length - 1, counter.place + happened.by)) };
    case 'chose':
      return chose(counter, happened.room, happened.ahead);
    case 'switched-meter':
      return switchedMeter(counter);
    case 'switched-by':
      return { ...counter, by: counter.by === 'money' ? 'quantity' : 'money', amount: '', problem: null };
    case 'quoted':
      return quoted(counter, happened.quote);
    case 'entered':
      return entered(counter);
    case 'tender':
      return picked(counter, happened.tender, happened.on);
    case 'back':
      return back(counter);
    case 'wrong':
      return { ...counter, problem: happened.text };
    case 'refused':
      return refused(counter, happened.code);
    case 'next':
      return NEXT_CUSTOMER;
  }
}

/** '1' to '4' as pressed on the row of tenders; null for any other key. */
export const tenderOfKey = (key: string): Tender | null => TENDER_KEYS[Number(toHalfWidth(key)) - 1] ?? null;

export function tenderBeside(tender: Tender, step: 1 | -1): Tender {
  const place = TENDER_KEYS.indexOf(tender) + step;
  return TENDER_KEYS[(place + TENDER_KEYS.length) % TENDER_KEYS.length]!;
}
