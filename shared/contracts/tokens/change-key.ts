import { z } from 'zod';
import { signaturesSchema } from '../../tills/signed.ts';
import {
  baseYearSchema,
  keyRevisionSchema,
  keyTypeSchema,
  madeTokensSchema,
  supplyGroupSchema,
  tariffIndexSchema,
} from '../../tokens/view.ts';
import { TOKEN_WRITERS } from '../../tokens/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** From here on credit is made under the new key: the meter takes it only after the sections have been typed in. */
export const changeKey = operation({
  module: 'tokens',
  name: 'change-key',
  title: { zh: '换密钥', en: 'Change the key' },
  help: {
    zh: '生成一组换密钥码，须按顺序全部输入表中；之后的充值码都用新密钥。',
    en: 'Makes a set of key change tokens, all to be typed in in order; credit from then on is under the new key.',
  },
  posts: TOKEN_WRITERS,
  input: z.strictObject({
    meterId: idSchema,
    supplyGroup: supplyGroupSchema,
    tariffIndex: tariffIndexSchema,
    keyRevision: keyRevisionSchema,
    keyType: keyTypeSchema,
    baseYear: baseYearSchema,
    reason: z.string().trim().min(2).max(200),
    signatures: signaturesSchema,
  }),
  output: madeTokensSchema,
  refusals: [
    'record.not_found',
    'token.not_sts',
    'token.same_key',
    'token.unfinished',
    'token.base_over',
    'token.no_key',
    'token.no_tables',
    'token.keys_unreachable',
  ],
  sign: 'pin',
  fields: {
    meterId: { zh: '表', en: 'Meter' },
    supplyGroup: { zh: '新供应组代码 SGC', en: 'New supply group code' },
    tariffIndex: { zh: '新费率号 TI', en: 'New tariff index' },
    keyRevision: { zh: '新密钥版本 KRN', en: 'New key revision' },
    keyType: { zh: '密钥类型 KT', en: 'Key type' },
    baseYear: { zh: '基准日期（该年1月1日）', en: 'Base date (1 January of)' },
    reason: { zh: '原因', en: 'Reason' },
  },
});
