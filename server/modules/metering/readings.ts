/**
 * Recording readings, one or ten thousand: lock the meters' credit, fetch, decide by the rules, write readings and
 * the movements that follow. Either all are recorded or, where one is refused, none.
 */
import type { ReadingMark, ReadingSource, Register } from '../../../shared/metering/words.ts';
import { periodOf, type TariffSpec } from '../../../shared/rating/tariff.ts';
import type { Facts } from '../../../shared/refusals/refusal.ts';
import type { RefusalCode } from '../../../shared/refusals.ts';
import {
  type BusinessDate,
  businessDateOf,
  daysBetween,
  type Instant,
  instant,
} from '../../../shared/values/calendar.ts';
import { formatQuantity, type Milli, milli } from '../../../shared/values/quantity.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { type Price, priceAt } from '../prices/index.ts';
import { moveCredits, type ReadingMove } from './credit.ts';
import { priceOfUse, type Used } from './rules/charge-reading.ts';
import { judgeReading } from './rules/judge-reading.ts';
import {
  consumedByMeter,
  insertReadings,
  type KnownReading,
  lockCredits,
  type MeterForReading,
  metersForReading,
  type NewReading,
  readingsAt,
} from './store/readings.ts';

export interface ReadingInput {
  readonly meterId: string;
  readonly readAt: Instant;
  readonly values: { readonly total: Milli } & Partial<Record<Exclude<Register, 'total'>, Milli | undefined>>;
  readonly correction?: string | undefined;
}

export interface Recorded {
  readonly recorded: boolean;
  readonly used: Milli;
  readonly mark: ReadingMark;
  /** What the balance moved by, as a positive quantity of the meter's unit; negative when a correction gave back. */
  readonly charged: number;
}

export interface ReadingRefused {
  readonly refused: RefusalCode;
  readonly facts: Facts;
}

interface Judgement {
  readonly input: ReadingInput;
  readonly meter: MeterForReading;
  readonly readings: readonly NewReading[];
  readonly used: Used;
  readonly mark: ReadingMark;
}

const ORDER: readonly Register[] = ['total', 'peak', 'flat', 'valley'];
const registersOf = (input: ReadingInput): Register[] =>
  ORDER.filter((register) => input.values[register] !== undefined);

/** Pure: what each reading says, or why it is refused, or null when it is there already. */
function judge(
  input: ReadingInput,
  meter: MeterForReading | undefined,
  known: readonly KnownReading[],
  now: Instant,
): Judgement | ReadingRefused | null {
  if (meter === undefined) return { refused: 'record.not_found', facts: {} } as const;
  const facts = { meterNo: meter.meter_no };
  if (known.length > 0) {
    const same = registersOf(input).every((register) =>
      known.some((one) => one.register === register && one.value_milli === input.values[register]),
    );
    return same ? null : ({ refused: 'reading.differs', facts } as const);
  }
  if (meter.state === 'retired') return { refused: 'meter.retired', facts } as const;
  if (input.readAt > now) return { refused: 'reading.in_future', facts } as const;
  const readMs = Date.parse(input.readAt);
  const readings: NewReading[] = [];
  let mark: ReadingMark = 'plain';
  const used: Partial<Record<Register, Milli>> = {};
  for (const register of registersOf(input)) {
    const last = meter.last[register];
    if (last !== undefined && last.at >= readMs) return { refused: 'reading.not_later', facts } as const;
    const value = input.values[register]!;
    const previous = milli(last?.value ?? firstValue(meter, register, value));
    const judged = judgeReading(value, {
      previous,
      ratio: meter.ratio,
      digits: meter.digits,
      correction: input.correction !== undefined,
      ...historyOf(meter, register, input.readAt),
    });
    if ('refused' in judged) {
      const figures = { value: formatQuantity(value), previous: formatQuantity(previous) };
      return { refused: judged.refused, facts: { ...facts, ...figures } } as const;
    }
    if (register === 'total') mark = judged.mark;
    used[register] = judged.used;
    readings.push({
      meterId: input.meterId,
      register,
      readAt: input.readAt,
      valueMilli: value,
      usedMilli: judged.used,
      mark: judged.mark,
      note: input.correction ?? '',
    });
  }
  return { input, meter, readings, used: used as Used, mark };
}

/** Where a register stood before its first reading. A band of a meter that was not new is not known: it starts here. */
function firstValue(meter: MeterForReading, register: Register, value: Milli): number {
  if (register === 'total') return meter.initial_register_milli;
  return meter.initial_register_milli === 0 && meter.last.total === undefined ? 0 : value;
}

function historyOf(meter: MeterForReading, register: Register, readAt: Instant) {
  const dayOf = (moment: Instant): BusinessDate => businessDateOf(moment, meter.time_zone);
  const today = dayOf(readAt);
  const last = meter.last[register];
  const since = last === undefined ? meter.installed_on : dayOf(instant(last.at));
  const days = Math.max(1, daysBetween(since, today));
  if (register !== 'total' || meter.usual_from === null) return { days, usual: null };
  const usualDays = daysBetween(dayOf(meter.usual_from), since);
  return { days, usual: { used: milli(meter.usual_used), days: usualDays } };
}

/** What the balances kept here move by; by meter. */
type Charges = ReadonlyMap<string, { readonly amount: number; readonly priceVersionId: string | null }>;

