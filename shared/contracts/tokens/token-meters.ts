import { z } from 'zod';
import { numberSchema } from '../../metering/view.ts';
import { tokenMeterSchema } from '../../tokens/view.ts';
import { TOKEN_READERS } from '../../tokens/who.ts';
import { tokenSchemeSchema } from '../../tokens/words.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const tokenMeters = query({
  module: 'tokens',
  name: 'token-meters',
  title: { zh: '充值码表', en: 'Token meters' },
  help: {
    zh: '用键盘输入充值码的表，及其密钥资料。密钥本身不在系统数据库里。',
    en: 'Meters that take digits, and what their keys are found by. The keys themselves are not in the database.',
  },
  posts: TOKEN_READERS,
  input: z.strictObject({
    meterId: idSchema.optional(),
    /** The beginning of the meter number. */
    meterNo: numberSchema.optional(),
    scheme: tokenSchemeSchema.optional(),
    /** After this meter number. */
    after: z.string().max(40).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(tokenMeterSchema), next: z.string().optional() }),
  refusals: [],
  columns: [
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'scheme', title: { zh: '体系', en: 'Scheme' }, as: 'state' },
    { key: 'number', title: { zh: '识别号', en: 'Number' }, as: 'code' },
    { key: 'supplyGroup', title: { zh: '供应组', en: 'Supply group' }, as: 'code' },
    { key: 'keyRevision', title: { zh: '密钥版本', en: 'Key revision' } },
    { key: 'lastsUntil', title: { zh: '码号可用至', en: 'Identifiers last until' }, as: 'instant' },
    { key: 'tokens', title: { zh: '已发充值码', en: 'Tokens issued' } },
    { key: 'lastIssuedAt', title: { zh: '最近一次', en: 'Last issued' }, as: 'instant' },
  ],
});
