import { z } from 'zod';
import { meterSchema, meterStandingSchema, meterStateSchema } from '../../metering/view.ts';
import { METERING_READERS } from '../../metering/who.ts';
import { deliveryKindSchema } from '../../metering/words.ts';
import { idSchema } from '../../values/ids.ts';
import { commoditySchema } from '../../values/quantity.ts';
import { query } from '../contract.ts';

export const meters = query({
  module: 'metering',
  name: 'meters',
  title: { zh: '表', en: 'Meters' },
  posts: METERING_READERS,
  input: z.strictObject({
    meterId: idSchema.optional(),
    premiseId: idSchema.optional(),
    commodity: commoditySchema.optional(),
    delivery: deliveryKindSchema.optional(),
    state: meterStateSchema.optional(),
    standing: meterStandingSchema.optional(),
    /** The beginning of the meter number. */
    find: z.string().trim().max(40).optional(),
    after: z.string().max(40).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(meterSchema), next: z.string().optional() }),
  refusals: [],
  columns: [
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'accountNo', title: { zh: '户号', en: 'Account' }, as: 'code' },
    { key: 'commodity', title: { zh: '种类', en: 'Commodity' }, as: 'state' },
    { key: 'delivery', title: { zh: '充值方式', en: 'Delivery' }, as: 'state' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'credit', title: { zh: '余额', en: 'Balance' } },
    { key: 'registerMilli', title: { zh: '读数', en: 'Register' }, as: 'quantity' },
    { key: 'readAt', title: { zh: '抄表时间', en: 'Read at' }, as: 'instant' },
  ],
});
