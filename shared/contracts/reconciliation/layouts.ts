import { z } from 'zod';
import { SHEET_TAKERS, sheetLayoutSchema, voucherLayoutSchema } from '../../reconciliation/layouts.ts';
import { query } from '../contract.ts';

export const layouts = query({
  module: 'reconciliation',
  name: 'layouts',
  title: { zh: '财务文件', en: 'Files for finance' },
  posts: [...SHEET_TAKERS],
  input: z.strictObject({}),
  output: z.object({
    voucher: voucherLayoutSchema,
    sheet: sheetLayoutSchema,
    /** Months with anything in them, the newest first; vouchers are made of closed ones. */
    months: z.array(z.object({ month: z.string(), closed: z.boolean() })),
    /** Vouchers are for this post, too. */
    vouchers: z.boolean(),
    can: z.array(z.string()),
  }),
  refusals: [],
});
