import { z } from 'zod';
import { batchSchema } from '../../control/view.ts';
import { CONTROL_WRITERS } from '../../control/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const carryOnBatch = operation({
  module: 'control',
  name: 'carry-on-batch',
  title: { zh: '继续执行', en: 'Carry on' },
  help: {
    zh: '执行接下来的几块表。页面关闭后由系统继续。',
    en: 'Carries out the next few. When the page is closed the system goes on by itself.',
  },
  posts: CONTROL_WRITERS,
  input: z.strictObject({ batchId: idSchema }),
  output: batchSchema,
  refusals: ['record.not_found'],
});
