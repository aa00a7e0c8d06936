import { z } from 'zod';
import { protectionViewSchema } from '../../control/view.ts';
import { CONTROL_READERS } from '../../control/who.ts';
import { query } from '../contract.ts';

/** Rooms that are never cut off from here, by room; at most 500. */
export const protections = query({
  module: 'control',
  name: 'protections',
  title: { zh: '保障房间', en: 'Protected rooms' },
  posts: CONTROL_READERS,
  input: z.strictObject({}),
  output: z.object({ rows: z.array(protectionViewSchema) }),
  refusals: [],
  columns: [
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'kind', title: { zh: '类别', en: 'Kind' }, as: 'state' },
    { key: 'note', title: { zh: '说明', en: 'Note' } },
    { key: 'setBy', title: { zh: '设定人', en: 'Set by' } },
    { key: 'setAt', title: { zh: '设定时间', en: 'Set at' }, as: 'instant' },
  ],
});
