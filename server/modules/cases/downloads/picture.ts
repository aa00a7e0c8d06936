/** A picture of a case, as it was kept. */
import { z } from 'zod';
import { idSchema } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { pictureFile } from '../../../platform/files/attach.ts';
import { download } from '../../../platform/http/route.ts';

export const casePicture = download({
  module: 'cases',
  name: 'picture',
  title: { zh: '照片', en: 'Picture' },
  posts: 'signed-in',
  input: z.strictObject({ caseId: idSchema, attachmentId: idSchema }),
  async run(tx, { siteId }, _clock, { caseId, attachmentId }) {
    const found = await tx.maybe(
      q
        .selectFrom('case_picture as p')
        .innerJoin('attachment as a', (join) =>
          join.onRef('a.site_id', '=', 'p.site_id').onRef('a.attachment_id', '=', 'p.attachment_id'),
        )
        .select(['a.media_type', 'a.file_name', 'a.content'])
        .where('p.site_id', '=', siteId)
        .where('p.case_id', '=', caseId)
        .where('p.attachment_id', '=', attachmentId),
    );
    return pictureFile(found);
  },
});
