/**
 * What a meter's answers come to. Nothing is guessed: a figure that cannot be is said to be so and goes no further.
 */
import { CLOCK_TOLERANCE_SECONDS, type FlagKind } from '../../../../shared/collection/words.ts';
import type { CreditUnit, DeliveryKind, Register } from '../../../../shared/metering/words.ts';
import { type Instant, minutesBetween, wholeSecondsBetween } from '../../../../shared/values/calendar.ts';
import { type Commodity, type Milli, milli } from '../../../../shared/values/quantity.ts';
import type { LinkAnswer, MeterItem, MeterValues } from '../../network/index.ts';

/** Answers of one meter, by item; an item that was not asked for is missing. */
export type Answers = { readonly [I in MeterItem]?: LinkAnswer<MeterValues[I]> };

export interface AskedMeter {
  readonly delivery: DeliveryKind;
  readonly creditUnit: CreditUnit;
  readonly commodity: Commodity;
}

/** What is worth asking: bands where they are charged by, credit where the meter holds it itself. */
export function itemsFor({ delivery, creditUnit, commodity }: AskedMeter): readonly MeterItem[] {
  const bands = delivery === 'balance' && creditUnit === 'money' && commodity === 'electricity';
  const own = delivery !== 'balance';
  return [
    'energyTotalMilli',
    'clock',
    ...(bands ? (['energyPeakMilli', 'energyFlatMilli', 'energyValleyMilli'] as const) : []),
    ...(own && creditUnit === 'money' ? (['moneyLeftFen', 'overdraftFen', 'purchaseCount'] as const) : []),
    ...(own && creditUnit !== 'money' ? (['energyLeftMilli', 'purchaseCount'] as const) : []),
  ];
}

export type Verdict =
  | { readonly state: 'silent' | 'unreachable' }
  | { readonly state: 'refused'; readonly reason: string; readonly flag: FlagKind | null }
  | {
      readonly state: 'read';
      readonly at: Instant;
      readonly values: { readonly total: Milli } & Partial<Record<Exclude<Register, 'total'>, Milli>>;
    };

const sane = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const answered = <T>(answer: LinkAnswer<T> | undefined): T | undefined =>
  answer?.result === 'answered' ? answer.value : undefined;

export function judgeAnswers(answers: Answers): Verdict {
  const total = answers.energyTotalMilli;
  if (total === undefined || total.result === 'unreachable') return { state: 'unreachable' };
  if (total.result === 'silent') return { state: 'silent' };
  if (total.result === 'refused') return { state: 'refused', reason: total.error, flag: 'not-recorded' };
  const bands = {
    peak: answered(answers.energyPeakMilli),
    flat: answered(answers.energyFlatMilli),
    valley: answered(answers.energyValleyMilli),
  };
  const known = Object.entries(bands).filter((entry): entry is [Register, number] => entry[1] !== undefined);
  if (!sane(total.value) || known.some(([, value]) => !sane(value)))
    return { state: 'refused', reason: 'implausible', flag: 'implausible' };
  return {
    state: 'read',
    at: total.at,
    values: { total: milli(total.value), ...Object.fromEntries(known.map(([key, value]) => [key, milli(value)])) },
  };
}

export interface ClockAhead {
  readonly seconds: number;
  readonly minutes: number;
}

/** By how much the meter's clock is ahead of the house's; null when it did not say. */
export function clockAhead({ clock }: Answers): ClockAhead | null {
  if (clock?.result !== 'answered') return null;
  return { seconds: wholeSecondsBetween(clock.at, clock.value), minutes: minutesBetween(clock.at, clock.value) };
}

export const isClockOff = ({ seconds }: ClockAhead): boolean => Math.abs(seconds) > CLOCK_TOLERANCE_SECONDS;

export interface CreditSaid {
  readonly remaining: number;
  readonly overdraft: number | null;
  readonly purchaseCount: number | null;
  readonly at: Instant;
}

/** What the meter says it has left; null when it was not asked, did not say, or said what cannot be. */
export function creditSaid(answers: Answers): CreditSaid | null {
  const left = answers.moneyLeftFen ?? answers.energyLeftMilli;
  if (left?.result !== 'answered' || !sane(left.value)) return null;
  const count = answered(answers.purchaseCount);
  const overdraft = answered(answers.overdraftFen);
  return {
    remaining: left.value,
    overdraft: overdraft !== undefined && sane(overdraft) ? overdraft : null,
    purchaseCount: count !== undefined && sane(count) ? count : null,
    at: left.at,
  };
}

/** Which refusals of a reading are odd enough to be shown to a person. */
export function flagOfRefusal(code: string): FlagKind | null {
  if (code === 'reading.backwards') return 'backwards';
  if (code === 'reading.too_large') return 'implausible';
  // Somebody else has read the meter at this moment or later: the figures here are only older.
  return code === 'reading.not_later' || code === 'reading.differs' ? null : 'not-recorded';
}
