/** The PDF of one recorded print. */
import { z } from 'zod';
import { idSchema } from '../../../../shared/values/ids.ts';
import { renderPdf } from '../../../platform/documents/document.ts';
import { download } from '../../../platform/http/route.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import type { PrintRow } from '../load-sale.ts';
import { slipOfPrint } from '../slip-of-print.ts';

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
    const { sale, model } = await slipOfPrint(tx, siteId, print);
    return {
      contentType: 'application/pdf',
      fileName: `${sale.slip_no}.pdf`,
      body: await renderPdf(model),
      inline: true,
    };
  },
});
