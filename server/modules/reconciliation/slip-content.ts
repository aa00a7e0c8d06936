/**
 * The content of a session's slip, from the rows of the session as they stood when it was closed. Reads only; the
 * case of a gap in the slip numbers is opened by the operation and handed in.
 */
import type { PostKey } from '../../../shared/posts.ts';
import { type SlipContent, slipContentSchema } from '../../../shared/reconciliation/slip-content.ts';
import { addMoney, ZERO } from '../../../shared/values/money.ts';
import { chainDigest } from '../../platform/chain/seal.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { houseOf, personName } from '../posts/index.ts';
import { tenderTotals, tradeLines } from './rules/trade-lines.ts';
import { rightsNotPrinted } from './store/rights.ts';
import { cashLinesOf, countsOf, type EndedSession } from './store/sessions.ts';
import { caseNumbers, paymentsOf, reprintsOf, reversalsOf, type SoldRow, salesOf } from './store/trade.ts';

export interface SlipToMake {
  readonly siteId: string;
  readonly number: number;
  readonly session: EndedSession;
  /** The case of a gap in the numbers of the session's sale slips. */
  readonly gapCase: string | null;
}

export async function slipContent(tx: Tx, { siteId, number, session, gapCase }: SlipToMake): Promise<SlipContent> {
  const house = await houseOf(tx, siteId);
  const of = { siteId, drawerSessionId: session.drawer_session_id, closedAt: session.closed_at };
  const sales = await salesOf(tx, of);
  const payments = await paymentsOf(tx, of);
  const undelivered = sales.filter((sale) => !sale.settled);
  const cases = await caseNumbers(tx, siteId, [
    session.opening_case_id,
    session.closing_case_id,
    ...undelivered.map((sale) => sale.caseId),
  ]);
  const caseNumber = (id: string | null): string | null => (id === null ? null : (cases.get(id) ?? null));
  const chain = await chainDigest(tx, siteId, session.chain_id);
  return slipContentSchema.parse({
    format: 'zhishou-slip-1',
    site: siteId,
    house: house.name,
    number,
    ...(await headOf(tx, siteId, session)),
    singleOperator: house.single_operator,
    sales: { ...salesSummary(sales), reprints: await reprintsOf(tx, of), gapCase },
    trade: tradeLines(sales, payments),
    tenders: tenderTotals(payments),
    reversals: await reversalsOf(tx, of),
    cash: {
      carriedFen: session.carried_fen,
      openingFen: session.opening_fen,
      lines: await cashLinesOf(tx, siteId, session.drawer_session_id),
      expectedFen: session.expected_fen,
      countedFen: session.counted_fen,
      overShortFen: session.over_short_fen,
      reason: session.closing_reason,
      openingCase: caseNumber(session.opening_case_id),
      closingCase: caseNumber(session.closing_case_id),
      counts: await countsOf(tx, siteId, session.drawer_session_id),
    },
    undelivered: undelivered.map((sale) => ({
      saleId: sale.saleId,
      slipNo: sale.slipNo,
      amountFen: sale.totalFen,
      caseNumber: caseNumber(sale.caseId),
    })),
    priceVersions: [...new Map(sales.map(({ priceVersion }) => [priceVersion.versionId, priceVersion])).values()],
    rights: await rightsNotPrinted(tx, siteId),
    chain: {
      records: chain.count,
      digest: chain.digest,
      previousDay: chain.previousDay,
      previousDigest: chain.previousDigest,
    },
  } satisfies SlipContent);
}

async function headOf(tx: Tx, siteId: string, session: EndedSession) {
  return {
    drawerSessionId: session.drawer_session_id,
    session: session.slip_prefix,
    drawerCode: session.code,
    drawerName: session.name,
    businessDate: session.business_date,
    custodianId: session.custodian_id,
    custodianName: (await personName(tx, siteId, session.custodian_id)) ?? '',
    custodianPost: session.custodian_post as PostKey,
    handedOver: session.state === 'handed-over',
    openedAt: session.opened_at,
    closedAt: session.closed_at,
  };
}

const salesSummary = (sales: readonly SoldRow[]) => ({
  count: sales.length,
  amountFen: addMoney(ZERO, ...sales.map((sale) => sale.totalFen)),
  firstSlipNo: sales[0]?.slipNo ?? null,
  lastSlipNo: sales.at(-1)?.slipNo ?? null,
});
