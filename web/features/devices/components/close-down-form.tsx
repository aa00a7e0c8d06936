/** Closing down after work: gone through point by point, in order; what is not so is not ticked. */
import { Checkbox, Input } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { closeDown } from '../../../../shared/contracts/devices/close-down.ts';
import { CLOSING_STEPS, CLOSING_TITLES, type ClosingStep } from '../../../../shared/devices/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { notify } from '../../../ui/notices.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';

const T = {
  title: { zh: '收工关机', en: 'Close down after work' },
  note: { zh: '备注', en: 'Note' },
  confirm: { zh: '确认收工', en: 'Confirm: closed down' },
  left: { zh: '还有 {count} 项未确认', en: 'points not confirmed yet: {count}' },
  last: { zh: '上次收工', en: 'Last closed down' },
  done: { zh: '已收工。现在可以退出并关机。', en: 'Closed down. Sign out and switch the machine off.' },
} as const satisfies Record<string, Text>;

interface CloseDownFormProps {
  readonly terminalId: string;
  readonly last: OutputOf<typeof closeDown> | null;
}

export function CloseDownForm({ terminalId, last }: CloseDownFormProps): ReactNode {
  const say = useSay();
  const noteId = useId();
  const operation = useOperation(closeDown);
  const [ticked, setTicked] = useState<readonly ClosingStep[]>([]);
  const [note, setNote] = useState('');
  const input = { terminalId, checklist: [...ticked], note };
  const tick = (step: ClosingStep, on: boolean): void => {
    operation.edited();
    setTicked((held) => CLOSING_STEPS.filter((one) => (one === step ? on : held.includes(one))));
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if ((await operation.send(input)) === undefined) return;
    operation.edited();
    setTicked([]);
    setNote('');
    notify(T.done);
  };
  const left = CLOSING_STEPS.length - ticked.length;
  return (
    <form className="panel padded stack" aria-label={say(T.title)} onSubmit={(event) => void submit(event)}>
      <h2>{say(T.title)}</h2>
      <fieldset className="closing-steps" disabled={operation.busy}>
        <legend className="visually-hidden">{say(T.title)}</legend>
        {CLOSING_STEPS.map((step, index) => (
          <Checkbox key={step} checked={ticked.includes(step)} onChange={(event) => tick(step, event.target.checked)}>
            {index + 1}. {say(CLOSING_TITLES[step])}
          </Checkbox>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor={noteId}>{say(T.note)}</label>
        <Input
          id={noteId}
          value={note}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => {
            operation.edited();
            setNote(event.target.value);
          }}
        />
      </div>
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void operation.send(input)} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={operation.busy || left > 0}>
          {say(T.confirm)}
        </Button>
        {left > 0 && <span className="muted">{say(T.left, { count: left })}</span>}
      </div>
      {last && (
        <p className="muted">
          {say(T.last)} <InstantText value={last.at} /> · {last.person}
          {last.note && ` · ${last.note}`}
        </p>
      )}
    </form>
  );
}