async function charges(
  tx: Tx,
  siteId: string,
  judged: readonly Judgement[],
): Promise<{ readonly moves: Charges } | ReadingRefused> {
  const charged = judged.filter(
    ({ meter, used }) => meter.delivery === 'balance' && meter.category_code !== null && used.total !== 0,
  );
  const priced = await pricesFor(
    tx,
    siteId,
    charged.filter(({ meter }) => meter.credit_unit === 'money'),
  );
  const moves = new Map<string, { amount: number; priceVersionId: string | null }>();
  for (const one of charged) {
    if (one.meter.credit_unit !== 'money') {
      moves.set(one.input.meterId, { amount: one.used.total, priceVersionId: null });
      continue;
    }
    const price = priced.get(one.input.meterId);
    const facts = { meterNo: one.meter.meter_no };
    if (price === undefined) return { refused: 'reading.no_price', facts } as const;
    const charge = priceOfUse(price.spec, price.already, { ...one.used, tolerance: milli(1_000 * one.meter.ratio) });
    if ('refused' in charge) return { refused: charge.refused, facts } as const;
    if (charge.money !== 0) moves.set(one.input.meterId, { amount: charge.money, priceVersionId: price.versionId });
  }
  return { moves };
}

async function pricesFor(tx: Tx, siteId: string, list: readonly Judgement[]) {
  const found = new Map<string, { spec: TariffSpec; versionId: string; already: Milli }>();
  const looked = new Map<string, Price | undefined>();
  const periods: { meterId: string; from: BusinessDate; to: BusinessDate; price: Price }[] = [];
  for (const { input, meter } of list) {
    const key = { commodity: meter.commodity, categoryCode: meter.category_code! };
    const name = `${key.commodity} ${key.categoryCode} ${input.readAt}`;
    if (!looked.has(name)) looked.set(name, await priceAt(tx, siteId, key, input.readAt));
    const price = looked.get(name);
    if (price === undefined) continue;
    const day = businessDateOf(input.readAt, meter.time_zone);
    periods.push({ meterId: input.meterId, ...periodOf(day, price.spec.period), price });
  }
  const used = periods.length === 0 ? new Map<string, number>() : await consumedByMeter(tx, siteId, periods);
  for (const { meterId, price } of periods) {
    found.set(meterId, { spec: price.spec, versionId: price.versionId, already: milli(used.get(meterId) ?? 0) });
  }
  return found;
}

/** What would be refused of these readings, by index; nothing is locked or written. Prices are not looked at. */
export async function checkReadings(
  tx: Tx,
  siteId: string,
  at: Instant,
  inputs: readonly ReadingInput[],
): Promise<(ReadingRefused | null)[]> {
  const meters = await metersForReading(
    tx,
    siteId,
    inputs.map(({ meterId }) => meterId),
    at,
  );
  const known = Map.groupBy(await readingsAt(tx, siteId, inputs), ({ meter_id }) => meter_id);
  return inputs.map((input) => {
    const one = judge(input, meters.get(input.meterId), known.get(input.meterId) ?? [], at);
    return one !== null && 'refused' in one ? one : null;
  });
}

/**
 * At most one reading for each meter. Answers in the order of the input; the first refusal instead, with its index,
 * and then nothing has been written. Consumption goes by the price and the period of the day of the reading.
 */
export async function recordReadings(
  tx: Tx,
  actor: Actor,
  how: { readonly at: Instant; readonly source: ReadingSource },
  inputs: readonly ReadingInput[],
): Promise<{ readonly results: Recorded[] } | (ReadingRefused & { readonly index: number })> {
  const { siteId } = actor;
  const ids = inputs.map(({ meterId }) => meterId);
  await lockCredits(tx, siteId, ids);
  const meters = await metersForReading(tx, siteId, ids, how.at);
  const known = Map.groupBy(await readingsAt(tx, siteId, inputs), ({ meter_id }) => meter_id);
  const judged: (Judgement | null)[] = [];
  for (const [index, input] of inputs.entries()) {
    const one = judge(input, meters.get(input.meterId), known.get(input.meterId) ?? [], how.at);
    if (one !== null && 'refused' in one) return { ...one, index };
    judged.push(one);
  }
  const fresh = judged.filter((one) => one !== null);
  const charge = await charges(tx, siteId, fresh);
  if ('refused' in charge) {
    const index = inputs.findIndex(({ meterId }) => meters.get(meterId)?.meter_no === charge.facts.meterNo);
    return { ...charge, index };
  }
  if (fresh.length > 0) {
    const readingIds = await insertReadings(
      tx,
      actor,
      how,
      fresh.flatMap(({ readings }) => readings),
    );
    await moveCredits(tx, actor, how.at, movesOf(charge.moves, readingIds));
  }
  return { results: judged.map((one, index) => resultOf(one, known.get(ids[index]!), charge.moves)) };
}

const movesOf = (
  moves: ReadonlyMap<string, { amount: number; priceVersionId: string | null }>,
  readingIds: ReadonlyMap<string, string>,
): ReadingMove[] =>
  [...moves].map(([meterId, { amount, priceVersionId }]) => ({
    meterId,
    kind: amount > 0 ? 'consumption' : 'correction',
    amount: -amount,
    document: { kind: 'reading', id: readingIds.get(meterId)! },
    priceVersionId,
  }));

function resultOf(
  one: Judgement | null,
  known: readonly KnownReading[] | undefined,
  moves: ReadonlyMap<string, { amount: number }>,
): Recorded {
  if (one === null) return { recorded: false, used: milli(0), mark: known?.[0]?.mark ?? 'plain', charged: 0 };
  return { recorded: true, used: one.used.total, mark: one.mark, charged: moves.get(one.input.meterId)?.amount ?? 0 };
}
