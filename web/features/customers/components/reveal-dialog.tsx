/**
 * Full personal data of one customer: first the reason, then the data, for ten minutes. Each look is logged and
 * counted; the page says so before, and says how many are left after. Beyond the day's number a supervisor signs too.
 */
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { revealCustomer } from '../../../../shared/contracts/customers/reveal-customer.ts';
import { revealWithApproval } from '../../../../shared/contracts/customers/reveal-with-approval.ts';
import { revealedCustomer } from '../../../../shared/contracts/customers/revealed-customer.ts';
import { REVEAL_APPROVERS } from '../../../../shared/customers/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/detail-drawer.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';

type Granted = OutputOf<typeof revealCustomer>;

const T = {
  show: { zh: '查看', en: 'Show' },
  agrees: { zh: '同意查看的主管', en: 'Supervisor who agrees' },
  left: { zh: '今天还可查看 {count} 次。此次查看到期：', en: '{count} looks left today. This one ends at ' },
} as const satisfies Record<string, Text>;

const SHOWS = [
  { key: 'name', title: { zh: '姓名或单位名称', en: 'Name' } },
  { key: 'phone', title: { zh: '电话', en: 'Phone' }, as: 'code' },
  { key: 'reference', title: { zh: '学号或工号', en: 'Student or staff number' }, as: 'code' },
] as const;

function Revealed({ granted }: { granted: Granted }): ReactNode {
  const say = useSay();
  const { data, isError, error } = useAsk(revealedCustomer, { revealId: granted.revealId }, { staleTime: 0 });
  if (isError) return <RefusalAlert error={error} />;
  if (data === undefined) return <p className="muted">{say(W.loading)}</p>;
  return (
    <>
      <Details record={data} shows={SHOWS} />
      <p className="muted">
        {say(T.left, { count: granted.leftToday })}
        <InstantText value={granted.until} />
      </p>
    </>
  );
}

export function RevealDialog({ customerId, onClose }: { customerId: string; onClose: () => void }): ReactNode {
  const say = useSay();
  const [granted, setGranted] = useState<Granted | null>(null);
  const [beyond, setBeyond] = useState(false);
  return (
    <Dialog title={say(revealCustomer.title)} onClose={onClose}>
      {granted ? (
        <>
          <Revealed granted={granted} />
          <div>
            <Button onClick={onClose} data-start="">
              {say(W.close)}
            </Button>
          </div>
        </>
      ) : (
        <>
          {beyond ? (
            <OperationForm
              contract={revealWithApproval}
              given={{ customerId }}
              hidden={['customerId', 'signatures']}
              second={() => ({ title: T.agrees, posts: REVEAL_APPROVERS })}
              submit={T.show}
              onDone={setGranted}
              onCancel={onClose}
            />
          ) : (
            <OperationForm
              contract={revealCustomer}
              given={{ customerId }}
              hidden={['customerId']}
              submit={T.show}
              onDone={setGranted}
              onCancel={onClose}
            />
          )}
          {!beyond && (
            <div>
              <Button onClick={() => setBeyond(true)}>{say(revealWithApproval.title)}</Button>
            </div>
          )}
        </>
      )}
    </Dialog>
  );
}
