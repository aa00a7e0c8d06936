/** What one recorded print says: the same on paper of every kind. */
import type { Tx } from '../../platform/db/tx.ts';
import type { DocumentModel } from '../../platform/documents/model.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { houseOf, personName } from '../posts/index.ts';
import { digitsOfDocument } from '../tokens/index.ts';
import { type PrintRow, paymentsOfDocuments } from './load-sale.ts';
import { slipModel } from './rules/slip.ts';
import { findSale, type SaleRow } from './store/sales.ts';

export async function slipOfPrint(
  tx: Tx,
  siteId: string,
  print: PrintRow,
): Promise<{ readonly sale: SaleRow; readonly model: DocumentModel }> {
  const sale = (await findSale(tx, siteId, { saleId: print.sale_id })) ?? refuse('record.not_found');
  const house = await houseOf(tx, siteId);
  const [category] = await tx.prepared<{ title_zh: string }>(
    'vending.category',
    'select title_zh from user_category where site_id = $1 and category_code = $2',
    [siteId, sale.category_code],
  );
  const model = slipModel({
    sale,
    print,
    payments: await paymentsOfDocuments(tx, siteId, [sale.sale_id]),
    house: { name: house.name, timeZone: house.time_zone, singleOperator: house.single_operator },
    category: category?.title_zh ?? sale.category_code,
    tokenDigits: sale.delivery === 'token' ? await digitsOfDocument(tx, siteId, sale.sale_id) : [],
    ...(await namesOn(tx, siteId, sale)),
  });
  return { sale, model };
}

/** Both, where a clerk prepared the sale and the cash window took the money. */
async function namesOn(tx: Tx, siteId: string, sale: SaleRow): Promise<{ clerk: string; cashier: string | null }> {
  const taker = (await personName(tx, siteId, sale.person_id)) ?? '—';
  if (sale.prepared_by === null) return { clerk: taker, cashier: null };
  return { clerk: (await personName(tx, siteId, sale.prepared_by)) ?? '—', cashier: taker };
}
