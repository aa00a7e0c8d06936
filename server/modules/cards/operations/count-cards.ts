import { countCards as contract } from '../../../../shared/contracts/cards/count-cards.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { openCase } from '../../cases/index.ts';
import { cardsInStock } from '../store/papers.ts';

/** Book and shelf: what does not agree is a case, whoever counted. */
export const countCards = implement(contract, {
  async run(tx, actor, clock, { counted }) {
    const inBooks = await cardsInStock(tx, actor.siteId);
    const countId = newId();
    const opened =
      counted === inBooks
        ? null
        : await openCase(tx, actor, clock, {
            subject: 'card.stock_differs',
            summary: {
              zh: `空白卡账面 ${inBooks} 张，实点 ${counted} 张`,
              en: `${inBooks} blank cards in the books, ${counted} on the shelf`,
            },
            document: { kind: 'card-stock-count', id: countId },
            parties: [{ personId: actor.personId, post: actor.post }],
          });
    const row = {
      site_id: actor.siteId,
      count_id: countId,
      counted,
      in_books: inBooks,
      case_id: opened?.caseId ?? null,
      at: clock.now(),
      person_id: actor.personId,
      post: actor.post,
    };
    await tx.keep('card_stock_count', q.insertInto('card_stock_count').values(row).returningAll());
    return { counted, inBooks, caseNumber: opened?.number ?? null };
  },
});
