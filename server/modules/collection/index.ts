/** The public face of collection: meters read over the line and by their cards, and what is odd about them. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { registerReturnSink } from '../cards/index.ts';
import { consumptionCsv, consumptionXlsx, runResultsCsv } from './downloads/files.ts';
import { carryFlags } from './jobs/carry-flags.ts';
import { collect } from './jobs/collect.ts';
import { planRuns } from './jobs/plan-runs.ts';
import { joinMyDay } from './on-my-day.ts';
import { endCollectionSchedule } from './operations/end-collection-schedule.ts';
import { resolveFlag } from './operations/resolve-flag.ts';
import { runCollectionNow } from './operations/run-collection-now.ts';
import { setCollectionSchedule } from './operations/set-collection-schedule.ts';
import { consumption } from './queries/consumption.ts';
import { creditSeen } from './queries/credit-seen.ts';
import { flags } from './queries/flags.ts';
import { runResults } from './queries/run-results.ts';
import { runs } from './queries/runs.ts';
import { schedules } from './queries/schedules.ts';
import { takeReturned } from './take-returned.ts';

registerReturnSink(async (tx, actor, returned) => {
  await takeReturned(tx, actor, returned);
});

export { endFlag, type Raised, raiseFlag } from './raise-flag.ts';
export { isBuilding, type MeterScope, type PlacedMeter, placedMeters, timeZoneOf } from './store/meters.ts';
export { type Returned, type TakenReturn, takeReturned } from './take-returned.ts';
export { whoDid } from './who-did.ts';

joinMyDay();

export const collectionModule: ServerModule = {
  name: 'collection',
  operations: [runCollectionNow, setCollectionSchedule, endCollectionSchedule, resolveFlag],
  queries: [runs, runResults, flags, schedules, consumption, creditSeen],
  downloads: [consumptionCsv, consumptionXlsx, runResultsCsv],
  jobs: [planRuns, carryFlags],
  outsideJobs: [collect],
  keptTables: ['collection_schedule', 'collection_flag', 'meter_credit_seen', 'card_return'],
};
