/** Ticking a duty with a note, or excusing it once: a dialog over the list. */
import { type ReactNode, useState } from 'react';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { excuseDuty } from '../../../../shared/contracts/duties/excuse-duty.ts';
import { tickDuty } from '../../../../shared/contracts/duties/tick-duty.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';

const T = {
  tick: { zh: '勾选', en: 'Tick' },
  excuse: { zh: '免办', en: 'Excuse' },
} as const satisfies Record<string, Text>;

interface Actable {
  readonly taskId: string;
  readonly title: Text;
  readonly can: readonly string[];
}

export function TaskActs({ task }: { task: Actable }): ReactNode {
  const say = useSay();
  const [doing, setDoing] = useState<typeof tickDuty | typeof excuseDuty | null>(null);
  const acts = [
    { contract: tickDuty, word: T.tick },
    { contract: excuseDuty, word: T.excuse },
  ].filter(({ contract }) => task.can.includes(fullName(contract)));
  const close = (): void => setDoing(null);
  return (
    <>
      {acts.map(({ contract, word }) => (
        <Button
          key={contract.name}
          size="small"
          onClick={() => setDoing(contract)}
          aria-label={`${say(word)} ${say(task.title)}`}
        >
          {say(word)}
        </Button>
      ))}
      {doing && (
        <Dialog title={say(doing.title)} onClose={close}>
          <p>{say(task.title)}</p>
          <OperationForm
            contract={doing}
            given={{ taskId: task.taskId }}
            hidden={['taskId']}
            onDone={close}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}
