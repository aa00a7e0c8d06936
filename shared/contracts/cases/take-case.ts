import { z } from 'zod';
import { caseWithEventsSchema } from '../../cases/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const takeCase = operation({
  module: 'cases',
  name: 'take-case',
  title: { zh: '受理', en: 'Take in hand' },
  posts: [
    'vending-supervisor',
    'vending-technician',
    'service-manager',
    'campus-director',
    'centre-leader',
    'general-manager',
    'finance',
  ],
  input: z.strictObject({ caseId: idSchema }),
  output: caseWithEventsSchema,
  refusals: ['record.not_found', 'state.illegal_move', 'case.party', 'case.not_above', 'incident.technician_only'],
});
