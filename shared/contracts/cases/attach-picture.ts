import { z } from 'zod';
import { caseWithEventsSchema } from '../../cases/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const attachPicture = operation({
  module: 'cases',
  name: 'attach-picture',
  title: { zh: '添加照片', en: 'Add a picture' },
  help: {
    zh: 'JPEG、PNG 或 WebP，不超过 10 MB；存入后不能更换或删除。',
    en: 'JPEG, PNG or WebP, up to 10 MB; once kept it is neither changed nor deleted.',
  },
  posts: 'signed-in',
  maxBody: 15 * 1024 * 1024,
  input: z.strictObject({
    caseId: idSchema,
    fileName: z.string().trim().min(1).max(200),
    imageBase64: z.base64().min(1),
  }),
  output: caseWithEventsSchema,
  refusals: ['record.not_found', 'state.illegal_move', 'attachment.refused'],
  fields: { fileName: { zh: '文件名', en: 'File name' }, imageBase64: { zh: '照片', en: 'Picture' } },
});
