import { scrapCard as contract } from '../../../../shared/contracts/cards/scrap-card.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { cardView } from '../card-view.ts';
import { lockCard, updateCard } from '../store/cards.ts';
import { moveStock } from '../store/papers.ts';
import { openWriteOf } from '../store/writes.ts';

/** Of a card in use nothing is scrapped: it is replaced or taken back. */
export const scrapCard = implement(contract, {
  async run(tx, actor, clock, { cardId, reason }) {
    const card = (await lockCard(tx, actor.siteId, cardId)) ?? refuse('record.not_found');
    if (card.state !== 'stock' && card.state !== 'cleared')
      refuse('state.illegal_move', { from: card.state, to: 'faulty' });
    if ((await openWriteOf(tx, actor.siteId, cardId)) !== undefined) refuse('card.write_open');
    const now = clock.now();
    await updateCard(tx, card, { state: 'faulty', to_write: null, ended_at: now });
    const change = card.state === 'stock' ? -1 : 0;
    await moveStock(tx, actor, { kind: 'scrapped', change, cardIds: [cardId], reference: reason, at: now });
    return cardView(tx, actor, cardId);
  },
});
