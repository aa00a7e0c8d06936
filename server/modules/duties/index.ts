/** Public face of duties: the register, what is due today, and how each duty was kept. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { escalateJob } from './jobs/escalate.ts';
import { openTasksJob } from './jobs/open-tasks.ts';
import { excuseDuty } from './operations/excuse-duty.ts';
import { publishRule } from './operations/publish-rule.ts';
import { signRule } from './operations/sign-rule.ts';
import { tickDuty } from './operations/tick-duty.ts';
import { addQueue } from './ports.ts';
import { dutyQuery } from './queries/duty.ts';
import { dutyRegisterQuery } from './queries/duty-register.ts';
import { myDayQuery } from './queries/my-day.ts';
import { ruleQuery, rulesQuery } from './queries/rules.ts';
import { rulesToSign } from './rules-store.ts';

export { addFigures, addMissedControl, addQueue, type Figure, type MissedControl, type QueueItem } from './ports.ts';

addQueue('signed-in', async (tx, actor) => [
  {
    title: { zh: '待签阅的制度', en: 'Rules to sign' },
    count: await rulesToSign(tx, actor),
    href: '/duties/rules',
    tone: 'soon',
  },
]);

export const dutiesModule: ServerModule = {
  name: 'duties',
  operations: [tickDuty, excuseDuty, publishRule, signRule],
  queries: [myDayQuery, dutyRegisterQuery, dutyQuery, rulesQuery, ruleQuery],
  jobs: [openTasksJob, escalateJob],
  keptTables: ['duty_task', 'rule', 'rule_reading'],
};
