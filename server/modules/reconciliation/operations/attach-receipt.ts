import { attachReceipt as contract } from '../../../../shared/contracts/reconciliation/attach-receipt.ts';
import { q } from '../../../platform/db/query.ts';
import { attachPicture } from '../../../platform/files/attach.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { lockRemittance, remittanceView } from '../store/remittances.ts';

export const attachReceipt = implement(contract, {
  async run(tx, actor, clock, { remittanceId, fileName, imageBase64 }) {
    await lockRemittance(tx, actor.siteId, remittanceId);
    const now = clock.now();
    const kept = await attachPicture(tx, actor, now, { name: fileName, base64: imageBase64 });
    await tx.keep(
      'remittance_picture',
      q
        .insertInto('remittance_picture')
        .values({
          site_id: actor.siteId,
          remittance_id: remittanceId,
          attachment_id: kept.attachmentId,
          file_name: fileName,
          sha256: kept.sha256,
          at: now,
          person_id: actor.personId,
        })
        .returningAll(),
    );
    tx.touch('reconciliation');
    return remittanceView(tx, actor, remittanceId);
  },
});
