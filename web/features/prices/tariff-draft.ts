/**
 * A tariff while it is being typed, and what is wrong with it, said at the field. Pure. The same schema decides as on
 * the server; here its faults get their words.
 */
import type { z } from 'zod';
import {
  type Band,
  type Basis,
  isByHours,
  type Period,
  TARIFF_FAULTS,
  type TariffFault,
  type TariffSpec,
  tariffSpecSchema,
} from '../../../shared/rating/tariff.ts';
import type { Text } from '../../../shared/text.ts';
import { toHalfWidth } from '../../../shared/values/digits.ts';
import type { Commodity } from '../../../shared/values/quantity.ts';
import { type Problem, problemText } from '../../ui/problems.ts';

/** A figure that was read, the text that could not be, or nothing. */
export type Typed = number | string | undefined;

export interface DraftTier {
  /** Only for the page: a row keeps its inputs when one above it goes. */
  readonly key: number;
  readonly upTo: Typed;
  readonly price: Typed;
  readonly peak: Typed;
  readonly flat: Typed;
  readonly valley: Typed;
}

export interface Draft {
  readonly commodity: Commodity;
  readonly period: Period;
  readonly basis: Basis;
  readonly taxRateBasisPoints: Typed;
  readonly byHours: boolean;
  /** '08:00-11:00 18:00-23:00'; no flat hours: left empty. */
  readonly hours: { readonly peak: string; readonly flat: string; readonly valley: string };
  /** The last one is open: its `upTo` does not count. */
  readonly tiers: readonly DraftTier[];
}

export const freshTier = (key: number): DraftTier => ({
  key,
  upTo: undefined,
  price: undefined,
  peak: undefined,
  flat: undefined,
  valley: undefined,
});

export const FRESH: Draft = {
  commodity: 'electricity',
  period: 'month',
  basis: 'purchased',
  taxRateBasisPoints: 1300,
  byHours: false,
  hours: { peak: '08:00-22:00', flat: '', valley: '22:00-08:00' },
  tiers: [freshTier(1)],
};

/** The next proposal begins from the price in force: one changes a figure, not a form. */
export function draftOf(spec: TariffSpec): Draft {
  const { commodity, period, basis, taxRateBasisPoints } = spec;
  const head = { commodity, period, basis, taxRateBasisPoints };
  const hours = (ranges: readonly string[] | undefined) => ranges?.join(' ') ?? '';
  if (isByHours(spec)) {
    return {
      ...head,
      byHours: true,
      hours: { peak: hours(spec.hours.peak), flat: hours(spec.hours.flat), valley: hours(spec.hours.valley) },
      tiers: spec.tiers.map(({ upTo, prices }, index) => ({
        ...freshTier(index + 1),
        upTo: upTo ?? undefined,
        peak: prices.peak,
        flat: prices.flat,
        valley: prices.valley,
      })),
    };
  }
  return {
    ...FRESH,
    ...head,
    tiers: spec.tiers.map(({ upTo, price }, index) => ({ ...freshTier(index + 1), upTo: upTo ?? undefined, price })),
  };
}

/** A new row is the new last tier; the one before it now needs a limit. */
export function withTier({ tiers, ...draft }: Draft): Draft {
  return { ...draft, tiers: [...tiers, freshTier(Math.max(...tiers.map((tier) => tier.key)) + 1)] };
}

/** '8:00-11:00，18:00～23:00' as people write it. */
export function rangesOf(text: string): string[] {
  return toHalfWidth(text)
    .replace(/[～~—–至]/g, '-')
    .split(/[\s,;、；]+/)
    .filter((range) => range !== '')
    .map((range) => range.replace(/(^|-)(\d:)/g, '$10$2'));
}

const hasFlat = (draft: Draft): boolean => draft.hours.flat.trim() !== '';

/** What would be sent; not yet known to be a tariff. */
function raw(draft: Draft): unknown {
  const flat = hasFlat(draft);
  const last = draft.tiers.length - 1;
  return {
    commodity: draft.commodity,
    period: draft.period,
    basis: draft.basis,
    taxRateBasisPoints: draft.taxRateBasisPoints,
    ...(draft.byHours
      ? {
          hours: {
            peak: rangesOf(draft.hours.peak),
            ...(flat ? { flat: rangesOf(draft.hours.flat) } : {}),
            valley: rangesOf(draft.hours.valley),
          },
        }
      : {}),
    tiers: draft.tiers.map((tier, index) => ({
      upTo: index === last ? null : tier.upTo,
      ...(draft.byHours
        ? { prices: { peak: tier.peak, ...(flat ? { flat: tier.flat } : {}), valley: tier.valley } }
        : { price: tier.price ?? 0 }),
    })),
  };
}

const isFault = (message: string): message is TariffFault => Object.hasOwn(TARIFF_FAULTS, message);

const UNREADABLE = {
  price: { zh: '请填金额，最多四位小数', en: 'An amount of at most four decimals' },
  quantity: { zh: '请填数量，最多三位小数', en: 'A quantity of at most three decimals' },
  percent: { zh: '请填百分数，最多两位小数', en: 'A percentage of at most two decimals' },
  missing: { zh: '请填写', en: 'Fill this in' },
} as const satisfies Record<string, Text>;

/** Of a figure: why what was typed is none. Null: it is one, and the schema says what is wrong with it. */
function unreadable(draft: Draft, path: readonly string[]): Text | null {
  const [field, index, name, band] = path;
  if (field === 'taxRateBasisPoints') return typeof draft.taxRateBasisPoints === 'string' ? UNREADABLE.percent : null;
  const tier = field === 'tiers' ? draft.tiers[Number(index)] : undefined;
  if (tier === undefined || name === undefined) return null;
  const typed = name === 'upTo' ? tier.upTo : tier[(band ?? 'price') as Band | 'price'];
  if (typed === undefined) return UNREADABLE.missing;
  if (typeof typed !== 'string') return null;
  return name === 'upTo' ? UNREADABLE.quantity : UNREADABLE.price;
}

const textOf = (draft: Draft, issue: z.core.$ZodIssue, path: readonly string[]): Text => {
  if (issue.code === 'custom') return isFault(issue.message) ? TARIFF_FAULTS[issue.message] : problemText(issue);
  return unreadable(draft, path) ?? problemText(issue);
};

export type Checked =
  | { readonly spec: TariffSpec; readonly problems: readonly [] }
  | { readonly spec: null; readonly problems: readonly Problem[] };

/** The first problem of each field, by its path: `tiers.1.upTo`, `tiers.0.prices.peak`, `hours.valley`. */
export function checked(draft: Draft): Checked {
  const result = tariffSpecSchema.safeParse(raw(draft), { reportInput: true });
  if (result.success) return { spec: result.data, problems: [] };
  const problems = new Map<string, Problem>();
  for (const issue of result.error.issues) {
    const parts = issue.path.map(String);
    // Ranges are typed in one field for each band.
    const path = (parts[0] === 'hours' ? parts.slice(0, 2) : parts).join('.');
    if (!problems.has(path)) problems.set(path, { path, text: textOf(draft, issue, parts) });
  }
  // Of hours that cannot be read nobody can say whether they make a day.
  if ([...problems.keys()].some((path) => path.startsWith('hours.'))) problems.delete('hours');
  return { spec: null, problems: [...problems.values()] };
}
