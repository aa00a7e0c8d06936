import { z } from 'zod';
import { recordSchema } from '../../upkeep/view.ts';
import { UPKEEP_DOERS } from '../../upkeep/who.ts';
import { idSchema } from '../../values/ids.ts';
import { attachPicture } from '../cases/attach-picture.ts';
import { operation } from '../contract.ts';

export const attachRecordPicture = operation({
  module: 'upkeep',
  name: 'attach-record-picture',
  title: attachPicture.title,
  help: attachPicture.help!,
  posts: UPKEEP_DOERS,
  maxBody: attachPicture.maxBody!,
  input: z.strictObject({
    recordId: idSchema,
    fileName: attachPicture.input.shape.fileName,
    imageBase64: attachPicture.input.shape.imageBase64,
  }),
  output: recordSchema,
  refusals: ['record.not_found', 'upkeep.other_post', 'attachment.refused'],
  fields: attachPicture.fields!,
});
