import { z } from 'zod';
import { noteSchema } from '../../control/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const liftProtection = operation({
  module: 'control',
  name: 'lift-protection',
  overrules: true,
  title: { zh: '取消保障', en: 'Lift the protection' },
  posts: ['vending-supervisor'],
  sign: 'pin',
  input: z.strictObject({ protectionId: idSchema, note: noteSchema, signatures: z.array(idSchema).min(1).max(1) }),
  output: z.object({ protectionId: idSchema }),
  refusals: ['record.not_found', 'control.not_protected'],
  fields: { note: { zh: '原因', en: 'Reason' } },
});
