import { z } from 'zod';
import { paygoSerialSchema } from '../../tokens/view.ts';
import { TOKEN_WRITERS } from '../../tokens/who.ts';
import { idSchema } from '../../values/ids.ts';
import { positiveQuantitySchema } from '../../values/quantity.ts';
import { operation } from '../contract.ts';

export const registerPaygoMeter = operation({
  module: 'tokens',
  name: 'register-paygo-meter',
  title: { zh: '登记OpenPAYGO表', en: 'Register an OpenPAYGO meter' },
  help: {
    zh: '设备密钥由厂家文件装入密钥文件，这里只填序列号。每一级是一个充值码数值代表的额度。',
    en: 'The device key comes with the key file; only the serial is entered. A step is what one value of a token gives.',
  },
  posts: TOKEN_WRITERS,
  input: z.strictObject({
    meterId: idSchema,
    serial: paygoSerialSchema,
    /** Of a meter that counts energy or volume. */
    stepMilli: positiveQuantitySchema,
    extended: z.boolean().default(false),
    restricted: z.boolean().default(false),
    /** The count of the last token the device has seen, where it comes from another system. */
    count: z.int().min(0).max(1_000_000).default(0),
  }),
  output: z.object({ meterId: idSchema, number: z.string() }),
  refusals: [
    'record.not_found',
    'meter.retired',
    'token.not_keypad',
    'token.unit_unfit',
    'token.registered',
    'token.number_taken',
    'token.no_key',
    'token.keys_unreachable',
  ],
  fields: {
    meterId: { zh: '表', en: 'Meter' },
    serial: { zh: '设备序列号', en: 'Serial number' },
    stepMilli: { zh: '每级额度', en: 'Credit of one step' },
    extended: { zh: '加长码（12位）', en: 'Extended tokens (12 digits)' },
    restricted: { zh: '键盘只有1至4', en: 'Keypad with 1 to 4 only' },
    count: { zh: '设备当前计数', en: 'Present count of the device' },
  },
});
