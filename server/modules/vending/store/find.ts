/** Finding sales. Every key has an index of its own; the id is by time, so the page after is "smaller ids". */
import type { SaleFilter } from '../../../../shared/vending/find.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { beginningWith, findCustomers } from '../../customers/index.ts';
import type { SaleRow } from './sales.ts';

const MOST_CUSTOMERS = 50;

export type Page = SaleFilter & { readonly after?: string | undefined; readonly limit: number };

export async function findSales(tx: Tx, siteId: string, page: Page): Promise<SaleRow[]> {
  let found = q.selectFrom('sale as s').selectAll('s').where('s.site_id', '=', siteId);
  const begins = (column: 'room_code' | 'account_no' | 'meter_no', text: string | undefined): void => {
    if (text === undefined) return;
    const [from, to] = beginningWith(text.toLowerCase());
    const lower = sql`lower(${sql.ref(`s.${column}`)})`;
    found = found.where(sql<boolean>`${lower} ~>=~ ${from} and ${lower} ~<~ ${to}`);
  };
  begins('room_code', page.room);
  begins('account_no', page.account);
  begins('meter_no', page.meter);
  if (page.slipNo !== undefined) found = found.where('s.slip_no', '=', page.slipNo);
  if (page.accountId !== undefined) found = found.where('s.account_id', '=', page.accountId);
  if (page.drawerSessionId !== undefined) found = found.where('s.drawer_session_id', '=', page.drawerSessionId);
  if (page.amountFen !== undefined) found = found.where('s.total_fen', '=', page.amountFen);
  if (page.from !== undefined) found = found.where('s.business_date', '>=', page.from);
  if (page.to !== undefined) found = found.where('s.business_date', '<=', page.to);
  if (page.commodity !== undefined) found = found.where('s.commodity', '=', page.commodity);
  if (page.state !== undefined) found = found.where('s.state', '=', page.state);
  if (page.after !== undefined) found = found.where('s.sale_id', '<', page.after);
  if (page.phone !== undefined) {
    const accounts = await accountsOfPhone(tx, siteId, page.phone);
    if (accounts.length === 0) return [];
    found = found.where('s.account_id', 'in', accounts);
  }
  return (await tx.many(found.orderBy('s.sale_id', 'desc').limit(page.limit))) as unknown as SaleRow[];
}

/** Households of the people whose phone ends so, now or before. */
async function accountsOfPhone(tx: Tx, siteId: string, tail: string): Promise<string[]> {
  const customers = await findCustomers(tx, siteId, tail, MOST_CUSTOMERS);
  const rows = await tx.prepared<{ account_id: string }>(
    'vending.accounts-of-customers',
    'select distinct account_id from occupant where site_id = $1 and customer_id = any($2::uuid[])',
    [siteId, customers],
  );
  return rows.map((row) => row.account_id);
}

/** The whole range for a file, page by page in the one snapshot of the transaction. */
export async function allSales(tx: Tx, siteId: string, filter: SaleFilter): Promise<SaleRow[]> {
  const rows: SaleRow[] = [];
  const limit = 1000;
  let after: string | undefined;
  do {
    const page = await findSales(tx, siteId, { ...filter, after, limit });
    rows.push(...page);
    after = page.length === limit ? page.at(-1)?.sale_id : undefined;
  } while (after !== undefined);
  return rows;
}
