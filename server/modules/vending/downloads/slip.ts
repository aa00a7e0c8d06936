/** The PDF of one recorded print. */
import { z } from 'zod';
import { idSchema } from '../../../../shared/values/ids.ts';
import { renderPdf } from '../../../platform/documents/document.ts';
import { download } from '../../../platform/http/route.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { houseOf, personName } from '../../posts/index.ts';
import { digitsOfDocument } from '../../tokens/index.ts';
import { type PrintRow, paymentsOfDocuments } from '../load-sale.ts';
import { slipModel } from '../rules/slip.ts';
import { findSale } from '../store/sales.ts';

export const slipPdf = download({
  module: 'vending',
  name: 'slip.pdf',
  title: { zh: '凭证', en: 'Slip' },
  posts: ['vending-clerk', 'cashier', 'vending-supervisor'],
  input: z.strictObject({ printId: idSchema }),
  async run(tx, { siteId }, _clock, { printId }) {
    const [print] = await tx.prepared<PrintRow>(
      'vending.print',
      'select * from sale_print where site_id = $1 and print_id = $2',
      [siteId, printId],
    );
    if (print === undefined) return refuse('record.not_found');
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
      clerk: (await personName(tx, siteId, sale.person_id)) ?? '—',
    });
    return {
      contentType: 'application/pdf',
      fileName: `${sale.slip_no}.pdf`,
      body: await renderPdf(model),
      inline: true,
    };
  },
});
