/** The public face of upkeep: looking after the system by plan, what was found, and repairs. */
import { repairNumber } from '../../../shared/upkeep/words.ts';
import type { ServerModule } from '../../platform/operations/implement.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { registerCloseGuard } from '../cases/index.ts';
import { checks } from './checks.ts';
import { monthSheetPdf } from './downloads/month-sheet.ts';
import { recordPicture } from './downloads/picture.ts';
import { recordsCsv, recordsXlsx } from './downloads/records-file.ts';
import { repairsCsv } from './downloads/repairs-file.ts';
import { escalateJob } from './jobs/escalate.ts';
import { openTasksJob } from './jobs/open-tasks.ts';
import { joinMyDay } from './on-my-day.ts';
import { acceptRepair } from './operations/accept-repair.ts';
import { addRepairLine } from './operations/add-repair-line.ts';
import { approveItems } from './operations/approve-items.ts';
import { attachRecordPicture } from './operations/attach-record-picture.ts';
import { cancelRepair } from './operations/cancel-repair.ts';
import { endItem } from './operations/end-item.ts';
import { finishRepair } from './operations/finish-repair.ts';
import { holdRepair } from './operations/hold-repair.ts';
import { noteUpkeep } from './operations/note-upkeep.ts';
import { proposeItem } from './operations/propose-item.ts';
import { recordUpkeep } from './operations/record-upkeep.ts';
import { refuseRepair } from './operations/refuse-repair.ts';
import { reportRepair } from './operations/report-repair.ts';
import { strikeRepairLine } from './operations/strike-repair-line.ts';
import { takeRepair } from './operations/take-repair.ts';
import { takeUsualPlan } from './operations/take-usual-plan.ts';
import { items } from './queries/items.ts';
import { places } from './queries/places.ts';
import { record, records } from './queries/records.ts';
import { repairFigures } from './queries/repair-figures.ts';
import { repair, repairs } from './queries/repairs.ts';
import { tasks } from './queries/tasks.ts';
import { isUndone } from './rules/repair-states.ts';
import { repairOfCase } from './store/repairs.ts';

registerCloseGuard('upkeep', async (tx, siteId, caseId) => {
  const open = await repairOfCase(tx, siteId, caseId);
  if (open !== undefined && isUndone(open.state)) refuse('incident.repair_open', { number: repairNumber(open.number) });
});

joinMyDay();

export const upkeepModule: ServerModule = {
  name: 'upkeep',
  operations: [
    proposeItem,
    takeUsualPlan,
    approveItems,
    endItem,
    recordUpkeep,
    noteUpkeep,
    attachRecordPicture,
    reportRepair,
    takeRepair,
    holdRepair,
    addRepairLine,
    strikeRepairLine,
    finishRepair,
    acceptRepair,
    refuseRepair,
    cancelRepair,
  ],
  queries: [items, tasks, records, record, repairs, repair, repairFigures, places],
  downloads: [recordsCsv, recordsXlsx, monthSheetPdf, repairsCsv, recordPicture],
  jobs: [openTasksJob, escalateJob],
  keptTables: [
    'upkeep_item',
    'upkeep_task',
    'upkeep_record',
    'upkeep_picture',
    'repair_request',
    'repair_event',
    'repair_line',
  ],
  checks,
};
