import { z } from 'zod';
import { numberSchema } from '../../metering/view.ts';
import { tokenSchema } from '../../tokens/view.ts';
import { TOKEN_READERS } from '../../tokens/who.ts';
import { tokenKindSchema } from '../../tokens/words.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const tokens = query({
  module: 'tokens',
  name: 'tokens',
  title: { zh: '充值码', en: 'Tokens' },
  help: {
    zh: '发出的每一个码。号码遮盖，只留后四位；要看全部号码须写明原因。',
    en: 'Every token made. Digits are covered but for the last four; to see all of them, say why.',
  },
  posts: TOKEN_READERS,
  input: z.strictObject({
    tokenId: idSchema.optional(),
    meterId: idSchema.optional(),
    meterNo: numberSchema.optional(),
    kind: tokenKindSchema.optional(),
    after: z.string().max(80).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(tokenSchema), next: z.string().optional() }),
  refusals: [],
  columns: [
    { key: 'reservedAt', title: { zh: '时间', en: 'At' }, as: 'instant' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'kind', title: { zh: '种类', en: 'Kind' }, as: 'state' },
    { key: 'masked', title: { zh: '号码', en: 'Digits' }, as: 'code' },
    { key: 'creditMilli', title: { zh: '额度', en: 'Credit' }, as: 'quantity' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'personName', title: { zh: '经办人', en: 'By' } },
    { key: 'reason', title: { zh: '原因', en: 'Reason' } },
  ],
});
