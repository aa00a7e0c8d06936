/** Reads a card without changing it, and enters the result in its maintenance record. */
import { CARD_DIFFERENCES } from '../../../../shared/cards/words.ts';
import { testCard as contract } from '../../../../shared/contracts/cards/test-card.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { onReaderView } from '../card-view.ts';
import { keepReading } from '../keep-reading.ts';
import { askToRead, type ReadOutcome, type ReadTicket, readTicket } from '../read-here.ts';
import { insertCare } from '../store/papers.ts';

export const testCard = implement<typeof contract, ReadTicket, ReadOutcome>(contract, {
  reserve: async (_tx, actor, _clock, { commodity }) => ({ ticket: readTicket(actor, commodity) }),
  call: (ticket, outside) => askToRead(ticket, outside),
  async settle(tx, actor, clock, { ticket, outcome }) {
    if ('failure' in outcome) return { failure: outcome.failure, onReader: null };
    const reading = await keepReading(tx, actor, clock, { terminalId: ticket.terminalId, image: outcome.image });
    const { card_id: cardId, differences } = reading;
    const text = differences.map((difference) => CARD_DIFFERENCES[difference].zh).join('；');
    const result = differences.length === 0 ? 'good' : 'bad';
    if (cardId !== null)
      await insertCare(tx, actor, { cardId, kind: 'test', result, text: text || '读卡正常', at: clock.now() });
    return { failure: null, onReader: await onReaderView(tx, actor, reading) };
  },
});
