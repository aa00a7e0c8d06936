import { programs } from '../../../../shared/contracts/devices/programs.ts';
import { setProgramRule } from '../../../../shared/contracts/devices/set-program-rule.ts';
import { allowed } from '../../../platform/operations/can.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { lastProgramRule, programsSeen } from '../program-rows.ts';

export const programsQuery = answer(programs, async (tx, actor) => {
  const rule = await lastProgramRule(tx, actor.siteId);
  return {
    rule,
    terminals: await programsSeen(tx, actor.siteId, rule?.programs ?? []),
    can: allowed(actor, [setProgramRule]),
  };
});
