/** How small and how large one purchase may be, and from where on the figure is typed twice. Set by the supervisor. */
import type { ReactNode } from 'react';
import { saleLimits } from '../../../../shared/contracts/vending/sale-limits.ts';
import { setSaleLimits } from '../../../../shared/contracts/vending/set-sale-limits.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';

export default function SaleLimitsPage(): ReactNode {
  const say = useSay();
  const { data, error, isPending } = useAsk(saleLimits, {});
  return (
    <div className="page">
      <PageHeader title={say(saleLimits.title)} />
      {isPending && <p className="muted">{say(W.loading)}</p>}
      {error && <RefusalAlert error={error} />}
      {data && (
        <div className="panel padded">
          <OperationForm
            key={JSON.stringify(data)}
            contract={setSaleLimits}
            given={{
              lowestFen: data.lowestFen,
              highestFen: data.highestFen,
              retypeFen: data.retypeFen,
              timesUsual: data.timesUsual,
            }}
            submit={W.save}
          />
        </div>
      )}
    </div>
  );
}
