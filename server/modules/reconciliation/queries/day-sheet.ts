import { daySheet as contract } from '../../../../shared/contracts/reconciliation/day-sheet.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personName } from '../../posts/index.ts';
import { sheetRow } from '../sheet-view.ts';
import { printsOf } from '../store/prints.ts';
import { findSheet, sheetContentOf } from '../store/sheets.ts';

export const daySheet = answer(contract, async (tx, actor, _clock, { sheetId }) => {
  const row = await findSheet(tx, actor.siteId, sheetId);
  return {
    ...sheetRow(row, (await personName(tx, actor.siteId, row.closed_by)) ?? ''),
    content: sheetContentOf(row),
    contentDigest: row.content_digest,
    closedPost: row.closed_post as PostKey,
    prints: await printsOf(tx, actor.siteId, sheetId),
    can: actor.post === 'auditor' ? [] : ['reconciliation.print-day-sheet'],
  };
});
