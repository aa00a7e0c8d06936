/** The sums of a month's places, and which of them do not come out: in themselves, or against the ledger. */
import type { JournalPlace } from '../../../../shared/reconciliation/journal-month.ts';
import { addMoney, type Money, negate, ZERO } from '../../../../shared/values/money.ts';

export interface JournalSums {
  readonly openingFen: Money;
  readonly receiptFen: Money;
  readonly paymentFen: Money;
  readonly closingFen: Money;
}

export const journalSums = (places: readonly JournalPlace[]): JournalSums => ({
  openingFen: addMoney(ZERO, ...places.map((place) => place.openingFen)),
  receiptFen: addMoney(ZERO, ...places.map((place) => place.receiptFen)),
  paymentFen: addMoney(ZERO, ...places.map((place) => place.paymentFen)),
  closingFen: addMoney(ZERO, ...places.map((place) => place.closingFen)),
});

export const notComingOut = (places: readonly JournalPlace[]): JournalPlace[] =>
  places.filter(
    (place) =>
      addMoney(place.openingFen, place.receiptFen, negate(place.paymentFen)) !== place.closingFen ||
      place.closingFen !== place.ledgerFen,
  );
