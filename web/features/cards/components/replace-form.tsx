/**
 * A new card in place of a lost or faulty one: lay a blank card on the reader, say how it is known whether the last
 * purchase was inserted, write.
 */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { CardView } from '../../../../shared/cards/view.ts';
import { LOSS_REASONS, type LossReason } from '../../../../shared/cards/words.ts';
import { cardTerms } from '../../../../shared/contracts/cards/card-terms.ts';
import { replaceCard } from '../../../../shared/contracts/cards/replace-card.ts';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import type { Text } from '../../../../shared/text.ts';
import { ZERO } from '../../../../shared/values/money.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk, useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { LabelledInput } from '../../../ui/labelled-input.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { PAYING, PayFor, tendersOf } from './pay-for.tsx';
import { ReadButton } from './read-button.tsx';
import { useReading } from './use-reading.ts';

const T = {
  first: {
    zh: '先把一张在库空白卡放在读卡器上，读卡。',
    en: 'First lay a blank card from stock on the reader and read it.',
  },
  blank: { zh: '读空白卡', en: 'Read the blank card' },
  ready: { zh: '空白卡 {serial}', en: 'Blank card {serial}' },
  notBlank: { zh: '读卡器上的不是在库空白卡', en: 'What lies on the reader is no blank card from stock' },
  why: { zh: '为什么补换', en: 'Why' },
  seen: {
    zh: '账上已见到上次购买插表，新卡只带次数。',
    en: 'The last purchase was seen in the meter: the new card carries the count alone.',
  },
  shown: { zh: '表上显示的购买次数（请用户看表）', en: 'The purchase count the meter shows' },
  shownHelp: {
    zh: '旧卡写到第 {count} 次。表上是 {count}：已插表；是 {before}：还没插，金额一并写到新卡。',
    en: 'The old card was written up to number {count}. {count}: inserted; {before}: not inserted, the amount goes along.',
  },
  note: { zh: '说明', en: 'Words' },
  submit: { zh: '作废旧卡并写新卡', en: 'End the old card, write the new one' },
  writing: { zh: '正在写卡，请勿取卡…', en: 'Writing: leave the card on the reader…' },
} as const satisfies Record<string, Text>;

interface ReplaceFormProps {
  readonly card: CardView;
  readonly onDone: (written: OutputOf<typeof replaceCard>) => void;
  readonly onCancel: () => void;
}

interface Filled {
  readonly reason: LossReason;
  readonly shown: string;
  readonly note: string;
}

const isCount = (text: string): boolean => /^\d{1,6}$/.test(text.trim());

function useReplacing({ card, onDone }: ReplaceFormProps) {
  const reading = useReading();
  const terms = useAsk(cardTerms, {}).data;
  const operation = useOperation(replaceCard, ['tills']);
  const [filled, setFilled] = useState<Filled>({ reason: 'lost', shown: '', note: '' });
  const [paying, setPaying] = useState(PAYING);
  const dueFen = filled.reason === 'lost' ? (terms?.replacementFeeFen ?? ZERO) : ZERO;
  const blank = reading.onReader?.can.includes('cards.issue-card') ? reading.onReader : null;
  const ready = blank !== null && filled.note.trim().length >= 2 && (!card.pending || isCount(filled.shown));
  const edit = (change: Partial<Filled>): void => {
    operation.edited();
    setFilled((held) => ({ ...held, ...change }));
  };
  const send = async (): Promise<void> => {
    if (blank === null || !ready) return;
    const written = await operation.send({
      cardId: card.cardId,
      readingId: blank.readingId,
      reason: filled.reason,
      lastPurchase: card.pending ? { by: 'display', shownCount: Number(filled.shown) } : { by: 'return' },
      note: filled.note,
      expectedFen: dueFen,
      tenders: tendersOf(dueFen, paying),
    });
    if (written !== undefined) onDone(written);
  };
  return { reading, operation, filled, edit, paying, setPaying, dueFen, blank, ready, send };
}

export function ReplaceForm(props: ReplaceFormProps): ReactNode {
  const say = useSay();
  const id = useId();
  const { card, onCancel } = props;
  const { reading, operation, filled, edit, ...form } = useReplacing(props);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void form.send();
  };
  const count = card.purchaseCount;
  return (
    <form className="stack" onSubmit={submit} aria-label={say(replaceCard.title)}>
      <p className="muted">{say(replaceCard.help!)}</p>
      <div className="card-step">
        <ReadButton reading={reading} onRead={() => void reading.read()} word={T.blank} primary={form.blank === null} />
        {form.blank === null && <span className="muted">{say(reading.onReader === null ? T.first : T.notBlank)}</span>}
        {form.blank !== null && (
          <span className="state-tag tone-right">{say(T.ready, { serial: form.blank.serial })}</span>
        )}
      </div>
      <div className="field">
        <label htmlFor={id}>{say(T.why)}</label>
        <select
          id={id}
          className="native-select"
          value={filled.reason}
          onChange={(event) => edit({ reason: event.target.value as LossReason })}
        >
          {Object.entries(LOSS_REASONS).map(([key, title]) => (
            <option key={key} value={key}>
              {say(title)}
            </option>
          ))}
        </select>
      </div>
      {card.pending ? (
        <LabelledInput
          label={say(T.shown)}
          help={say(T.shownHelp, { count, before: Math.max(0, count - 1) })}
          value={filled.shown}
          inputMode="numeric"
          autoComplete="off"
          onText={(shown) => edit({ shown })}
        />
      ) : (
        <p>{say(T.seen)}</p>
      )}
      <LabelledInput label={say(T.note)} value={filled.note} maxLength={200} onText={(note) => edit({ note })} />
      <PayFor dueFen={form.dueFen} paying={form.paying} onChange={form.setPaying} />
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void form.send()} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={operation.busy || !form.ready}>
          {operation.busy ? say(T.writing) : say(T.submit)}
        </Button>
        <Button onClick={onCancel} disabled={operation.busy}>
          {say(W.cancel)}
        </Button>
      </div>
    </form>
  );
}
