/** What a sale decides by besides meter and price: one round trip, which also locks the household's account. */
import type { Basis, Period } from '../../../../shared/rating/tariff.ts';
import { periodOf } from '../../../../shared/rating/tariff.ts';
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import { fen, type Money } from '../../../../shared/values/money.ts';
import { type Commodity, type Milli, milli } from '../../../../shared/values/quantity.ts';
import { FIRST_LIMITS, type SaleLimits } from '../../../../shared/vending/limits.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { consumedInPeriod } from '../../metering/index.ts';

export interface SaleFacts {
  readonly bought: Readonly<Record<Period, Milli>>;
  /** Left over from earlier sales and not set aside for one that is undelivered or to be paid back. May be negative. */
  readonly freeFen: number;
  readonly arrearsFen: Money;
  /** The slip number of a sale of this meter that is not delivered yet. */
  readonly openSlip: string | null;
  /** The account's last purchases of the commodity, latest first. */
  readonly lastTotals: readonly Money[];
  readonly limits: SaleLimits;
}

interface Row {
  readonly month_milli: Milli;
  readonly year_milli: Milli;
  readonly all_milli: Milli;
  readonly owed_fen: Money;
  readonly reserved_fen: Money;
  readonly arrears_fen: Money;
  readonly open_slip: string | null;
  readonly usual_fen: readonly Money[];
  readonly lowest_fen: Money | null;
  readonly highest_fen: Money | null;
  readonly retype_fen: Money | null;
  readonly times_usual: number | null;
}

export interface FactsOf {
  readonly accountId: string;
  readonly meterId: string;
  readonly commodity: Commodity;
  readonly date: BusinessDate;
}

/** `lock` waits for other counters selling to the household; a quotation reads without it. */
export async function saleFacts(tx: Tx, siteId: string, of: FactsOf, lock = true): Promise<SaleFacts> {
  const [row] = await tx.prepared<Row>('vending.sale-facts', 'select * from sale_facts($1, $2, $3, $4, $5, $6, $7)', [
    siteId,
    of.accountId,
    of.meterId,
    of.commodity,
    periodOf(of.date, 'month').from,
    periodOf(of.date, 'year').from,
    lock,
  ]);
  const found = row!;
  return {
    bought: { month: found.month_milli, year: found.year_milli, none: found.all_milli },
    freeFen: found.owed_fen - found.reserved_fen,
    arrearsFen: found.arrears_fen,
    openSlip: found.open_slip,
    lastTotals: found.usual_fen,
    limits: limitsOf(found),
  };
}

export const limitsOf = (
  row: Pick<Row, 'lowest_fen' | 'highest_fen' | 'retype_fen' | 'times_usual'> | undefined,
): SaleLimits => ({
  lowestFen: row?.lowest_fen ?? FIRST_LIMITS.lowestFen,
  highestFen: row?.highest_fen ?? FIRST_LIMITS.highestFen,
  retypeFen: row?.retype_fen ?? FIRST_LIMITS.retypeFen,
  timesUsual: row?.times_usual ?? FIRST_LIMITS.timesUsual,
});

export const residueOf = (facts: SaleFacts): Money => fen(Math.max(0, facts.freeFen));

interface Ladder {
  readonly period: Period;
  readonly basis: Basis;
}

/** Where the household stands on the ladder: what it bought, or what its meter counted, in the tariff's period. */
export async function alreadyUsed(
  tx: Tx,
  siteId: string,
  of: FactsOf & { readonly ladder: Ladder; readonly facts: SaleFacts },
): Promise<Milli> {
  const { period, basis } = of.ladder;
  if (basis === 'purchased') return milli(of.facts.bought[period]);
  return consumedInPeriod(tx, siteId, of.meterId, periodOf(of.date, period));
}
