/** What an outcome of a delivery means for the sale: three outcomes, nothing else. */
import type { SaleState } from '../../../../shared/vending/words.ts';
import type { DeliveryOutcome } from '../../metering/index.ts';

export interface Settlement {
  readonly state: SaleState;
  /** Credit income is posted: the customer has what was paid for. */
  readonly issue: boolean;
  /** Nothing more is sold to the meter until it is known. */
  readonly block: 'unknown-delivery' | 'foreign-write' | null;
  readonly liftBlock: boolean;
}

/** A sale carried as a case stays one until it is delivered or reversed. */
export function settleDelivery(isCase: boolean, outcome: DeliveryOutcome): Settlement {
  const still = (state: SaleState): SaleState => (isCase ? 'case' : state);
  switch (outcome.result) {
    case 'applied':
      return { state: 'delivered', issue: true, block: null, liftBlock: true };
    case 'notApplied':
      return { state: still('paid'), issue: false, block: null, liftBlock: true };
    case 'unknown':
      return {
        state: still('unknown'),
        issue: false,
        block: outcome.reason === 'foreign-write' ? 'foreign-write' : 'unknown-delivery',
        liftBlock: false,
      };
  }
}

/** Minutes after which an unknown delivery is looked up: every minute at first, then every ten. */
export const isTimeToAsk = (ageMinutes: number): boolean => ageMinutes < 10 || ageMinutes % 10 === 0;

/** After so many hours nobody waits for the meter any longer: a person takes it up. */
export const CASE_AFTER_HOURS = 4;
