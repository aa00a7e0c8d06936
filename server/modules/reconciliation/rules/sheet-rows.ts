/**
 * The cashier's monthly sheet: a line for each day that has a day sheet or a remittance, and their sum, in the office's
 * own columns.
 */
import type { DayContent } from '../../../../shared/reconciliation/day-content.ts';
import type { SheetSource, SheetSpec } from '../../../../shared/reconciliation/layouts.ts';
import { sheetNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import { addMoney, type Money, ZERO } from '../../../../shared/values/money.ts';
import type { ExportColumn, ExportType, ExportValue } from '../../../platform/files/export-column.ts';

type Content = Pick<DayContent, 'businessDate' | 'number' | 'trade' | 'tenders' | 'overFen' | 'shortFen'>;

const TYPES: Partial<Record<SheetSource, ExportType>> = {
  date: 'text',
  'sheet-no': 'text',
  sales: 'integer',
  fixed: 'text',
};

export const sheetColumns = (spec: SheetSpec): ExportColumn[] =>
  spec.columns.map(({ title, source }) => ({ title, type: TYPES[source] ?? 'money' }));

type Figures = Readonly<Record<Exclude<SheetSource, 'fixed'>, string | number>>;

/** A day on which no drawer was open, but cash was handed in. */
const quiet = (businessDate: BusinessDate): Omit<Content, 'number'> & { readonly number: null } => ({
  businessDate,
  number: null,
  trade: [],
  tenders: [],
  overFen: ZERO,
  shortFen: ZERO,
});

function figuresOf(day: Content | ReturnType<typeof quiet>, remittedFen: Money): Figures {
  const sold = (commodity: string): Money =>
    addMoney(ZERO, ...day.trade.filter((line) => line.commodity === commodity).map((line) => line.amountFen));
  const taken = (tender: string): Money =>
    addMoney(ZERO, ...day.tenders.filter((line) => line.tender === tender).map((line) => line.receivedFen));
  return {
    date: day.businessDate,
    'sheet-no': day.number === null ? '' : sheetNumberOf(day.number),
    sales: day.trade.reduce((sum, line) => sum + line.count, 0),
    electricity: sold('electricity'),
    water: sold('water'),
    gas: sold('gas'),
    cash: taken('cash'),
    'bank-card': taken('bank-card'),
    qr: taken('qr'),
    'campus-card': taken('campus-card'),
    received: addMoney(ZERO, ...day.tenders.map((line) => line.receivedFen)),
    refunded: addMoney(ZERO, ...day.tenders.map((line) => line.refundedFen)),
    over: day.overFen,
    short: day.shortFen,
    remitted: remittedFen,
  };
}

function sumOf(days: readonly Figures[]): Figures {
  const sums = Object.fromEntries(
    Object.entries(days[0]!).map(([source, first]) => [
      source,
      typeof first === 'string' ? '' : days.reduce((sum, day) => sum + Number(day[source as keyof Figures]), 0),
    ]),
  );
  return { ...(sums as Figures), date: '合计' };
}

/** Days in their order, then the sum; none for a month without a day. */
export function sheetRows(
  spec: SheetSpec,
  days: readonly Content[],
  remitted: ReadonlyMap<BusinessDate, Money>,
): ExportValue[][] {
  const dates = [...new Set([...days.map((day) => day.businessDate), ...remitted.keys()])].sort();
  if (dates.length === 0) return [];
  const figures = dates.map((date) =>
    figuresOf(days.find((day) => day.businessDate === date) ?? quiet(date), remitted.get(date) ?? ZERO),
  );
  return [...figures, sumOf(figures)].map((line) =>
    spec.columns.map(({ source, text }) => (source === 'fixed' ? text : line[source])),
  );
}
