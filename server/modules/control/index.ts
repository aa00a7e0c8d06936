/** The public face of control: meters switched with a reason, timetables, and malicious load. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { commandsCsv } from './downloads/commands-file.ts';
import { carryOut } from './jobs/carry-out.ts';
import { planCuts } from './jobs/plan-cuts.ts';
import { watchLoad } from './jobs/watch-load.ts';
import { watchRelays } from './jobs/watch-relays.ts';
import { joinMyDay } from './on-my-day.ts';
import { approveLoadPolicy } from './operations/approve-load-policy.ts';
import { approveTimetable } from './operations/approve-timetable.ts';
import { askRelays } from './operations/ask-relays.ts';
import { carryOnBatch } from './operations/carry-on-batch.ts';
import { endLoadPolicy } from './operations/end-load-policy.ts';
import { endTimetable } from './operations/end-timetable.ts';
import { liftProtection } from './operations/lift-protection.ts';
import { proposeLoadPolicy } from './operations/propose-load-policy.ts';
import { proposeTimetable } from './operations/propose-timetable.ts';
import { protectRoom } from './operations/protect-room.ts';
import { startBatch } from './operations/start-batch.ts';
import { switchMeter } from './operations/switch-meter.ts';
import { batch } from './queries/batch.ts';
import { batches } from './queries/batches.ts';
import { commands } from './queries/commands.ts';
import { cutWindows } from './queries/cut-windows.ts';
import { loadEvents } from './queries/load-events.ts';
import { loadPolicies } from './queries/load-policies.ts';
import { protections } from './queries/protections.ts';
import { rooms } from './queries/rooms.ts';
import { timetables } from './queries/timetables.ts';

export { type OpenSales, registerOpenSales } from './trip-guard.ts';

joinMyDay();

export const controlModule: ServerModule = {
  name: 'control',
  operations: [
    switchMeter,
    startBatch,
    carryOnBatch,
    askRelays,
    protectRoom,
    liftProtection,
    proposeTimetable,
    approveTimetable,
    endTimetable,
    proposeLoadPolicy,
    approveLoadPolicy,
    endLoadPolicy,
  ],
  queries: [rooms, commands, batch, batches, protections, timetables, cutWindows, loadPolicies, loadEvents],
  downloads: [commandsCsv],
  jobs: [planCuts],
  outsideJobs: [carryOut, watchLoad, watchRelays],
  keptTables: [
    'room_protection',
    'switch_batch',
    'cut_timetable',
    'cut_window',
    'load_policy',
    'load_event',
    'relay_command',
  ],
};
