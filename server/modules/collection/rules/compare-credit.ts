/** Whether a meter may have as much left as it says: it cannot gain but by what the books issued. */
export interface Basis {
  readonly remaining: number;
  /** All that had been issued by the books then. */
  readonly issued: number;
}

/**
 * The most the books allow, in the meter's unit. Without an earlier sight it is all that was ever issued. Use makes it
 * less and is not taken off: the meter knows it better.
 */
export function mostPossible(basis: Basis | null, issued: number): number {
  return Math.max(0, basis === null ? issued : basis.remaining + (issued - basis.issued));
}
