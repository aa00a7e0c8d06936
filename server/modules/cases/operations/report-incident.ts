import { reportIncident } from '../../../../shared/contracts/cases/report-incident.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { openCase } from '../open-case.ts';
import { viewCase } from '../store.ts';

export const reportIncidentOperation = implement(reportIncident, {
  async run(tx, actor, clock, input) {
    const { caseId } = await openCase(tx, actor, clock, {
      subject: input.subject,
      summary: { zh: input.what, en: input.what },
      parties: [],
    });
    return viewCase(tx, actor, clock.now(), caseId);
  },
});
