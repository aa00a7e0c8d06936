/**
 * Money is an integer number of fen (0.01 yuan), at most 2^53-1 of them either way. There is no float on any path of
 * money: texts are read digit by digit, shares and taxes are computed with BigInt and rounded half up, once.
 */
import { z } from 'zod';
import type { Brand } from './brand.ts';
import { formatScaled, parseScaled, toHalfWidth } from './digits.ts';
import { divideHalfUp, largestRemainder } from './shares.ts';

export type Money = Brand<number, 'fen'>;

/** Asserts that `n` is a safe integer (RangeError); minus zero becomes zero. */
export function fen(n: number): Money {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a number of fen: ${n}`);
  return (n === 0 ? 0 : n) as Money;
}

export function fenFromBigInt(n: bigint): Money {
  return fen(Number(n));
}

export const ZERO: Money = fen(0);

const CURRENCY_BEFORE = /^([+-]?)\s*[¥￥]\s*/;
const CURRENCY_AFTER = /\s*元$/;

/** Yuan as typed by a person: '1,234.5', '￥１２', '-0.05', '30 元'. Null when it is not certain what was meant. */
export function parseMoney(text: string): Money | null {
  const plain = toHalfWidth(text).replaceAll('\u2212', '-').trim();
  const before = CURRENCY_BEFORE.test(plain);
  const after = CURRENCY_AFTER.test(plain);
  if (before && after) return null;
  const scaled = parseScaled(plain.replace(CURRENCY_BEFORE, '$1').replace(CURRENCY_AFTER, ''), 2);
  return scaled === null ? null : fen(scaled);
}

/** '1234.50', '-0.05': yuan with two decimals, for files and for machines. */
export function formatMoney(money: Money): string {
  return formatScaled(money, 2);
}

/** '1,234.50': for people. */
export function formatMoneyGrouped(money: Money): string {
  return formatMoney(money).replace(/\B(?=(\d{3})+\.)/g, ',');
}

export function addMoney(...amounts: readonly Money[]): Money {
  // Each partial sum is asserted: a sum that left the safe range and came back would be silently wrong.
  return amounts.reduce((sum, amount) => fen(sum + amount), ZERO);
}

export function subtractMoney(from: Money, amount: Money): Money {
  return fen(from - amount);
}

export function negate(money: Money): Money {
  return fen(-money);
}

/**
 * Tax contained in a gross price: gross × rate ÷ (1 + rate), half up; the net is the rest, so that both sum to the
 * gross. `rateBasisPoints` in 0.01 %: 1300 is 13 %. A negative gross gives the mirror of the positive one.
 */
export function splitTax(gross: Money, rateBasisPoints: number): { net: Money; tax: Money } {
  if (!Number.isInteger(rateBasisPoints) || rateBasisPoints < 0 || rateBasisPoints > 10_000) {
    throw new RangeError(`not a tax rate in basis points: ${rateBasisPoints}`);
  }
  const rate = BigInt(rateBasisPoints);
  const tax = fenFromBigInt(divideHalfUp(BigInt(gross) * rate, 10_000n + rate));
  return { net: subtractMoney(gross, tax), tax };
}

/** Parts `total` by whole-number weights (largest remainder); the parts sum to `total` exactly. */
export function allocate(total: Money, weights: readonly number[]): Money[] {
  return largestRemainder(BigInt(total), weights.map(BigInt)).map(fenFromBigInt);
}

const FIGURES = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];

/** Up to 9999, without leading 零; '' for 0. */
function sectionInCapitals(section: number): string {
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(section / 10 ** place) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += (gap ? '零' : '') + FIGURES[digit] + PLACES[place];
    gap = false;
  }
  return text;
}

/** Joins the parts above and below 万 or 亿; 零 stands where the lower part does not fill its highest place. */
function joinSections(upper: string, lower: string, lowerIsFull: boolean): string {
  if (upper === '' || lower === '') return upper + lower;
  return upper + (lowerIsFull ? '' : '零') + lower;
}

function wholeInCapitals(whole: number): string {
  if (whole >= 100_000_000) {
    const low = whole % 100_000_000;
    return joinSections(
      `${wholeInCapitals(Math.floor(whole / 100_000_000))}亿`,
      wholeInCapitals(low),
      low >= 10_000_000,
    );
  }
  if (whole >= 10_000) {
    const low = whole % 10_000;
    return joinSections(`${sectionInCapitals(Math.floor(whole / 10_000))}万`, sectionInCapitals(low), low >= 1000);
  }
  return sectionInCapitals(whole);
}

/**
 * The amount in capitals as slips and vouchers carry it (正确填写票据和结算凭证的基本规定, annex 1 of the People's Bank's
 * 支付结算办法 of 1997), without the word 人民币, which the form prints. Where that rule leaves a choice: 整 also after
 * 角, so that no fen can be added by hand; 零 between 元 and 角 when the yuan end in 0; none between 万 and a full 仟.
 */
export function moneyInCapitals(money: Money): string {
  const amount = Math.abs(money);
  const yuan = Math.floor(amount / 100);
  const jiao = Math.floor(amount / 10) % 10;
  const cents = amount % 10;
  const sign = money < 0 ? '负' : '';
  if (amount === 0) return '零元整';
  let text = yuan === 0 ? '' : `${wholeInCapitals(yuan)}元`;
  if (jiao === 0 && cents === 0) return `${sign}${text}整`;
  if (yuan !== 0 && (jiao === 0 || yuan % 10 === 0)) text += '零';
  if (jiao !== 0) text += `${FIGURES[jiao]}角`;
  text += cents === 0 ? '整' : `${FIGURES[cents]}分`;
  return sign + text;
}

const typed = (schema: z.ZodNumber | z.ZodInt) => schema as unknown as z.ZodType<Money, number>;

/** Fen in an input or an answer. The type going in is a plain number, so that a parsed JSON body fits. */
/** Ten billion yuan: nothing larger is meant, and whatever is added to it or rated with it stays exact. */
const MOST = 1_000_000_000_000;

export const moneySchema = typed(z.int().min(-MOST).max(MOST));
export const nonNegativeMoneySchema = typed(z.int().min(0).max(MOST));
export const positiveMoneySchema = typed(z.int().min(1).max(MOST));
