/** A picture of an upkeep record, as it was kept. */
import { z } from 'zod';
import { UPKEEP_READERS } from '../../../../shared/upkeep/who.ts';
import { idSchema } from '../../../../shared/values/ids.ts';
import { sql } from '../../../platform/db/query.ts';
import { pictureFile, type StoredPicture } from '../../../platform/files/attach.ts';
import { download } from '../../../platform/http/route.ts';

export const recordPicture = download({
  module: 'upkeep',
  name: 'record-picture',
  title: { zh: '照片', en: 'Picture' },
  posts: UPKEEP_READERS,
  input: z.strictObject({ recordId: idSchema, attachmentId: idSchema }),
  run: async (tx, { siteId }, _clock, { recordId, attachmentId }) =>
    pictureFile(
      await tx.maybe(
        sql<StoredPicture>`select a.media_type, a.file_name, a.content from upkeep_picture p
          join attachment a on a.site_id = p.site_id and a.attachment_id = p.attachment_id
          where p.site_id = ${siteId} and p.record_id = ${recordId} and p.attachment_id = ${attachmentId}`,
      ),
    ),
});
