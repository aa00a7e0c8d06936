import { z } from 'zod';
import { itemSchema } from '../../upkeep/view.ts';
import { UPKEEP_PLANNERS } from '../../upkeep/who.ts';
import { operation } from '../contract.ts';

export const takeUsualPlan = operation({
  module: 'upkeep',
  name: 'take-usual-plan',
  title: { zh: '采用常用计划', en: 'Take the usual plan' },
  help: {
    zh: '把售电处常用的维护项目一次拟入计划，已有的不重复；批准后执行，不合适的可退回或另拟。',
    en: 'Plans what every selling office looks after, leaving out what is in the plan already. Each item is approved, rejected or replaced like any other.',
  },
  posts: UPKEEP_PLANNERS,
  input: z.strictObject({}),
  output: z.object({ rows: z.array(itemSchema) }),
  refusals: ['upkeep.plan_taken'],
});
