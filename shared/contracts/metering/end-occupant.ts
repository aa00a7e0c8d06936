import { z } from 'zod';
import { METERING_WRITERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const endOccupant = operation({
  module: 'metering',
  name: 'end-occupant',
  title: { zh: '住户搬出', en: 'An occupant leaves' },
  help: {
    zh: '户和余额不变；整户搬出请办理销户。',
    en: 'Account and credit stay; when the whole household leaves, close the account.',
  },
  posts: METERING_WRITERS,
  input: z.strictObject({ occupantId: idSchema }),
  output: z.object({ occupantId: idSchema }),
  refusals: ['record.not_found'],
  fields: { occupantId: { zh: '住户', en: 'Occupant' } },
});
