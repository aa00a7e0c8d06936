import { z } from 'zod';
import { serialSchema } from '../../cards/view.ts';
import { reasonSchema } from '../../metering/view.ts';
import { operation } from '../contract.ts';

export const receiveCards = operation({
  module: 'cards',
  name: 'receive-cards',
  title: { zh: '空白卡入库', en: 'Receive blank cards' },
  help: { zh: '每行一个卡号（卡面或测卡所示）。', en: 'One serial number a line, as printed or as a test shows it.' },
  posts: ['vending-technician', 'vending-supervisor'],
  input: z.strictObject({
    serials: z.array(serialSchema).min(1).max(200),
    /** The delivery note or purchase they came by. */
    reference: reasonSchema,
  }),
  output: z.object({ received: z.int(), inStock: z.int() }),
  refusals: ['card.serial_known', 'card.blacklisted'],
  fields: { serials: { zh: '卡号', en: 'Serial numbers' }, reference: { zh: '来源单据', en: 'Delivery note' } },
});
