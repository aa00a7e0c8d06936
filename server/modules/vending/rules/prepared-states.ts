/** The states of a prepared sale, when it is over, and what about it has changed since it was prepared. */
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import { formatMoney, type Money } from '../../../../shared/values/money.ts';
import { type ExpiredBy, PREPARED_STATE_TITLES, type PreparedState } from '../../../../shared/vending/prepared.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import type { PreparedRow } from '../store/prepared.ts';

const MOVES: Readonly<Record<PreparedState, readonly PreparedState[]>> = {
  waiting: ['paid', 'expired', 'withdrawn'],
  paid: [],
  expired: [],
  withdrawn: [],
};

type Waiting = Pick<PreparedRow, 'state' | 'expires_at' | 'business_date'>;

/** Why a waiting ticket is over; null while it may be paid. Its day ends with the business day, whatever the clock says. */
export function expiryOf(ticket: Waiting, now: Instant, today: BusinessDate): ExpiredBy | null {
  if (ticket.state !== 'waiting') return null;
  if (ticket.business_date !== today) return 'day';
  return ticket.expires_at <= now ? 'time' : null;
}

/** Refuses 'prepared.not_waiting' unless the ticket may move so. */
export function requirePreparedMove(ticket: Pick<PreparedRow, 'ticket_no' | 'state'>, to: PreparedState): void {
  if (MOVES[ticket.state].includes(to)) return;
  const title = PREPARED_STATE_TITLES[ticket.state];
  refuse('prepared.not_waiting', { ticket: ticket.ticket_no, state: title.zh, stateEn: title.en.toLowerCase() });
}

/** Refuses 'prepared.not_waiting' and 'prepared.expired'. */
export function requireWaiting(
  ticket: Waiting & Pick<PreparedRow, 'ticket_no'>,
  now: Instant,
  today: BusinessDate,
): void {
  requirePreparedMove(ticket, 'paid');
  if (expiryOf(ticket, now, today) !== null) refuse('prepared.expired', { ticket: ticket.ticket_no });
}

export interface Reckoned {
  readonly priceVersionId: string;
  readonly priceNumber: number;
  readonly totalFen: Money;
  readonly quantityMilli: number | null;
}

/** Price version, sum or quantity differ from what the customer was told. */
export const isRepriced = (
  ticket: Pick<PreparedRow, 'price_version_id' | 'total_fen' | 'quantity_milli'>,
  now: Omit<Reckoned, 'priceNumber'>,
): boolean =>
  ticket.price_version_id !== now.priceVersionId ||
  ticket.total_fen !== now.totalFen ||
  ticket.quantity_milli !== now.quantityMilli;

/** Refuses 'prepared.repriced' unless nothing changed, or the new sum was typed. */
export function requireTold(
  ticket: Pick<PreparedRow, 'ticket_no' | 'price_version_id' | 'total_fen' | 'quantity_milli'>,
  now: Reckoned,
  confirmFen: Money | undefined,
): void {
  if (!isRepriced(ticket, now) || confirmFen === now.totalFen) return;
  refuse('prepared.repriced', {
    ticket: ticket.ticket_no,
    number: now.priceNumber,
    total: formatMoney(now.totalFen),
  });
}
