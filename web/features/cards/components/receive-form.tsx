/** Blank cards into stock: one serial a line, typed, scanned, or read from the reader one after the other. */
import { Input } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { receiveCards } from '../../../../shared/contracts/cards/receive-cards.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { notify } from '../../../ui/notices.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { ReadButton } from './read-button.tsx';
import { useReading } from './use-reading.ts';

const T = {
  serials: { zh: '卡号，每行一个', en: 'Serial numbers, one a line' },
  wrong: { zh: '第 {line} 行不是卡号（16 位十六进制）', en: 'Line {line} is no serial number (16 hex figures)' },
  read: { zh: '读一张加入', en: 'Read one and add it' },
  reference: { zh: '来源单据', en: 'Delivery note' },
  done: { zh: '空白卡已入库', en: 'Blank cards received' },
} as const satisfies Record<string, Text>;

const SERIAL = /^([0-9a-f]{2}){4,16}$/i;

export function ReceiveForm({ onDone }: { onDone: () => void }): ReactNode {
  const say = useSay();
  const id = useId();
  const operation = useOperation(receiveCards);
  const reading = useReading();
  const [text, setText] = useState('');
  const [reference, setReference] = useState('');
  const serials = text.split(/[\s,，]+/).filter((one) => one !== '');
  const wrong = serials.findIndex((one) => !SERIAL.test(one));
  const ready = serials.length > 0 && wrong < 0 && reference.trim().length >= 2;
  const edit = (next: string): void => {
    operation.edited();
    setText(next);
  };
  const readOne = async (): Promise<void> => {
    const on = await reading.read();
    if (on !== null && !serials.includes(on.serial)) edit([...serials, on.serial].join('\n'));
  };
  const send = async (): Promise<void> => {
    if ((await operation.send({ serials, reference })) === undefined) return;
    notify(T.done);
    onDone();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <form className="stack" onSubmit={submit} aria-label={say(receiveCards.title)}>
      <div className="card-step">
        <ReadButton reading={reading} onRead={() => void readOne()} word={T.read} />
      </div>
      <div className="field">
        <label htmlFor={id}>{say(T.serials)}</label>
        <Input.TextArea
          id={id}
          className="no-ime"
          rows={6}
          value={text}
          onChange={(event) => edit(event.target.value)}
          {...(wrong >= 0 ? { status: 'error' as const, 'aria-invalid': true } : {})}
        />
        {wrong >= 0 && <span className="problem">{say(T.wrong, { line: wrong + 1 })}</span>}
      </div>
      <LabelledInput
        label={say(T.reference)}
        value={reference}
        maxLength={200}
        onText={(next) => {
          operation.edited();
          setReference(next);
        }}
      />
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void send()} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={operation.busy || !ready}>
          {say(receiveCards.title)}
        </Button>
        <Button onClick={onDone} disabled={operation.busy}>
          {say(W.cancel)}
        </Button>
      </div>
    </form>
  );
}
