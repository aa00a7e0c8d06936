import { readCard as contract } from '../../../../shared/contracts/cards/read-card.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { onReaderView } from '../card-view.ts';
import { keepReading } from '../keep-reading.ts';
import { askToRead, type ReadOutcome, type ReadTicket, readTicket } from '../read-here.ts';

export const readCard = implement<typeof contract, ReadTicket, ReadOutcome>(contract, {
  reserve: async (_tx, actor, _clock, { commodity }) => ({ ticket: readTicket(actor, commodity) }),
  call: (ticket, outside) => askToRead(ticket, outside),
  async settle(tx, actor, clock, { ticket, outcome }) {
    if ('failure' in outcome) return { failure: outcome.failure, onReader: null };
    const reading = await keepReading(tx, actor, clock, { terminalId: ticket.terminalId, image: outcome.image });
    return { failure: null, onReader: await onReaderView(tx, actor, reading) };
  },
});
