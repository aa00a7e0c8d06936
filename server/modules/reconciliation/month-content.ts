/** The content of a month's statement, and what in it does not agree. Reads only. */
import type { Comparison, MonthContent } from '../../../shared/reconciliation/month.ts';
import { addMoney, ZERO } from '../../../shared/values/money.ts';
import { COMMODITIES } from '../../../shared/values/quantity.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { houseOf } from '../posts/index.ts';
import {
  bundlesOf,
  casesOf,
  creditOf,
  daysOf,
  ledgerSums,
  type Month,
  recompute,
  remittancesOf,
  slipSums,
  tendersOf,
  tradeOf,
} from './store/month.ts';

const money = (
  zh: string,
  en: string,
  left: readonly [string, string, number],
  right: readonly [string, string, number],
) => compare([zh, en], left, right, 'money');

function compare(
  title: readonly [string, string],
  left: readonly [string, string, number],
  right: readonly [string, string, number],
  as: Comparison['as'],
): Comparison {
  return {
    title: { zh: title[0], en: title[1] },
    leftTitle: { zh: left[0], en: left[1] },
    left: left[2],
    rightTitle: { zh: right[0], en: right[1] },
    right: right[2],
    as,
  };
}

export const differing = (comparisons: readonly Comparison[]): Comparison[] =>
  comparisons.filter(({ left, right }) => left !== right);

export async function monthContent(tx: Tx, month: Month & { readonly number: number }): Promise<MonthContent> {
  const { siteId, from, number } = month;
  const days = await daysOf(tx, month);
  const tenders = await tendersOf(tx, month);
  const recomputed = await recompute(tx, month);
  const credit = await creditOf(tx, month);
  const slips = await slipSums(tx, month);
  const ledger = await ledgerSums(tx, month);
  const trade = await tradeOf(tx, month);
  const sheetsFen = addMoney(ZERO, ...days.map((day) => day.receivedFen));
  const paidFen = addMoney(ZERO, ...tenders.map((line) => line.receivedFen));
  return {
    format: 'zhishou-month-1',
    site: siteId,
    house: (await houseOf(tx, siteId)).name,
    number,
    month: from.slice(0, 7),
    days,
    trade,
    tenders,
    remittances: await remittancesOf(tx, month),
    recomputed,
    credit,
    bundles: await bundlesOf(tx, month),
    cases: await casesOf(tx, month),
    comparisons: [
      money(
        '日结单与日报表',
        'Slips and day sheets',
        ['日结单收款', 'Slips', slips.received],
        ['日报表收款', 'Day sheets', sheetsFen],
      ),
      money(
        '日报表与收款记录',
        'Day sheets and payments',
        ['日报表收款', 'Day sheets', sheetsFen],
        ['收款记录', 'Payments', paidFen],
      ),
      money(
        '收款记录与账',
        'Payments and the books',
        ['收款记录', 'Payments', paidFen],
        ['总账借方', 'Ledger', ledger.paidIn],
      ),
      compare(
        ['逐笔重算', 'Each sale reckoned again'],
        ['销售笔数', 'Sales', recomputed.sales],
        ['重算一致', 'Reckoned the same', recomputed.sales - recomputed.differing.length],
        'count',
      ),
      ...credit.map((line) =>
        compare(
          [
            `${COMMODITIES[line.commodity].title.zh}充值`,
            `Credit, ${COMMODITIES[line.commodity].title.en.toLowerCase()}`,
          ],
          ['售出并到账', 'Sold and delivered', line.soldAmount],
          ['表（户）内计入', 'Counted to the meters', line.issuedAmount],
          line.unit === 'money' ? 'money' : 'quantity',
        ),
      ),
    ],
  };
}
