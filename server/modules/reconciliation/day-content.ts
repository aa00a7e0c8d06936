/** The content of a day's sheet, read after the day was sealed: nothing can be added to it any more. */
import { type DayContent, dayContentSchema } from '../../../shared/reconciliation/day-content.ts';
import type { SlipContent } from '../../../shared/reconciliation/slip-content.ts';
import type { SlipState } from '../../../shared/reconciliation/slip-states.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { negate, ZERO } from '../../../shared/values/money.ts';
import type { SealedDay } from '../../platform/chain/seal.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { houseOf } from '../posts/index.ts';
import { commodityLines, dayTenders, drawerLines } from './rules/day-content.ts';
import { addSums, compareSums, type Sums, sumsOfSlips } from './rules/day-sums.ts';
import { daysBetween, refundsOutsideDrawers, sumsOfDocuments, sumsOfLedger } from './store/books.ts';
import { lastSheetBefore } from './store/sheets.ts';
import { contentOf, type SlipRow, slipsOfDay } from './store/slips.ts';

export interface DayToDraft {
  readonly siteId: string;
  readonly number: number;
  readonly sealed: SealedDay;
  readonly now: Instant;
}

export async function dayContent(tx: Tx, { siteId, number, sealed, now }: DayToDraft): Promise<DayContent> {
  const { businessDate } = sealed;
  const rows = await slipsOfDay(tx, siteId, businessDate);
  const slips = rows.map(contentOf);
  const outside = await refundsOutsideDrawers(tx, siteId, businessDate);
  const ofSlips = addSums(
    sumsOfSlips(slips),
    new Map(outside.map((refund) => [`tender.${refund.tender}`, negate(refund.refundedFen)])),
  );
  const manifest = JSON.parse(sealed.manifest) as { chains: { count: number }[] };
  return dayContentSchema.parse({
    format: 'zhishou-day-sheet-1',
    site: siteId,
    house: (await houseOf(tx, siteId)).name,
    number,
    businessDate,
    closedAt: now,
    slips: rows.map((row, index) => slipLine(row, slips[index]!)),
    trade: commodityLines(slips),
    tenders: dayTenders(slips, outside),
    drawers: drawerLines(slips),
    overFen: amountOf(ofSlips, 'over'),
    shortFen: amountOf(ofSlips, 'short'),
    reversals: onceBy(
      slips.flatMap((slip) => slip.reversals),
      (reversal) => reversal.number,
    ),
    undelivered: slips.flatMap((slip) => slip.undelivered),
    priceVersions: onceBy(
      slips.flatMap((slip) => slip.priceVersions),
      (version) => version.versionId,
    ),
    compared: compareSums(
      ofSlips,
      await sumsOfDocuments(tx, siteId, businessDate),
      await sumsOfLedger(tx, siteId, businessDate),
    ),
    caseNumber: null,
    quietDays: await quietDays(tx, siteId, sealed),
    day: {
      digest: sealed.digest,
      chains: manifest.chains.length,
      records: manifest.chains.reduce((records, chain) => records + chain.count, 0),
      previousDay: sealed.previousDay,
      previousDigest: sealed.previousDigest,
    },
  } satisfies DayContent);
}

const amountOf = (sums: Sums, key: string) => sums.get(key) ?? ZERO;

const onceBy = <T>(items: readonly T[], key: (item: T) => unknown): T[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
];

const slipLine = (row: SlipRow, content: SlipContent) => ({
  slipId: row.slip_id,
  number: row.number,
  session: content.session,
  custodianName: content.custodianName,
  receivedFen: row.received_fen,
  refundedFen: row.refunded_fen,
  overShortFen: row.over_short_fen,
  closingCase: content.cash.closingCase,
  contentDigest: row.content_digest,
  state: row.state as SlipState,
});

/** Days without a drawer since the last sheet; what little was recorded on them is sealed along with this day. */
async function quietDays(tx: Tx, siteId: string, { businessDate }: SealedDay) {
  const last = await lastSheetBefore(tx, siteId, businessDate);
  return last === null ? [] : daysBetween(tx, siteId, last, businessDate);
}
