/**
 * Parting a whole into shares so that the shares sum to the whole exactly: each gets its floor, and what is left goes
 * one by one to the largest remainders, the earlier share first where they are equal.
 */

/** Refuses (RangeError) negative weights, and weights that are all zero unless the whole is zero too. */
export function largestRemainder(whole: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.some((weight) => weight < 0n)) throw new RangeError('a weight is negative');
  if (whole < 0n) return largestRemainder(-whole, weights).map((share) => -share);
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  if (sum === 0n) {
    if (whole !== 0n) throw new RangeError('nothing to share among: every weight is zero');
    return weights.map(() => 0n);
  }
  return roundToWhole(
    weights.map((weight) => whole * weight),
    sum,
    whole,
  );
}

/**
 * Rounds numerator ÷ denominator of each part so that the parts sum to `whole`, which the caller got by rounding their
 * sum. RangeError when `whole` is not within reach of the parts, each rounded down or up; they are not negative.
 */
export function roundToWhole(numerators: readonly bigint[], denominator: bigint, whole: bigint): bigint[] {
  const parts = numerators.map((numerator) => numerator / denominator);
  const left = whole - parts.reduce((total, part) => total + part, 0n);
  if (left < 0n || left > BigInt(parts.length)) throw new RangeError('the parts cannot be rounded to this whole');
  numerators
    .map((numerator, index) => ({ index, remainder: numerator % denominator }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
    .slice(0, Number(left))
    .forEach(({ index }) => {
      parts[index] = parts[index]! + 1n;
    });
  return parts;
}

/** Half up, away from zero for a negative numerator, so that a reversal mirrors what it reverses. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('the denominator is not positive');
  if (numerator < 0n) return -divideHalfUp(-numerator, denominator);
  return (2n * numerator + denominator) / (2n * denominator);
}
