/** Blank cards: how many, each movement, receiving and counting. */
import { type ReactNode, useState } from 'react';
import { cardStock } from '../../../../shared/contracts/cards/card-stock.ts';
import { countCards } from '../../../../shared/contracts/cards/count-cards.ts';
import { receiveCards } from '../../../../shared/contracts/cards/receive-cards.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { notify } from '../../../ui/notices.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { ReceiveForm } from '../components/receive-form.tsx';
import { MOVEMENT_STATES } from '../words.ts';
import '../cards.css';

const T = {
  inStock: { zh: '在库空白卡 {count} 张', en: '{count} blank cards in stock' },
  issued: { zh: '在用 {count} 张', en: '{count} in use' },
  faulty: { zh: '坏卡 {count} 张', en: '{count} faulty' },
  agrees: { zh: '账实相符', en: 'Book and shelf agree' },
  differs: { zh: '账实不符，已立差错 {number}', en: 'Book and shelf differ: case {number}' },
} as const satisfies Record<string, Text>;

const EMPTY = {
  text: { zh: '还没有空白卡入库', en: 'No blank card was received yet' },
  next: { zh: '收到新卡后按“空白卡入库”。', en: 'Receive new cards with the button above.' },
};

function Figures(): ReactNode {
  const say = useSay();
  const { data } = useAsk(cardStock, { limit: 1 });
  if (!data) return null;
  return (
    <p className="card-verdict">
      <strong>{say(T.inStock, { count: data.inStock })}</strong>
      <span>{say(T.issued, { count: data.issued })}</span>
      <span>{say(T.faulty, { count: data.scrapped })}</span>
    </p>
  );
}

function StockActs(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const [doing, setDoing] = useState<'receive' | 'count' | null>(null);
  const close = (): void => setDoing(null);
  return (
    <>
      {mayCallNamed('cards.receive-cards', post) && (
        <Button type="primary" onClick={() => setDoing('receive')}>
          {say(receiveCards.title)}
        </Button>
      )}
      {mayCallNamed('cards.count-cards', post) && (
        <Button onClick={() => setDoing('count')}>{say(countCards.title)}</Button>
      )}
      {doing === 'receive' && (
        <Dialog title={say(receiveCards.title)} onClose={close}>
          <ReceiveForm onDone={close} />
        </Dialog>
      )}
      {doing === 'count' && (
        <Dialog title={say(countCards.title)} onClose={close}>
          <OperationForm
            contract={countCards}
            affects={['cases']}
            onCancel={close}
            onDone={({ caseNumber }) => {
              close();
              const number = caseNumber ?? '';
              notify(
                caseNumber === null
                  ? T.agrees
                  : { zh: T.differs.zh.replace('{number}', number), en: T.differs.en.replace('{number}', number) },
              );
            }}
          />
        </Dialog>
      )}
    </>
  );
}

export default function StockPage(): ReactNode {
  return (
    <ListPage contract={cardStock} states={MOVEMENT_STATES} empty={EMPTY} pageActions={<StockActs />}>
      <Figures />
    </ListPage>
  );
}
