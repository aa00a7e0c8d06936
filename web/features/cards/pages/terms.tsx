/** What a card costs: deposit, fee, and the fee of a replacement. Set by the supervisor, with the own PIN. */
import type { ReactNode } from 'react';
import { cardTerms } from '../../../../shared/contracts/cards/card-terms.ts';
import { setCardTerms } from '../../../../shared/contracts/cards/set-card-terms.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';

export default function TermsPage(): ReactNode {
  const say = useSay();
  const { data, error, isPending } = useAsk(cardTerms, {});
  return (
    <div className="page">
      <PageHeader title={say(cardTerms.title)} />
      {isPending && <p className="muted">{say(W.loading)}</p>}
      {error && <RefusalAlert error={error} />}
      {data && (
        <div className="panel padded">
          <OperationForm key={JSON.stringify(data)} contract={setCardTerms} given={{ ...data }} submit={W.save} />
        </div>
      )}
    </div>
  );
}
