/** 报修: what is broken and what is seen, from every post. Who uses it reports; the technician repairs. */
import type { ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { reportRepair } from '../../../../shared/contracts/upkeep/report-repair.ts';
import { targetSchema } from '../../../../shared/upkeep/words.ts';
import { useSay } from '../../../lib/say.ts';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { incidentsProvider, placesProvider } from '../providers.ts';
import { UPKEEP_LABELS } from '../words.ts';

const PROVIDERS = { terminalId: placesProvider, incidentId: incidentsProvider };

export default function ReportRepairPage(): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const target = targetSchema.safeParse(search.get('target')).data;
  const incidentId = search.get('incidentId') ?? undefined;
  const mark = search.get('mark') ?? undefined;
  return (
    <div className="page">
      <PageHeader title={say(reportRepair.title)} />
      <div className="panel padded">
        <OperationForm
          contract={reportRepair}
          given={{ ...(target && { target }), ...(incidentId && { incidentId }), ...(mark && { mark }) }}
          labels={UPKEEP_LABELS}
          providers={PROVIDERS}
          submit={reportRepair.title}
          affects={['cases', 'duties', 'posts']}
          onDone={({ id }) => void navigate(`/upkeep/repairs?open=${id}`)}
        />
      </div>
    </div>
  );
}
