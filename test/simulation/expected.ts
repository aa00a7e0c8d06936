/**
 * What the auditor expects the house to be, in plain figures of its own: it is told what was done and what the product
 * answered, never what the product's totals are. Dates and months are reckoned here as well: China has one time zone,
 * eight hours ahead, all the year.
 */
import type { Tier } from './reckoning.ts';

export type Commodity = 'electricity' | 'water' | 'gas';
export type Tender = 'cash' | 'bank-card' | 'qr' | 'campus-card';
export type SaleState = 'paid' | 'delivering' | 'delivered' | 'unknown' | 'case' | 'reversed';

export interface Posting {
  readonly date: string;
  readonly account: string;
  readonly party: string | null;
  readonly amount: number;
}

export interface CashLine {
  readonly date: string;
  readonly session: string;
  readonly kind: string;
  readonly amount: number;
  readonly after: number;
}

export interface Session {
  readonly id: string;
  readonly drawer: Drawer;
  readonly number: number;
  readonly login: string;
  readonly post: 'vending-clerk' | 'cashier';
  readonly date: string;
  state: 'open' | 'closing' | 'closed' | 'handed-over';
  readonly carried: number;
  readonly opening: number;
  cash: number;
  counted: number | null;
  overShort: number;
  slips: number;
  /** What the daily slip must say of tenders. */
  readonly received: Map<Tender, number>;
  readonly refunded: Map<Tender, number>;
  slipMade: boolean;
}

export interface Drawer {
  readonly id: string;
  readonly code: string;
  readonly ceiling: number;
  /** What the session before left. */
  left: number;
  sessions: number;
  open: Session | null;
}

export interface Version {
  readonly id: string;
  readonly number: number;
  readonly hash: string;
  readonly from: number;
  readonly period: 'month' | 'year' | 'none';
  readonly basis: 'purchased' | 'consumed';
  readonly tax: number;
  readonly tiers: readonly Tier[];
}

export interface Meter {
  readonly id: string;
  readonly no: string;
  readonly roomId: string;
  readonly commodity: Commodity;
  readonly unit: 'money' | 'energy' | 'volume';
  readonly delivery: 'balance' | 'network';
  readonly ratio: number;
  account: Account | null;
  register: number;
  readAt: number;
  readonly used: { readonly date: string; readonly milli: number }[];
  /** Kept by the product where delivery is 'balance', by the simulated meter otherwise. */
  credit: number;
  purchases: number;
  /** Block ids by which somebody stopped it. */
  readonly blocks: string[];
  retired: boolean;
}

export interface Account {
  readonly id: string;
  readonly roomId: string;
  readonly category: string;
  readonly customerId: string;
  open: boolean;
}

export interface Sale {
  readonly id: string;
  readonly slipNo: string;
  readonly date: string;
  readonly session: Session;
  readonly login: string;
  readonly meter: Meter;
  readonly account: Account;
  readonly version: Version;
  readonly quantity: number | null;
  readonly already: number;
  readonly energy: number;
  readonly net: number;
  readonly tax: number;
  readonly arrears: number;
  readonly used: number;
  readonly kept: number;
  readonly total: number;
  readonly credit: number;
  readonly tenders: readonly { readonly tender: Tender; readonly amount: number }[];
  readonly paidAt: number;
  state: SaleState;
  deliveredOn: string | null;
  /** Whether the meter has it, whatever the product knows. */
  arrived: boolean;
  attempt: 'APPLIED' | 'NOT_APPLIED' | 'UNKNOWN' | 'SENT';
  isCase: boolean;
  reversal: { readonly id: string; state: 'requested' | 'approved' | 'paid-back' } | null;
}

export interface Case {
  readonly subject: string;
  readonly documentId: string;
  readonly amount: number;
}

export interface Expected {
  readonly journal: Posting[];
  readonly cashLines: CashLine[];
  readonly drawers: Drawer[];
  readonly sessions: Session[];
  readonly accounts: Account[];
  readonly meters: Meter[];
  readonly sales: Sale[];
  readonly versions: Map<string, Version[]>;
  readonly cases: Case[];
  /** Credit that left with a household and waits for its next meter. */
  readonly held: {
    readonly customerId: string;
    readonly commodity: Commodity;
    readonly unit: string;
    amount: number;
  }[];
  sealed: string | null;
  entries: number;
}

export const emptyBooks = (): Expected => ({
  journal: [],
  cashLines: [],
  drawers: [],
  sessions: [],
  accounts: [],
  meters: [],
  sales: [],
  versions: new Map(),
  cases: [],
  held: [],
  sealed: null,
  entries: 0,
});

const HOURS_8 = 8 * 3_600_000;
const DAY = 86_400_000;
export const calendarDay = (ms: number): string => new Date(ms + HOURS_8).toISOString().slice(0, 10);
export const dayAfter = (date: string): string => new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);
/** 00:00 of the day at the site. */
export const midnightOf = (date: string): number => Date.parse(date) - HOURS_8;

export function businessDay(books: Expected, ms: number): string {
  const calendar = calendarDay(ms);
  return books.sealed !== null && books.sealed >= calendar ? dayAfter(books.sealed) : calendar;
}

export const periodStart = (date: string, period: Version['period']): string =>
  period === 'none' ? '0000-01-01' : period === 'year' ? `${date.slice(0, 4)}-01-01` : `${date.slice(0, 7)}-01`;

type Line = readonly [account: string, amount: number, party?: string];

/** One entry: debits positive. The auditor's own entries balance as well, or the auditor is wrong. */
export function book(books: Expected, date: string, lines: readonly Line[]): void {
  const sum = lines.reduce((total, [, amount]) => total + amount, 0);
  if (sum !== 0) throw new Error(`the auditor booked an entry that does not balance: ${JSON.stringify(lines)}`);
  for (const [account, amount, party] of lines)
    if (amount !== 0) books.journal.push({ date, account, party: party ?? null, amount });
  books.entries += 1;
}

export function moveCash(books: Expected, session: Session, kind: string, amount: number): void {
  session.cash += amount;
  books.cashLines.push({ date: session.date, session: session.id, kind, amount, after: session.cash });
}

/**
 * Money of a household that bought nothing yet. Each sale takes some in and leaves some: what a sale leaves counts
 * from its delivery on, and a sale taken back counts for nothing.
 */
export const residueOf = (books: Expected, account: Account): number =>
  books.sales
    .filter((sale) => sale.account === account && sale.state !== 'reversed')
    .reduce((sum, sale) => sum - sale.used + (sale.state === 'delivered' ? sale.kept : 0), 0);

export const versionAt = (books: Expected, commodity: Commodity, category: string, ms: number): Version | undefined =>
  (books.versions.get(`${commodity} ${category}`) ?? []).filter((version) => version.from <= ms).at(-1);

export const isOwed = (sale: Sale): boolean => sale.state !== 'delivered' && sale.state !== 'reversed';
