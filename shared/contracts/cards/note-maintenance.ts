import { z } from 'zod';
import { careSchema } from '../../cards/view.ts';
import { careKindSchema } from '../../cards/words.ts';
import { reasonSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const noteMaintenance = operation({
  module: 'cards',
  name: 'note-maintenance',
  title: { zh: '记卡维护', en: 'Note maintenance of a card' },
  posts: ['vending-clerk', 'vending-technician'],
  proves: [
    { duty: '3.clerk.4', by: 'test/scenarios/card-maintenance.test.ts' },
    { duty: '2.clerk.4', by: 'test/scenarios/card-and-meter-faults.test.ts' },
  ],
  input: z.strictObject({ cardId: idSchema, kind: careKindSchema.exclude(['test', 'taught']), text: reasonSchema }),
  output: careSchema,
  refusals: ['record.not_found'],
  fields: {
    cardId: { zh: '卡', en: 'Card' },
    kind: { zh: '做了什么', en: 'What was done' },
    text: { zh: '说明', en: 'Words' },
  },
});
