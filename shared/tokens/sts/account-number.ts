/**
 * The number a meter has in the world of IEC 62055-41 (MeterPAN), 18 digits: issuer, meter number, check digit.
 *
 *  - issuer 600727 and 11 digits of meter number, as most electricity meters have;
 *  - issuer 0000 and 13 digits.
 *
 * The check digit is Luhn's, over the 17 before it.
 */

export function luhnDigit(digits: string): number {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
}

/**
 * @param meterNo 11 or 13 digits as on the meter's plate, or all 18
 * @returns null when it is none of these, or the check digit of the 18 is not right
 */
export function accountNumberOf(meterNo: string): string | null {
  if (/^\d{11}$/.test(meterNo)) return withCheck(`600727${meterNo}`);
  if (/^\d{13}$/.test(meterNo)) return withCheck(`0000${meterNo}`);
  return /^\d{18}$/.test(meterNo) && withCheck(meterNo.slice(0, 17)) === meterNo ? meterNo : null;
}

const withCheck = (digits: string): string => `${digits}${luhnDigit(digits)}`;

/** The sixteen digits left of the check digit: what a decoder key is derived from. */
export const accountBlockOf = (accountNumber: string): string => accountNumber.slice(1, 17);
