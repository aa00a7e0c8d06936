import { teachCard as contract } from '../../../../shared/contracts/cards/teach-card.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { careView } from '../document-view.ts';
import { lockCard } from '../store/cards.ts';
import { insertCare } from '../store/papers.ts';

const WORDS = { printed: '已打印使用须知交给用户', shown: '已当面讲解并演示用卡' } as const;

export const teachCard = implement(contract, {
  async run(tx, actor, clock, { cardId, how }) {
    const card = (await lockCard(tx, actor.siteId, cardId)) ?? refuse('record.not_found');
    const taught = { cardId: card.card_id, kind: 'taught', result: null, text: WORDS[how], at: clock.now() } as const;
    return careView(tx, actor, await insertCare(tx, actor, taught));
  },
});
