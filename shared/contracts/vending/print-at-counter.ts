import { z } from 'zod';
import { orderEndSchema } from '../../devices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const printAtCounter = operation({
  module: 'vending',
  name: 'print-at-counter',
  title: { zh: '在本机小票机打印', en: 'Print on this counter’s printer' },
  help: {
    zh: '直接在本终端的小票打印机上出凭证；没有打出来的，同一张凭证可再用浏览器打印。',
    en: 'Prints the slip on the printer of this terminal; if it does not come out, the same print is there as a PDF.',
  },
  posts: ['vending-clerk', 'cashier', 'vending-supervisor'],
  input: z.strictObject({ saleId: idSchema, reason: z.string().trim().min(2).max(200).optional() }),
  output: z.object({
    printId: idSchema,
    printNo: z.int(),
    /** The PDF of this very print, for when the printer fails. */
    url: z.string(),
    end: orderEndSchema,
  }),
  refusals: ['record.not_found', 'slip.reason_needed', 'terminal.none', 'terminal.closed', 'terminal.no_printer'],
  fields: { reason: { zh: '补打原因', en: 'Reason of the reprint' } },
});
