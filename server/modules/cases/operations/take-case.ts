import { takeCase } from '../../../../shared/contracts/cases/take-case.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { moveCase } from '../move-case.ts';

export const takeCaseOperation = implement(takeCase, {
  run: (tx, actor, clock, input) => moveCase(tx, actor, clock, { caseId: input.caseId, to: 'in-hand' }),
});
