import { z } from 'zod';
import { madeTokensSchema } from '../../tokens/view.ts';
import { TOKEN_WRITERS } from '../../tokens/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** Not encrypted and worth nothing: the meter shows or tests what the bits of the control field ask for. */
export const issueTestToken = operation({
  module: 'tokens',
  name: 'issue-test-token',
  title: { zh: '生成测试码', en: 'Make a test token' },
  help: {
    zh: '让STS表自检或显示内部数据。控制位由厂家说明书给出，全1为全部测试。',
    en: 'Has an STS meter test itself or show what it holds. The control bits are in its manual; all ones is everything.',
  },
  posts: TOKEN_WRITERS,
  input: z.strictObject({
    meterId: idSchema,
    /** Two digits: 36 bits of control; four digits: 28 bits. */
    manufacturer: z
      .string()
      .regex(/^(\d{2}|\d{4})$/)
      .default('00'),
    /** Hexadecimal. */
    control: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[0-9a-f]{1,9}$/)
      .default('fffffffff'),
  }),
  output: madeTokensSchema,
  refusals: ['record.not_found', 'token.not_sts', 'token.control_long'],
  fields: {
    meterId: { zh: '表', en: 'Meter' },
    manufacturer: { zh: '厂家代码（2位或4位）', en: 'Manufacturer (2 or 4 digits)' },
    control: { zh: '控制位（十六进制）', en: 'Control bits (hexadecimal)' },
  },
});
