/** Reporting an incident: two fields, from every post. Who operates only reports; the technician repairs. */
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { SUBJECTS } from '../../../../shared/cases/subjects.ts';
import { reportIncident } from '../../../../shared/contracts/cases/report-incident.ts';
import { useSay } from '../../../lib/say.ts';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';

const LABELS = Object.fromEntries(
  Object.entries(SUBJECTS).map(([subject, { title }]) => [`subject.${subject}`, title]),
);

export default function ReportPage(): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  return (
    <div className="page">
      <PageHeader title={say(reportIncident.title)} />
      <div className="panel padded">
        <OperationForm
          contract={reportIncident}
          given={{ subject: 'operator.report' }}
          labels={LABELS}
          submit={reportIncident.title}
          affects={['posts']}
          onDone={({ caseId }) => void navigate(`/cases/incidents?open=${caseId}`)}
        />
      </div>
    </div>
  );
}
