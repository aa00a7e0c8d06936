/** What may be done with a slip book now, by whom. */
import { enterPaperSale } from '../../../shared/contracts/vending/enter-paper-sale.ts';
import { returnSlipBook } from '../../../shared/contracts/vending/return-slip-book.ts';
import { spoilPaperSlip } from '../../../shared/contracts/vending/spoil-paper-slip.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { allowed } from '../../platform/operations/can.ts';

interface Book {
  readonly holderId: string;
  readonly state: string;
}

export function bookActs(actor: Actor, { holderId, state }: Book): string[] {
  if (state !== 'issued') return [];
  return allowed(actor, holderId === actor.personId ? [enterPaperSale, spoilPaperSlip] : [returnSlipBook]);
}
