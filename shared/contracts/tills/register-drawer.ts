import { z } from 'zod';
import { CASH_OVERSEERS, drawerCodeSchema } from '../../tills/drawer.ts';
import { idSchema } from '../../values/ids.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { operation } from '../contract.ts';

export const registerDrawer = operation({
  module: 'tills',
  name: 'register-drawer',
  title: { zh: '登记钱箱', en: 'Register a drawer' },
  help: {
    zh: '登记一个窗口的钱箱及其现金限额，并为它设立库存现金明细科目。',
    en: 'Enter the drawer of a window with its cash ceiling; it gets a cash account of its own.',
  },
  posts: [...CASH_OVERSEERS],
  input: z.strictObject({
    code: drawerCodeSchema,
    name: z.string().trim().min(1).max(40),
    place: z.string().trim().min(1).max(80),
    ceilingFen: positiveMoneySchema,
  }),
  output: z.object({ drawerId: idSchema, accountCode: z.string() }),
  refusals: ['drawer.code_taken'],
  fields: {
    code: { zh: '编号', en: 'Code' },
    name: { zh: '名称', en: 'Name' },
    place: { zh: '所在窗口', en: 'Where it stands' },
    ceilingFen: { zh: '现金限额', en: 'Cash ceiling' },
  },
});
