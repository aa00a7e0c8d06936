/** The single-operator mode: whether it is on, the change that waits, and proposing one. */
import { type ReactNode, useState } from 'react';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { people } from '../../../../shared/contracts/posts/people.ts';
import { proposeSingleOperator } from '../../../../shared/contracts/posts/propose-single-operator.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useRefreshSession, useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { Acts } from './person-acts.tsx';

const T = {
  on: { zh: '一人兼管模式：已启用', en: 'Single-operator mode: on' },
  off: { zh: '一人兼管模式：未启用', en: 'Single-operator mode: off' },
  turnOn: { zh: '提出启用', en: 'Propose to switch it on' },
  turnOff: { zh: '提出停用', en: 'Propose to switch it off' },
  wantsOn: {
    zh: '{who} 提出启用一人兼管模式，原因：{reason}',
    en: '{who} proposes to switch the single-operator mode on: {reason}',
  },
  wantsOff: {
    zh: '{who} 提出停用一人兼管模式，原因：{reason}',
    en: '{who} proposes to switch the single-operator mode off: {reason}',
  },
  mode: { zh: '一人兼管模式', en: 'Single-operator mode' },
} as const satisfies Record<string, Text>;

export function OperatorMode(): ReactNode {
  const say = useSay();
  const session = useSession();
  const refresh = useRefreshSession();
  const [open, setOpen] = useState(false);
  const change = useAsk(people, { limit: 1 }).data?.singleOperatorChange ?? null;
  if (!session?.packs.includes('vending')) return null;
  const isOn = session.singleOperator;
  const mayPropose = change === null && mayCallNamed(fullName(proposeSingleOperator), session.post);
  return (
    <section className="panel operator-mode">
      <span>{say(isOn ? T.on : T.off)}</span>
      {change && (
        <span>{say(change.wanted ? T.wantsOn : T.wantsOff, { who: change.proposedBy, reason: change.reason })}</span>
      )}
      {change && (
        <Acts
          can={change.can}
          given={{ changeId: change.changeId }}
          about={say(T.mode)}
          onDone={() => void refresh()}
        />
      )}
      {mayPropose && <Button onClick={() => setOpen(true)}>{say(isOn ? T.turnOff : T.turnOn)}</Button>}
      {open && (
        <Dialog title={say(proposeSingleOperator.title)} onClose={() => setOpen(false)}>
          <OperationForm
            contract={proposeSingleOperator}
            given={{ wanted: !isOn }}
            hidden={['wanted']}
            submit={isOn ? T.turnOff : T.turnOn}
            onCancel={() => setOpen(false)}
            onDone={() => setOpen(false)}
          />
        </Dialog>
      )}
    </section>
  );
}
