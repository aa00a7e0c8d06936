/**
 * How values look on the screen: money with two decimals and groups, quantities with their unit, times in the site's
 * time zone. `asText` is pure; the components add the class that aligns figures.
 */
import type { ReactNode } from 'react';
import type { Column } from '../../shared/contracts/contract.ts';
import { POSTS, type PostKey } from '../../shared/posts.ts';
import type { Language, Text } from '../../shared/text.ts';
import { formatInstant, type Instant } from '../../shared/values/calendar.ts';
import { fen, formatMoneyGrouped, type Money } from '../../shared/values/money.ts';
import { formatUnitPrice, unitPrice } from '../../shared/values/price.ts';
import { COMMODITIES, type Commodity, formatQuantity, type Milli, milli } from '../../shared/values/quantity.ts';
import { usePreferences } from './preferences.ts';
import { useSession } from './session.ts';

export type Shown = NonNullable<Column['as']>;

export interface FormatSettings {
  readonly language: Language;
  readonly timeZone: string;
}

/** A row of an own list that says its unit: `{ quantityMilli, commodity }`. */
const unitOf = (commodity: unknown): string =>
  typeof commodity === 'string' && commodity in COMMODITIES ? ` ${COMMODITIES[commodity as Commodity].unit}` : '';

const NUMERIC: ReadonlySet<Shown> = new Set(['money', 'quantity', 'price']);

/** Figures stand right; so does a plain number in a text column. */
export const standsRight = (as: Shown, value: unknown): boolean => NUMERIC.has(as) || typeof value === 'number';

const YES_NO: Record<'yes' | 'no', Text> = { yes: { zh: '是', en: 'Yes' }, no: { zh: '否', en: 'No' } };

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value && typeof value.zh === 'string';

const isNamed = (value: unknown): value is { readonly name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';

const grouped = (figures: string): string => figures.replace(/\B(?=(\d{3})+\.)/g, ',');

function numberAs(as: Shown, value: number): string {
  if (as === 'money') return formatMoneyGrouped(fen(value));
  if (as === 'quantity') return grouped(formatQuantity(milli(value)));
  if (as === 'price') return formatUnitPrice(unitPrice(value));
  return String(value);
}

/** A cell as text. Never throws: what does not fit its column is shown as it came. */
export function asText(as: Shown, value: unknown, settings: FormatSettings, row: object = {}): string {
  if (value === null || value === undefined || value === '') return '';
  if (isText(value)) return value[settings.language];
  if (isNamed(value)) return value.name;
  if (Array.isArray(value)) {
    return value.map((one) => asText(as, one, settings)).join(settings.language === 'zh' ? '、' : ', ');
  }
  if (as === 'yes-no' || typeof value === 'boolean') return YES_NO[value ? 'yes' : 'no'][settings.language];
  if (typeof value === 'number') {
    const text = Number.isSafeInteger(value) ? numberAs(as, value) : String(value);
    return as === 'quantity' && 'commodity' in row ? text + unitOf(row.commodity) : text;
  }
  if (as === 'instant' && typeof value === 'string' && !Number.isNaN(Date.parse(value))) {
    return formatInstant(value as Instant, settings.timeZone);
  }
  if (as === 'post' && typeof value === 'string' && value in POSTS) {
    return POSTS[value as PostKey].title[settings.language];
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The site's zone; before set-up there is no site, and the country has one zone. */
const ZONE_BEFORE_SET_UP = 'Asia/Shanghai';

export function useFormatSettings(): FormatSettings {
  const { language } = usePreferences();
  const timeZone = useSession()?.site?.timeZone ?? ZONE_BEFORE_SET_UP;
  return { language, timeZone };
}

export function MoneyText({ value, strong = false }: { value: Money; strong?: boolean }): ReactNode {
  return <span className={strong ? 'figure figure-strong' : 'figure'}>{formatMoneyGrouped(value)}</span>;
}

export function QuantityText(props: { value: Milli; commodity: Commodity; decimals?: 2 | 3 }): ReactNode {
  return (
    <span className="figure">
      {grouped(formatQuantity(props.value, props.decimals ?? 2))}
      <span className="unit"> {COMMODITIES[props.commodity].unit}</span>
    </span>
  );
}

export function InstantText({ value }: { value: Instant }): ReactNode {
  const { timeZone } = useFormatSettings();
  return (
    <time className="figure" dateTime={value}>
      {formatInstant(value, timeZone)}
    </time>
  );
}
