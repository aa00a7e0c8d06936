import { closeCase } from '../../../../shared/contracts/cases/close-case.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { moveCase } from '../move-case.ts';

export const closeCaseOperation = implement(closeCase, {
  run: (tx, actor, clock, input) =>
    moveCase(tx, actor, clock, { caseId: input.caseId, to: 'closed', resolution: input.resolution }),
});
