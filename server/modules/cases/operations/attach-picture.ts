import { attachPicture as contract } from '../../../../shared/contracts/cases/attach-picture.ts';
import { q } from '../../../platform/db/query.ts';
import { attachPicture } from '../../../platform/files/attach.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { lockCase, viewCase } from '../store.ts';

export const attachPictureOperation = implement(contract, {
  async run(tx, actor, clock, input) {
    const found = (await lockCase(tx, actor.siteId, input.caseId)) ?? refuse('record.not_found');
    if (found.state === 'closed') refuse('state.illegal_move', { from: 'closed', to: 'picture' });
    const now = clock.now();
    const { attachmentId, sha256 } = await attachPicture(tx, actor, now, {
      name: input.fileName,
      base64: input.imageBase64,
    });
    await tx.keep(
      'case_picture',
      q
        .insertInto('case_picture')
        .values({
          site_id: actor.siteId,
          case_id: input.caseId,
          attachment_id: attachmentId,
          file_name: input.fileName,
          sha256,
          at: now,
          person_id: actor.personId,
          post: actor.post,
        })
        .returningAll(),
    );
    return viewCase(tx, actor, now, input.caseId);
  },
});
