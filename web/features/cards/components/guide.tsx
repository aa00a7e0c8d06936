/** The how-to for the customer, beside the desk; printed with one press, which is noted with the card at hand. */
import type { ReactNode } from 'react';
import { GUIDE_STEPS, GUIDE_TITLE, GUIDE_WARNINGS } from '../../../../shared/cards/guide.ts';
import { teachCard } from '../../../../shared/contracts/cards/teach-card.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { printPdf } from '../../../lib/print.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { notify } from '../../../ui/notices.tsx';

const T = {
  print: { zh: '打印给用户', en: 'Print for the customer' },
  shown: { zh: '已当面教会', en: 'Shown in person' },
  noted: { zh: '已记入这张卡的记录', en: 'Noted in the record of the card' },
} as const satisfies Record<string, Text>;

export function Guide({ cardId }: { cardId: string | null }): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const teach = useOperation(teachCard);
  const note = async (how: 'printed' | 'shown'): Promise<void> => {
    if (cardId === null || !mayCallNamed('cards.teach-card', post)) return;
    teach.edited();
    if ((await teach.send({ cardId, how })) !== undefined) notify(T.noted);
  };
  const print = (): void => {
    void printPdf('/api/cards/card-guide.pdf');
    void note('printed');
  };
  return (
    <section className="panel padded card-guide" aria-label={say(GUIDE_TITLE)}>
      <h2>{say(GUIDE_TITLE)}</h2>
      <ol>
        {GUIDE_STEPS.map((step) => (
          <li key={step.en}>{say(step)}</li>
        ))}
      </ol>
      <ul>
        {GUIDE_WARNINGS.map((warning) => (
          <li key={warning.en}>{say(warning)}</li>
        ))}
      </ul>
      <div className="row">
        <Button onClick={print}>{say(T.print)}</Button>
        {cardId !== null && mayCallNamed('cards.teach-card', post) && (
          <Button disabled={teach.busy} onClick={() => void note('shown')}>
            {say(T.shown)}
          </Button>
        )}
      </div>
    </section>
  );
}
