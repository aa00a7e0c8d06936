/**
 * Columns of an exported list, typed so that CSV and XLSX say the same of the same value.
 * Values arrive as they are stored: money in fen, unit prices in 0.0001 yuan, quantities in thousandths.
 */

export type ExportType = 'text' | 'integer' | 'money' | 'unit-price' | 'quantity' | 'date' | 'instant';

export interface ExportColumn {
  readonly title: string;
  readonly type: ExportType;
  /** In characters of the sheet; a default of the type when not given. */
  readonly width?: number;
}

/** text, date (YYYY-MM-DD) and instant (ISO, UTC) as strings; all others as integers. */
export type ExportValue = string | number | null;
export type ExportRow = readonly ExportValue[];

export interface ExportTable {
  /** Name of the sheet. */
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  readonly rows: AsyncIterable<ExportRow> | Iterable<ExportRow>;
  /** IANA name, such as Asia/Shanghai; instants are shown in it. */
  readonly timeZone: string;
  /** A last line that names who took the table out of the house; null or missing: none. */
  readonly mark?: string | null;
}

export const DECIMALS: Partial<Record<ExportType, number>> = { integer: 0, money: 2, 'unit-price': 4, quantity: 3 };

/** The exact decimal of an integer of 10^-decimals, without passing through a fraction. */
export function decimalText(value: number, decimals: number): string {
  if (!Number.isSafeInteger(value)) throw new Error(`not an exact integer: ${value}`);
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(digits.length - decimals)}`;
  return value < 0 ? `-${text}` : text;
}

const QUARTER_HOUR_MS = 900_000;

/** Milliseconds to add to UTC for local time; offsets change only on quarter hours, so they are kept by these. */
export function localShift(timeZone: string): (utcMs: number) => number {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const known = new Map<number, number>();
  return (utcMs) => {
    const quarter = Math.floor(utcMs / QUARTER_HOUR_MS);
    const kept = known.get(quarter);
    if (kept !== undefined) return kept;
    const at = quarter * QUARTER_HOUR_MS;
    const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const local = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second);
    known.set(quarter, local - at);
    return local - at;
  };
}
