/** The public face of cases: opening one where a difference is found. */

import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { ServerModule } from '../../platform/operations/implement.ts';
import { addSessionExtra } from '../posts/index.ts';
import { tipDoors } from './doors/tip-doors.ts';
import { casePicture } from './downloads/picture.ts';
import { escalateJob } from './jobs/escalate.ts';
import { joinMyDay } from './on-my-day.ts';
import { addNoteOperation } from './operations/add-note.ts';
import { answerTipOperation } from './operations/answer-tip.ts';
import { attachPictureOperation } from './operations/attach-picture.ts';
import { closeCaseOperation } from './operations/close-case.ts';
import { reportIncidentOperation } from './operations/report-incident.ts';
import { takeCaseOperation } from './operations/take-case.ts';
import { caseFileQuery, casesQuery } from './queries/cases.ts';
import { tipsQuery } from './queries/tips.ts';

export { registerCloseGuard } from './close-guard.ts';
export { moveCase } from './move-case.ts';
export { type NewCase, type OpenedCase, openCase, openWhileItLasts } from './open-case.ts';
export { addEvent as addCaseEvent, lockCase } from './store.ts';

/** Incidents not yet resolved, for the header of every page. */
export async function openIncidents(tx: Tx, siteId: string): Promise<number> {
  const row = await tx.one(
    sql<{ count: number }>`select count(*) as count from case_file
      where site_id = ${siteId} and kind = 'incident' and state <> 'closed'`,
  );
  return row.count;
}

addSessionExtra(async (tx, actor) => ({ openIncidents: await openIncidents(tx, actor.siteId) }));

joinMyDay();

export const casesModule: ServerModule = {
  name: 'cases',
  operations: [
    reportIncidentOperation,
    takeCaseOperation,
    addNoteOperation,
    attachPictureOperation,
    closeCaseOperation,
    answerTipOperation,
  ],
  queries: [casesQuery, caseFileQuery, tipsQuery],
  doors: tipDoors,
  downloads: [casePicture],
  jobs: [escalateJob],
  keptTables: ['case_file', 'case_event', 'case_picture', 'selling_stop', 'tip', 'tip_message'],
};
