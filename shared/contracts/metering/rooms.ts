import { z } from 'zod';
import { roomSchema } from '../../metering/view.ts';
import { METERING_READERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const rooms = query({
  module: 'metering',
  name: 'rooms',
  title: { zh: '本层房间', en: 'Rooms of a floor' },
  posts: METERING_READERS,
  input: z.strictObject({
    floorId: idSchema.optional(),
    /** One room alone. */
    roomId: idSchema.optional(),
    /** The code after which to go on. */
    after: z.string().max(40).optional(),
    limit: z.int().min(1).max(200).default(100),
  }),
  output: z.object({ rows: z.array(roomSchema), next: z.string().optional() }),
  refusals: [],
  columns: [
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'account', title: { zh: '户号', en: 'Account' }, as: 'code' },
    { key: 'category', title: { zh: '用户类别', en: 'Category' } },
    { key: 'occupants', title: { zh: '住户', en: 'Occupants' } },
    { key: 'meters', title: { zh: '表与余额', en: 'Meters and balance' } },
  ],
});
