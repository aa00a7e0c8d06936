import { z } from 'zod';
import { commandSchema } from '../../control/view.ts';
import { CONTROL_READERS } from '../../control/who.ts';
import { commandStateSchema, originSchema, switchCommandSchema } from '../../control/words.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const commands = query({
  module: 'control',
  name: 'commands',
  title: { zh: '通断记录', en: 'Commands' },
  posts: CONTROL_READERS,
  input: z.strictObject({
    state: commandStateSchema.optional(),
    command: switchCommandSchema.optional(),
    origin: originSchema.optional(),
    originId: idSchema.optional(),
    meterId: idSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(commandSchema), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'askedAt', title: { zh: '时间', en: 'At' }, as: 'instant' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'command', title: { zh: '操作', en: 'Command' }, as: 'state' },
    { key: 'reason', title: { zh: '原因', en: 'Reason' } },
    { key: 'note', title: { zh: '说明', en: 'Note' } },
    { key: 'askedBy', title: { zh: '操作人', en: 'By' } },
    { key: 'state', title: { zh: '结果', en: 'Result' }, as: 'state' },
    { key: 'relayAfter', title: { zh: '读回', en: 'Read back' }, as: 'state' },
    { key: 'powerWatts', title: { zh: '功率（瓦）', en: 'Power, W' } },
    { key: 'answer', title: { zh: '应答', en: 'Answer' } },
  ],
});
