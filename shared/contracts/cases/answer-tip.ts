import { z } from 'zod';
import { TIP_ANSWERERS, TIP_STATES, tipRowSchema, tipTextSchema } from '../../cases/tip.ts';
import { optionsOf } from '../../text.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const answerTip = operation({
  module: 'cases',
  name: 'answer-tip',
  title: { zh: '答复举报', en: 'Answer a tip' },
  help: {
    zh: '举报人凭查询码能看到答复，看不到答复人的姓名。查清之前请不要向被举报人透露。',
    en: 'Who left it sees the answer by the code, and not who wrote it. Say nothing to those it is about before it is looked into.',
  },
  posts: [...TIP_ANSWERERS],
  input: z.strictObject({ tipId: idSchema, text: tipTextSchema, state: z.enum(['in-hand', 'closed']) }),
  output: tipRowSchema,
  refusals: ['record.not_found', 'state.illegal_move'],
  fields: { text: { zh: '答复', en: 'Answer' }, state: { zh: '状态', en: 'State' }, ...optionsOf('state', TIP_STATES) },
});
