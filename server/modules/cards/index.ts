/** The public face of cards: the driver and the guard of card meters, and what cards bring back from them. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { registerSaleGuard, registerStandSource } from '../metering/index.ts';
import { cardsChecks } from './checks.ts';
import { cardGuide } from './downloads/card-guide.ts';
import { cardReceipt } from './downloads/card-receipt.ts';
import { allowMerge } from './operations/allow-merge.ts';
import { blacklistCard } from './operations/blacklist-card.ts';
import { clearCard } from './operations/clear-card.ts';
import { countCards } from './operations/count-cards.ts';
import { issueCard } from './operations/issue-card.ts';
import { liftBlacklist } from './operations/lift-blacklist.ts';
import { noteMaintenance } from './operations/note-maintenance.ts';
import { readCard } from './operations/read-card.ts';
import { receiveCards } from './operations/receive-cards.ts';
import { refundDeposit } from './operations/refund-deposit.ts';
import { replaceCard } from './operations/replace-card.ts';
import { scrapCard } from './operations/scrap-card.ts';
import { setCardTerms } from './operations/set-card-terms.ts';
import { teachCard } from './operations/teach-card.ts';
import { testCard } from './operations/test-card.ts';
import { transferCard } from './operations/transfer-card.ts';
import { writeCard } from './operations/write-card.ts';
import { blacklist } from './queries/blacklist.ts';
import { card } from './queries/card.ts';
import { cardStock } from './queries/card-stock.ts';
import { cardTerms } from './queries/card-terms.ts';
import { cards } from './queries/cards.ts';
import { meterCard } from './queries/meter-card.ts';
import { cardSaleGuard } from './sale-guard.ts';
import { standOnCard } from './stand.ts';

export { type CardDriverParts, cardDriver } from './driver.ts';
export { type CardReturn, registerReturnSink } from './return-sink.ts';
export { type ReturnedValue, returnedValues } from './store/readings.ts';

registerSaleGuard('card', cardSaleGuard);
registerStandSource('card', standOnCard);

export const cardsModule: ServerModule = {
  name: 'cards',
  operations: [
    readCard,
    issueCard,
    replaceCard,
    writeCard,
    clearCard,
    refundDeposit,
    transferCard,
    testCard,
    teachCard,
    allowMerge,
    setCardTerms,
    receiveCards,
    scrapCard,
    countCards,
    blacklistCard,
    liftBlacklist,
    noteMaintenance,
  ],
  queries: [cards, card, meterCard, cardStock, blacklist, cardTerms],
  downloads: [cardGuide, cardReceipt],
  checks: cardsChecks,
  keptTables: [
    'card',
    'card_meter',
    'card_reading',
    'card_merge',
    'card_document',
    'card_write',
    'card_stock_movement',
    'card_stock_count',
    'card_care',
    'card_blacklist',
    'card_terms',
  ],
};
