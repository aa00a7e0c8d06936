import { caseFile } from '../../../../shared/contracts/cases/case-file.ts';
import { cases } from '../../../../shared/contracts/cases/cases.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { listCases, viewCase } from '../store.ts';

export const casesQuery = answer(cases, (tx, actor, clock, input) => listCases(tx, actor, clock.now(), input));
export const caseFileQuery = answer(caseFile, (tx, actor, clock, input) =>
  viewCase(tx, actor, clock.now(), input.caseId),
);
