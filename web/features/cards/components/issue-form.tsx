/** A blank card becomes the card of a meter: choose the meter, take deposit and fee, write. */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { cardTerms } from '../../../../shared/contracts/cards/card-terms.ts';
import { issueCard } from '../../../../shared/contracts/cards/issue-card.ts';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import type { Text } from '../../../../shared/text.ts';
import { addMoney, ZERO } from '../../../../shared/values/money.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk, useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { RecordInput } from '../../../ui/record-input.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { cardMetersProvider } from '../providers.ts';
import { PAYING, PayFor, tendersOf } from './pay-for.tsx';

const T = {
  meter: { zh: '发给哪块表（输入房间、户号或表号）', en: 'For which meter (type room, account or meter)' },
  submit: { zh: '收款并写卡', en: 'Take the money and write' },
  writing: { zh: '正在写卡，请勿取卡…', en: 'Writing: leave the card on the reader…' },
} as const satisfies Record<string, Text>;

interface IssueFormProps {
  readonly readingId: string;
  readonly onDone: (written: OutputOf<typeof issueCard>) => void;
  readonly onCancel: () => void;
}

export function IssueForm({ readingId, onDone, onCancel }: IssueFormProps): ReactNode {
  const say = useSay();
  const id = useId();
  const terms = useAsk(cardTerms, {}).data;
  const operation = useOperation(issueCard, ['tills']);
  const [meterId, setMeterId] = useState<string>();
  const [paying, setPaying] = useState(PAYING);
  const dueFen = terms === undefined ? ZERO : addMoney(terms.depositFen, terms.feeFen);
  const send = async (): Promise<void> => {
    if (meterId === undefined || terms === undefined) return;
    const input = { readingId, meterId, expectedFen: dueFen, tenders: tendersOf(dueFen, paying) };
    const written = await operation.send(input);
    if (written !== undefined) onDone(written);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <form className="stack" onSubmit={submit} aria-label={say(issueCard.title)}>
      <p className="muted">{say(issueCard.help!)}</p>
      <div className="field">
        <label htmlFor={id}>{say(T.meter)}</label>
        <RecordInput
          id={id}
          value={meterId}
          provider={cardMetersProvider}
          onChange={(value) => {
            operation.edited();
            setMeterId(value);
          }}
        />
      </div>
      <PayFor
        dueFen={dueFen}
        paying={paying}
        onChange={(next) => {
          operation.edited();
          setPaying(next);
        }}
      />
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void send()} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={operation.busy || meterId === undefined}>
          {operation.busy ? say(T.writing) : say(T.submit)}
        </Button>
        <Button onClick={onCancel} disabled={operation.busy}>
          {say(W.cancel)}
        </Button>
      </div>
    </form>
  );
}
