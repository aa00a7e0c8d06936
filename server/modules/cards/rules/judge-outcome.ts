/** What a counter's answer to a write means. Only the card itself, read again, says that it was written. */
import type { CardImage } from '../../../../shared/agent/protocol.ts';
import { judgeWritten, type WritePlan } from '../../../../shared/card/sale-write.ts';
import { type CardFailure, cardFailureOf, type WriteState } from '../../../../shared/cards/words.ts';
import type { DeliveryReason } from '../../../../shared/metering/words.ts';
import type { AgentOutcome } from '../../devices/index.ts';

export interface WriteEnd {
  readonly state: Exclude<WriteState, 'sent'>;
  readonly failure: CardFailure | null;
  readonly image: CardImage | null;
}

/** These leave open what is on the card; all others say that nothing was written. */
const OPEN: ReadonlySet<string> = new Set(['torn', 'interrupted', 'unanswered']);

/** `before` is the image that was planned for. */
export function endByImage(before: CardImage, image: CardImage, plan: WritePlan): WriteEnd {
  const judged = judgeWritten(before, image, plan);
  switch (judged.outcome) {
    case 'written':
      return { state: 'written', failure: null, image };
    case 'not-written':
      return { state: 'not-written', failure: 'card-refused', image };
    case 'other-card':
      return { state: 'unknown', failure: 'other-card', image: null };
    case 'partly':
      // The wallet is written last: while it holds the old count no credit was given, and the meter takes none.
      return judged.wallet === 'before'
        ? { state: 'not-written', failure: 'torn', image }
        : { state: 'unknown', failure: 'torn', image };
  }
}

/** A write whose answer was lost, by the card as it was read later: what did not get there was torn off. */
export function endByLaterReading(before: CardImage, image: CardImage, plan: WritePlan): WriteEnd {
  const end = endByImage(before, image, plan);
  return end.state === 'not-written' ? { ...end, failure: 'torn' } : end;
}

export function endOfWrite(outcome: AgentOutcome<'card.write'>, before: CardImage, plan: WritePlan): WriteEnd {
  switch (outcome.result) {
    case 'answered':
      return endByImage(before, outcome.answer.after, plan);
    case 'offline':
      return { state: 'not-written', failure: 'offline', image: null };
    case 'unanswered':
      return { state: 'unknown', failure: 'unanswered', image: null };
    case 'failed': {
      const failure = outcome.failure === 'expired' ? 'offline' : cardFailureOf(outcome.failure);
      if (OPEN.has(failure)) return { state: 'unknown', failure, image: null };
      // A card that refused in the middle was read again after the refusal; every other failure came before the write.
      if (outcome.failure !== 'card-refused' && outcome.failure !== 'security-refused')
        return { state: 'not-written', failure, image: null };
      if (outcome.image === undefined) return { state: 'unknown', failure, image: null };
      const end = endByImage(before, outcome.image, plan);
      return end.state === 'not-written' ? { ...end, failure } : end;
    }
  }
}

const REASONS: Readonly<Record<CardFailure, DeliveryReason>> = {
  'no-reader': 'counter-offline',
  'no-card': 'no-card',
  'other-card': 'other-card',
  'changed-card': 'card-changed',
  'not-a-user-card': 'other-card',
  'security-refused': 'card-refused',
  'card-refused': 'card-refused',
  torn: 'torn',
  interrupted: 'no-answer',
  offline: 'counter-offline',
  unanswered: 'no-answer',
  fault: 'counter-offline',
};

export const deliveryReasonOf = (failure: CardFailure): DeliveryReason => REASONS[failure];
