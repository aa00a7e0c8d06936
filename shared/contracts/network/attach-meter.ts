import { z } from 'zod';
import { addressSchema, customerNoSchema } from '../../network/view.ts';
import { LINE_WRITERS } from '../../network/who.ts';
import { attachResultSchema, protocolSchema } from '../../network/words.ts';
import { idSchema } from '../../values/ids.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { operation } from '../contract.ts';

export const attachMeter = operation({
  module: 'network',
  name: 'attach-meter',
  title: { zh: '表计接入线路', en: 'Attach a meter to a line' },
  help: {
    zh: '接入时会向表计读取地址和表号核对，不符不予接入。',
    en: 'The meter is asked for its address and number; it is attached only when they agree.',
  },
  posts: LINE_WRITERS,
  input: z.strictObject({
    meterId: idSchema,
    lineId: idSchema,
    protocol: protocolSchema,
    address: addressSchema,
    customerNo: customerNoSchema.optional(),
    ratesItself: z.boolean().default(false),
    hoardLimitFen: positiveMoneySchema.optional(),
    /** Where the meter says another number than the books: the number it says, typed. */
    saysNumber: customerNoSchema.optional(),
  }),
  /** Only `attached` changed anything. */
  output: z.object({ meterId: idSchema, result: attachResultSchema, saidNumber: z.string().nullable() }),
  refusals: [
    'record.not_found',
    'meter.retired',
    'meter.not_network',
    'meter.on_line',
    'line.closed',
    'line.address_taken',
    'line.address_unfit',
  ],
  fields: {
    meterId: { zh: '表', en: 'Meter' },
    lineId: { zh: '线路', en: 'Line' },
    protocol: { zh: '规约', en: 'Protocol' },
    address: { zh: '通信地址', en: 'Address' },
    customerNo: { zh: '表内客户编号', en: 'Customer number in the meter' },
    ratesItself: { zh: '表内计费（需下发电价）', en: 'Rates by itself' },
    hoardLimitFen: { zh: '囤积限额', en: 'Hoard limit' },
    saysNumber: { zh: '确认表内表号', en: 'Number the meter says' },
  },
});
