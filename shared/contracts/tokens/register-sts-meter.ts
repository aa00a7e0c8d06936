import { z } from 'zod';
import {
  baseYearSchema,
  derivationSchema,
  encryptionSchema,
  keyRevisionSchema,
  keyTypeSchema,
  stsMeterNumberSchema,
  supplyGroupSchema,
  tariffIndexSchema,
} from '../../tokens/view.ts';
import { TOKEN_WRITERS } from '../../tokens/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** The key itself is never an input: it lies in the operator's key file or module, found by group and revision. */
export const registerStsMeter = operation({
  module: 'tokens',
  name: 'register-sts-meter',
  title: { zh: '登记STS充值码表', en: 'Register an STS meter' },
  help: {
    zh: '按表的铭牌和供应组通知填写。登记时会核对该供应组的售电密钥是否可用。',
    en: "As on the meter's plate and the notice of the supply group. The group's vending key must be at hand.",
  },
  posts: TOKEN_WRITERS,
  input: z.strictObject({
    meterId: idSchema,
    number: stsMeterNumberSchema,
    supplyGroup: supplyGroupSchema,
    tariffIndex: tariffIndexSchema.default('01'),
    keyRevision: keyRevisionSchema.default(1),
    keyType: keyTypeSchema.default('2'),
    encryption: encryptionSchema.default('11'),
    derivation: derivationSchema.default('04'),
    baseYear: baseYearSchema.default('2014'),
  }),
  output: z.object({ meterId: idSchema, number: z.string() }),
  refusals: [
    'record.not_found',
    'meter.retired',
    'token.not_keypad',
    'token.unit_unfit',
    'token.registered',
    'token.number_wrong',
    'token.number_taken',
    'token.algorithms_unfit',
    'token.base_over',
    'token.no_key',
    'token.no_tables',
    'token.keys_unreachable',
  ],
  fields: {
    meterId: { zh: '表', en: 'Meter' },
    number: { zh: '表号（11位、13位或18位）', en: 'Meter number (11, 13 or 18 digits)' },
    supplyGroup: { zh: '供应组代码 SGC', en: 'Supply group code' },
    tariffIndex: { zh: '费率号 TI', en: 'Tariff index' },
    keyRevision: { zh: '密钥版本 KRN', en: 'Key revision' },
    keyType: { zh: '密钥类型 KT', en: 'Key type' },
    encryption: { zh: '加密算法', en: 'Encryption' },
    derivation: { zh: '密钥分散算法', en: 'Key derivation' },
    baseYear: { zh: '基准日期（该年1月1日）', en: 'Base date (1 January of)' },
  },
});
