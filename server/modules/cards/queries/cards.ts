import { cards as contract } from '../../../../shared/contracts/cards/cards.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { namedCards, viewOf } from '../card-view.ts';

export const cards = answer(contract, async (tx, actor, _clock, { limit, ...by }) => {
  const rows = await namedCards(tx, actor.siteId, by, limit + 1);
  const shown = rows.slice(0, limit).map((row) => viewOf(actor, row));
  return { rows: shown, next: rows.length > limit ? shown.at(-1)!.cardId : null };
});
