import { z } from 'zod';
import { LAYOUT_FIELDS, voucherLayoutSchema, voucherSpecSchema } from '../../reconciliation/layouts.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const setVoucherLayout = operation({
  module: 'reconciliation',
  name: 'set-voucher-layout',
  title: { zh: '设定凭证格式', en: 'Set the layout of vouchers' },
  help: {
    zh: '列的次序、标题和科目对照按财务系统的要求设定；每次更改留有版本。',
    en: 'Order and titles of the columns and the accounts, as the finance system wants them; every change is a version.',
  },
  posts: ['finance', 'funds-administrator'],
  sign: 'pin',
  input: z.strictObject({
    ...voucherSpecSchema.shape,
    reason: z.string().trim().min(2).max(200),
    signatures: z.array(idSchema).min(1),
  }),
  output: voucherLayoutSchema,
  refusals: [],
  fields: LAYOUT_FIELDS,
});
