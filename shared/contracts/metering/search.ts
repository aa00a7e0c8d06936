import { z } from 'zod';
import { roomSchema } from '../../metering/view.ts';
import { METERING_READERS } from '../../metering/who.ts';
import { query } from '../contract.ts';

export const search = query({
  module: 'metering',
  name: 'search',
  title: { zh: '查找房间、户、表或住户', en: 'Find a room, account, meter or occupant' },
  help: {
    zh: '房号、户号、表号的开头，姓名的开头，学号或工号，电话末四位。',
    en: 'The beginning of a room, account or meter number or of a name, the student or staff number, or the last four figures of a phone.',
  },
  posts: METERING_READERS,
  input: z.strictObject({ find: z.string().trim().min(1).max(100), limit: z.int().min(1).max(20).default(20) }),
  output: z.object({ rows: z.array(roomSchema) }),
  refusals: [],
});
