/**
 * The counter's step before the money, where the meter takes its credit by card: read the card, and see at once whether
 * it may be sold to. Shows nothing for other meters.
 */
import { type ReactNode, useState } from 'react';
import { allowMerge } from '../../../../shared/contracts/cards/allow-merge.ts';
import { meterCard } from '../../../../shared/contracts/cards/meter-card.ts';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatMoney, ZERO } from '../../../../shared/values/money.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { useHotkeys } from '../../../lib/keyboard.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { ReadButton } from './read-button.tsx';
import { useReading } from './use-reading.ts';
import '../cards.css';

const T = {
  title: { zh: '购电卡', en: 'Card' },
  read: { zh: '读卡', en: 'Read the card' },
  put: { zh: '请把这块表的卡放在读卡器上，按 F8 读卡。', en: "Put the meter's card on the reader and press F8." },
  ready: { zh: '卡已核对，可以收款写卡', en: 'The card was checked: it may be sold to' },
  merged: { zh: '将与卡上 {amount} 元合并写入', en: 'Will be written together with the {amount} yuan on the card' },
  merge: { zh: '合并写卡', en: 'Merge' },
  mergeWhy: {
    zh: '用户坚持在插表前再买时才用：两次的钱写成一次，购买次数不变。请先让用户确认表上的购买次数还没有加 1。',
    en: 'Only when the customer insists: both purchases become one. Let the customer make sure the meter has not counted the first.',
  },
} as const satisfies Record<string, Text>;

interface ReadStepProps {
  readonly meterId: string;
  readonly commodity: Commodity;
  /** Nothing may be changed while a sale is on its way. */
  readonly frozen: boolean;
}

export function ReadStep({ meterId, commodity, frozen }: ReadStepProps): ReactNode {
  const say = useSay();
  const { data } = useAsk(meterCard, { meterId }, { refetchInterval: 30_000, staleTime: 0 });
  const reading = useReading();
  const [merging, setMerging] = useState(false);
  const byCard = data?.byCard === true;
  const read = (): void => void reading.read(commodity);
  useHotkeys([
    // Before it is known whether a card is needed, F8 is not lost either.
    { keys: 'F8', says: T.read, active: data?.byCard !== false && !frozen && !merging, act: read },
  ]);
  if (!byCard) return null;
  const on = data.reading;
  const mayMerge = on?.mergeable === true && !on.mergeAllowed && on.can.includes('cards.allow-merge');
  return (
    <section className="card-step" aria-label={say(T.title)}>
      <ReadButton reading={reading} onRead={read} hotkey="F8" primary={data.refusal !== null} />
      <Standing refusal={data.refusal} merged={on?.mergeAllowed ? formatMoney(on.card?.amountFen ?? ZERO) : null} />
      {mayMerge && (
        <Button disabled={frozen} onClick={() => setMerging(true)}>
          {say(T.merge)}
        </Button>
      )}
      {merging && on !== null && (
        <Dialog title={say(allowMerge.title)} onClose={() => setMerging(false)}>
          <p className="refusal tone-soon">{say(T.mergeWhy)}</p>
          <OperationForm
            contract={allowMerge}
            given={{ readingId: on.readingId }}
            hidden={['readingId']}
            labels={{ reason: { zh: '原因', en: 'Reason' } }}
            onDone={() => setMerging(false)}
            onCancel={() => setMerging(false)}
          />
        </Dialog>
      )}
    </section>
  );
}

interface StandingProps {
  readonly refusal: OutputOf<typeof meterCard>['refusal'];
  readonly merged: string | null;
}

/** Whether it may be sold now, in words. */
function Standing({ refusal, merged }: StandingProps): ReactNode {
  const say = useSay();
  if (refusal === null)
    return (
      <span className="state-tag tone-right" role="status">
        {merged === null ? say(T.ready) : say(T.merged, { amount: merged })}
      </span>
    );
  if (refusal.code === 'card.not_read') return <span className="muted">{say(T.put)}</span>;
  return (
    <div className="refusal tone-soon" role="status">
      <strong>{say(refusal.text)}</strong>
      <p>{say(refusal.next)}</p>
    </div>
  );
}
