/**
 * The amount a credit token of IEC 62055-41 carries: sixteen bits, two of exponent and fourteen of mantissa, counting
 * tenths of a unit (0.1 kWh, 0.1 m³, 0.1 minute). Small amounts are exact, larger ones go up in steps of 10, 100 and
 * 1000 tenths. Whole numbers only: no amount passes through a float.
 *
 * Each exponent begins where the one before ends: exponent e counts from `base(e)` in steps of 10^e. An amount between
 * two steps is rounded up when it is encoded, so a token would give more than was paid; sales therefore take the
 * largest step not above it (`floorTenths`) and charge for that.
 */

const MANTISSA_VALUES = 16_384;
const LAST_EXPONENT = 3;
/** The smallest amount of each exponent, and one beyond the last. */
const BASES = [0, 16_384, 180_224, 1_818_624, 18_202_624] as const;

/** The largest amount a token can carry: 1,820,162.4 units. */
export const MOST_TENTHS = BASES[3] + (MANTISSA_VALUES - 1) * 1000;

const stepOf = (exponent: number): number => 10 ** exponent;

function exponentOf(tenths: number): number {
  let exponent = 0;
  while (exponent < LAST_EXPONENT && tenths >= BASES[(exponent + 1) as 1]) exponent += 1;
  return exponent;
}

/** Thousandths of a unit as whole tenths: below one tenth rounded up, otherwise truncated. */
export function tenthsOfMilli(milli: number): number {
  if (!Number.isSafeInteger(milli) || milli < 0) throw new RangeError(`not an amount in thousandths: ${milli}`);
  return milli > 0 && milli < 100 ? 1 : Math.floor(milli / 100);
}

/**
 * The field for an amount. What lies between two steps becomes the higher one. The exponent is added and not or-ed: a
 * mantissa rounded up to 16384 thereby becomes the first step of the next exponent.
 *
 * Throws a RangeError above `MOST_TENTHS`.
 */
export function encodeAmount(tenths: number): number {
  if (!Number.isSafeInteger(tenths) || tenths < 0 || tenths > MOST_TENTHS)
    throw new RangeError(`no token carries ${tenths} tenths`);
  const exponent = exponentOf(tenths);
  const mantissa = Math.ceil((tenths - BASES[exponent as 0]) / stepOf(exponent));
  return exponent * MANTISSA_VALUES + mantissa;
}

/** Tenths of a unit. */
export function decodeAmount(field: number): number {
  if (!Number.isInteger(field) || field < 0 || field > 0xffff) throw new RangeError(`not sixteen bits: ${field}`);
  const exponent = Math.floor(field / MANTISSA_VALUES);
  return BASES[exponent as 0] + (field % MANTISSA_VALUES) * stepOf(exponent);
}

/** The largest amount not above `tenths` that a token carries exactly. */
export function floorTenths(tenths: number): number {
  if (tenths >= MOST_TENTHS) return MOST_TENTHS;
  const exponent = exponentOf(Math.max(0, tenths));
  const mantissa = Math.floor((Math.max(0, tenths) - BASES[exponent as 0]) / stepOf(exponent));
  return BASES[exponent as 0] + Math.min(mantissa, MANTISSA_VALUES - 1) * stepOf(exponent);
}
