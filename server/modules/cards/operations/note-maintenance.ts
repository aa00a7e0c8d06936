import { noteMaintenance as contract } from '../../../../shared/contracts/cards/note-maintenance.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { careView } from '../document-view.ts';
import { lockCard } from '../store/cards.ts';
import { insertCare } from '../store/papers.ts';

/** What a test finds is entered by the test itself; here is what a person did or saw. */
export const noteMaintenance = implement(contract, {
  async run(tx, actor, clock, { cardId, kind, text }) {
    const card = (await lockCard(tx, actor.siteId, cardId)) ?? refuse('record.not_found');
    const noted = { cardId: card.card_id, kind, result: null, text, at: clock.now() };
    return careView(tx, actor, await insertCare(tx, actor, noted));
  },
});
