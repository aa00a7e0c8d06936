/** What the viewer may do with a sale or a reversal now. The operations decide again; this only shows the buttons. */
import { approveReversal } from '../../../shared/contracts/vending/approve-reversal.ts';
import { deliverAgain } from '../../../shared/contracts/vending/deliver-again.ts';
import { lookUpDelivery } from '../../../shared/contracts/vending/look-up-delivery.ts';
import { payBack } from '../../../shared/contracts/vending/pay-back.ts';
import { printAtCounter } from '../../../shared/contracts/vending/print-at-counter.ts';
import { printSlip } from '../../../shared/contracts/vending/print-slip.ts';
import { refuseReversal } from '../../../shared/contracts/vending/refuse-reversal.ts';
import { requestReversal } from '../../../shared/contracts/vending/request-reversal.ts';
import type { AttemptState, ReversalState, SaleState } from '../../../shared/vending/words.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { canOf, type Offer } from '../../platform/operations/can.ts';
import { isLookedUp } from './rules/attempt-states.ts';

export interface Standing {
  readonly state: SaleState;
  readonly delivery: string;
  readonly attempt: AttemptState | null;
  readonly reversal: { readonly state: ReversalState; readonly requestedBy: string } | null;
}

const settledNot = (attempt: AttemptState | null): boolean => attempt === null || attempt === 'NOT_APPLIED';
const owed = (state: SaleState): boolean => state === 'paid' || state === 'case';

/** Undelivered for certain, or delivered to a balance kept here, which can be taken back if it is unused. */
export const isReversible = ({ state, delivery, attempt }: Omit<Standing, 'reversal'>): boolean =>
  (owed(state) && settledNot(attempt)) || (state === 'delivered' && delivery === 'balance');

export function saleCan(actor: Actor, sale: Standing): string[] {
  const { state, attempt, reversal } = sale;
  const open = reversal !== null && reversal.state !== 'refused';
  return canOf(actor, [
    [printSlip, true],
    [printAtCounter, actor.terminalId !== null],
    [deliverAgain, owed(state) && settledNot(attempt) && !open],
    [lookUpDelivery, (state === 'unknown' || state === 'case') && attempt !== null && isLookedUp(attempt)],
    [requestReversal, isReversible(sale) && !open],
    ...reversalActs(actor, reversal),
  ]);
}

function reversalActs(actor: Actor, reversal: Standing['reversal']): Offer[] {
  const mine = reversal?.requestedBy === actor.personId;
  return [
    [approveReversal, reversal?.state === 'requested' && !mine],
    [refuseReversal, reversal?.state === 'requested' && !mine],
    [payBack, reversal?.state === 'approved'],
  ];
}

export const reversalCan = (actor: Actor, reversal: NonNullable<Standing['reversal']>): string[] =>
  canOf(actor, reversalActs(actor, reversal));
