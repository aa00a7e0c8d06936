import { z } from 'zod';
import { LIST_DATA, LIST_TAKERS } from '../../customers/list.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** Grants the taking of the customer list; the file itself is fetched once granted, by the same person, in ten minutes. */
export const releaseList = operation({
  module: 'customers',
  name: 'release-list',
  title: { zh: '导出客户名单', en: 'Take the list of customers' },
  help: {
    zh: '须写明原因并签字，文件末行印有导出人和时间。完整姓名、电话须另一人同意并签字。',
    en: 'Give the reason and sign; the last line of the file names who took it and when. Names and phones in full leave the house with a second person’s signature only.',
  },
  posts: [...LIST_TAKERS],
  sign: 'pin',
  input: z.strictObject({
    data: z.enum(LIST_DATA),
    reason: z.string().trim().min(2).max(200),
    signatures: signaturesSchema,
  }),
  output: z.object({ releaseId: idSchema, rows: z.int(), until: instantSchema }),
  refusals: ['customer.none', 'signature.needed', 'signature.content'],
  fields: {
    data: { zh: '内容', en: 'Content' },
    'data.masked': { zh: '姓名、电话打码', en: 'Names and phones masked' },
    'data.full': { zh: '完整姓名、电话', en: 'Names and phones in full' },
    reason: { zh: '原因', en: 'Reason' },
  },
});
