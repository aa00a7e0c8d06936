/** Amounts that go in steps: what a meter can be given, hours out of minutes. Whole numbers in, whole numbers out. */

/** How many steps lie wholly within the amount, which is not negative. */
export function wholeSteps(amount: number, step: number): number {
  if (!Number.isSafeInteger(amount) || amount < 0 || !Number.isSafeInteger(step) || step <= 0)
    throw new RangeError(`no steps of ${step} in ${amount}`);
  return (amount - (amount % step)) / step;
}
