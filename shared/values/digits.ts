/**
 * Digits as people type them. A Chinese input method left in full-width mode gives １２．５０ and ￥; an accounting
 * sheet gives 1,234.50. Both are read here, once, for every parser and input field. What is not certain is refused:
 * 1,23 or 12. may be a lost key, and money is never guessed.
 */

const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_TO_ASCII = 0xfee0;

/** Full-width digits, letters, punctuation and space become ASCII; every other character stays as it is. */
export function toHalfWidth(text: string): string {
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST) result += String.fromCodePoint(code - FULL_WIDTH_TO_ASCII);
    else if (code === 0x3000) result += ' ';
    else result += character;
  }
  return result;
}

const DECIMAL = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)(?:\.(\d+))?$/;

/**
 * Reads a decimal number as an integer of 10^-places: ('12.5', 2) is 1250. Accepts full-width forms, one sign, groups
 * of three parted by commas or by spaces, spaces around. Null for anything else, for more than `places` decimals, and
 * for what no safe integer holds.
 */
export function parseScaled(text: string, places: number): number | null {
  const plain = toHalfWidth(text).replaceAll('\u00a0', ' ').replaceAll('\u2212', '-').replaceAll('。', '.').trim();
  const match = DECIMAL.exec(plain);
  if (match === null) return null;
  const [, sign, whole = '', fraction = ''] = match;
  if (fraction.length > places) return null;
  const scaled = Number(whole.replace(/[, ]/g, '') + fraction.padEnd(places, '0'));
  if (!Number.isSafeInteger(scaled)) return null;
  return sign === '-' && scaled !== 0 ? -scaled : scaled;
}

/** The reverse of `parseScaled`: (1250, 2) is '12.50'. */
export function formatScaled(scaled: number, places: number): string {
  const figures = Math.abs(scaled)
    .toString()
    .padStart(places + 1, '0');
  const sign = scaled < 0 ? '-' : '';
  return `${sign}${figures.slice(0, -places)}.${figures.slice(-places)}`;
}
