import { z } from 'zod';
import { TIP_ABOUT, tipAboutSchema, tipTextSchema } from '../../cases/tip.ts';
import { optionsOf } from '../../text.ts';
import { operation } from '../contract.ts';

/** Without sign-in, and without a trace of who signed in: neither person, session nor address is kept. */
export const leaveTip = operation({
  module: 'cases',
  name: 'leave-tip',
  title: { zh: '匿名举报', en: 'Leave a tip' },
  help: {
    zh: '不用登录，不记录姓名、账号和网络地址。只有校区或中心领导、财务和审计员能看到，窗口和主管看不到。',
    en: 'No sign-in; no name, account or address is kept. Read by the leaders, finance and the auditor, not by the counter or its supervisor.',
  },
  posts: 'public',
  input: z.strictObject({ about: tipAboutSchema, text: tipTextSchema }),
  output: z.object({ number: z.string(), code: z.string() }),
  refusals: ['tip.too_many', 'tip.no_house'],
  fields: {
    about: { zh: '关于', en: 'About' },
    text: { zh: '情况', en: 'What happened' },
    ...optionsOf('about', TIP_ABOUT),
  },
});
