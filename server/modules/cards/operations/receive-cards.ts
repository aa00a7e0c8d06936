import { receiveCards as contract } from '../../../../shared/contracts/cards/receive-cards.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { ZERO } from '../../../../shared/values/money.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { refuseListed } from '../at-desk.ts';
import { profileOf } from '../rules/card-numbers.ts';
import { cardOfSerial, insertCards } from '../store/cards.ts';
import { cardsInStock, moveStock } from '../store/papers.ts';

/** All of them or none. */
export const receiveCards = implement(contract, {
  async run(tx, actor, clock, { serials, reference }) {
    const { siteId } = actor;
    const twice = serials.find((serial, at) => serials.indexOf(serial) !== at);
    if (twice !== undefined) refuse('card.serial_known', { serial: twice });
    for (const serial of serials) {
      await refuseListed(tx, siteId, serial);
      if ((await cardOfSerial(tx, siteId, serial)) !== undefined) refuse('card.serial_known', { serial });
    }
    const rows = serials.map((serial) => ({
      site_id: siteId,
      card_id: newId(),
      serial,
      profile: profileOf('electricity'),
      state: 'stock' as const,
      meter_id: null,
      account_id: null,
      meter_no: null,
      customer_no: null,
      card_type: null,
      purchase_count: 0,
      amount_fen: ZERO,
      sold_count: 0,
      pending: false,
      to_write: null,
      deposit_fen: ZERO,
      deposit_document_id: null,
      issued_at: null,
      ended_at: null,
    }));
    await insertCards(tx, rows);
    const cardIds = rows.map((row) => row.card_id);
    await moveStock(tx, actor, { kind: 'received', change: 1, cardIds, reference, at: clock.now() });
    return { received: rows.length, inStock: await cardsInStock(tx, siteId) };
  },
});
