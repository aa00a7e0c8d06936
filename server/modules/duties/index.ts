/** Public face of duties: the register, what is due today, and how each duty was kept. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { escalateJob } from './jobs/escalate.ts';
import { openTasksJob } from './jobs/open-tasks.ts';
import { joinMyDay } from './on-my-day.ts';
import { excuseDuty } from './operations/excuse-duty.ts';
import { publishRule } from './operations/publish-rule.ts';
import { signRule } from './operations/sign-rule.ts';
import { tickDuty } from './operations/tick-duty.ts';
import { dutyQuery } from './queries/duty.ts';
import { dutyRegisterQuery } from './queries/duty-register.ts';
import { myDayQuery } from './queries/my-day.ts';
import { ruleQuery, rulesQuery } from './queries/rules.ts';

export { CLOSED_DAY, somebodyWorked } from './closed-days.ts';
export { addFigures, addMissedControl, addQueue, type Figure, type MissedControl, type QueueItem } from './ports.ts';
export { siteInstant } from './rules/site-time.ts';
export { nextAbove } from './rules/task-states.ts';
export { type Holding, heldPosts, houseKind } from './store.ts';
export { siteToday } from './today.ts';

joinMyDay();

export const dutiesModule: ServerModule = {
  name: 'duties',
  operations: [tickDuty, excuseDuty, publishRule, signRule],
  queries: [myDayQuery, dutyRegisterQuery, dutyQuery, rulesQuery, ruleQuery],
  jobs: [openTasksJob, escalateJob],
  keptTables: ['duty_task', 'rule', 'rule_reading'],
};
