/** Asking a counter to read the card that lies on its reader. */
import type { CardImage } from '../../../shared/agent/protocol.ts';
import { type CardFailure, cardFailureOf } from '../../../shared/cards/words.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Commodity } from '../../../shared/values/quantity.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import type { Outside } from '../../platform/operations/implement.ts';
import { requireCounter } from './at-desk.ts';
import { profileOf } from './rules/card-numbers.ts';

export interface ReadTicket {
  readonly siteId: string;
  readonly terminalId: string;
  readonly requestId: string;
  readonly profile: string;
}

export type ReadOutcome = { readonly image: CardImage } | { readonly failure: CardFailure };

/** Refuses 'card.no_counter'. */
export const readTicket = (actor: Actor, commodity: Commodity): ReadTicket => ({
  siteId: actor.siteId,
  terminalId: requireCounter(actor),
  requestId: newId(),
  profile: profileOf(commodity),
});

export async function askToRead(ticket: ReadTicket, outside: Pick<Outside, 'agents'>): Promise<ReadOutcome> {
  const { siteId, terminalId, requestId, profile } = ticket;
  const outcome = await outside.agents.ask({ siteId, terminalId }, 'card.read', { profile }, { requestId });
  switch (outcome.result) {
    case 'answered':
      return { image: outcome.answer.image };
    case 'failed':
      return { failure: outcome.failure === 'expired' ? 'offline' : cardFailureOf(outcome.failure) };
    case 'offline':
      return { failure: 'offline' };
    case 'unanswered':
      return { failure: 'unanswered' };
  }
}
