import { attachRecordPicture as contract } from '../../../../shared/contracts/upkeep/attach-record-picture.ts';
import { titleOfPost } from '../../../../shared/posts.ts';
import { q } from '../../../platform/db/query.ts';
import { attachPicture } from '../../../platform/files/attach.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { viewRecord } from '../record-view.ts';
import { recordRow } from '../store/records.ts';

/** A picture is evidence beside the record: added by the post that wrote it, never taken away. */
export const attachRecordPicture = implement(contract, {
  async run(tx, actor, clock, { recordId, fileName, imageBase64 }) {
    const found = (await recordRow(tx, actor.siteId, recordId)) ?? refuse('record.not_found');
    if (found.post !== actor.post) refuse('upkeep.other_post', { post: titleOfPost(found.post).zh });
    const now = clock.now();
    const kept = await attachPicture(tx, actor, now, { name: fileName, base64: imageBase64 });
    const by = { at: now, person_id: actor.personId, post: actor.post };
    const picture = { attachment_id: kept.attachmentId, sha256: kept.sha256, file_name: fileName };
    await tx.keep(
      'upkeep_picture',
      q
        .insertInto('upkeep_picture')
        .values({ site_id: actor.siteId, record_id: recordId, ...picture, ...by })
        .returningAll(),
    );
    tx.touch('upkeep');
    return viewRecord(tx, actor, recordId);
  },
});
