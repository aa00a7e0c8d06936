/** Every card of the house; each opens beside the list, where a lost one is replaced. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { cards } from '../../../../shared/contracts/cards/cards.ts';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { CardDrawer } from '../components/card-drawer.tsx';
import { CARD_LABELS, CARD_STATES_SHOWN } from '../words.ts';
import '../cards.css';

const EMPTY = {
  text: { zh: '还没有登记购电卡', en: 'No card is in the books yet' },
  next: { zh: '空白卡入库以后会出现在这里。', en: 'Cards appear here once blank ones were received into stock.' },
};

export default function CardsPage(): ReactNode {
  const [search] = useSearchParams();
  return (
    <ListPage
      contract={cards}
      labels={CARD_LABELS}
      states={CARD_STATES_SHOWN}
      empty={EMPTY}
      href={(row) => openHref(search, String(row.cardId))}
      detail={(id, close) => <CardDrawer cardId={id} onClose={close} />}
    />
  );
}
