import { z } from 'zod';
import { remittanceSchema } from '../../reconciliation/remittance.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const attachReceipt = operation({
  module: 'reconciliation',
  name: 'attach-receipt',
  title: { zh: '附回单照片', en: 'Attach the receipt' },
  help: {
    zh: '银行回单或财务收据的照片：JPEG、PNG 或 WebP，不超过 10 MB；存入后不能更换或删除。',
    en: 'A picture of the receipt: JPEG, PNG or WebP, up to 10 MB; once kept it is neither changed nor deleted.',
  },
  posts: ['cashier', 'vending-clerk', 'funds-administrator', 'finance'],
  maxBody: 15 * 1024 * 1024,
  input: z.strictObject({
    remittanceId: idSchema,
    fileName: z.string().trim().min(1).max(200),
    imageBase64: z.base64().min(1),
  }),
  output: remittanceSchema,
  refusals: ['record.not_found', 'attachment.refused'],
  fields: { fileName: { zh: '文件名', en: 'File name' }, imageBase64: { zh: '照片', en: 'Picture' } },
});
