import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  allocate,
  fen,
  formatMoney,
  formatMoneyGrouped,
  moneyInCapitals,
  moneySchema,
  negate,
  parseMoney,
  positiveMoneySchema,
  splitTax,
  subtractMoney,
  ZERO,
} from './money.ts';

const MAX = fen(Number.MAX_SAFE_INTEGER);
const anyMoney = fc.maxSafeInteger().map(fen);

describe('fen', () => {
  it('takes safe integers only, and has one zero', () => {
    expect(fen(-5)).toBe(-5);
    expect(fen(-0)).toBe(0);
    for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(() => fen(wrong)).toThrow(RangeError);
  });

  it('adds, subtracts and negates, and fails rather than lose a fen', () => {
    expect(addMoney()).toBe(0);
    expect(addMoney(fen(10), fen(20), fen(-5))).toBe(25);
    expect(subtractMoney(fen(10), fen(25))).toBe(-15);
    expect(negate(ZERO)).toBe(0);
    expect(negate(fen(7))).toBe(-7);
    expect(() => addMoney(MAX, fen(1))).toThrow(RangeError);
    expect(() => addMoney(MAX, fen(2), fen(-5))).toThrow(RangeError);
    expect(() => subtractMoney(negate(MAX), fen(1))).toThrow(RangeError);
  });
});

describe('parseMoney', () => {
  it.each([
    ['100', 10000],
    ['0.05', 5],
    ['-0.05', -5],
    ['１００．５', 10050],
    ['￥100', 10000],
    ['¥ 1,234.50', 123450],
    ['-¥5', -500],
    ['¥-5', -500],
    ['－￥５', -500],
    ['＋８', 800],
    ['30 元', 3000],
    [' 30元 ', 3000],
    ['1，234.5', 123450],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('"%s" is %i fen', (text, amount) => expect(parseMoney(text)).toBe(amount));

  it.each([
    '',
    '元',
    '¥',
    '¥¥5',
    '¥5元',
    '5元整',
    '5元5角',
    '0.005',
    '1.',
    '-¥-5',
    '1,00',
    '5$',
    '90071992547409.92',
    '1e2',
    'NaN',
  ])('refuses "%s"', (text) => expect(parseMoney(text)).toBeNull());

  it('reads back what is written, grouped or not', () => {
    fc.assert(
      fc.property(anyMoney, (money) => {
        expect(parseMoney(formatMoney(money))).toBe(money);
        expect(parseMoney(formatMoneyGrouped(money))).toBe(money);
      }),
    );
  });
});

describe('formatMoney', () => {
  it.each([
    [0, '0.00', '0.00'],
    [-5, '-0.05', '-0.05'],
    [123450, '1234.50', '1,234.50'],
    [99999, '999.99', '999.99'],
    [-100000000, '-1000000.00', '-1,000,000.00'],
  ])('%i is %s, grouped %s', (amount, plain, grouped) => {
    expect(formatMoney(fen(amount))).toBe(plain);
    expect(formatMoneyGrouped(fen(amount))).toBe(grouped);
  });
});

describe('moneyInCapitals', () => {
  it.each([
    // The examples of the rule itself, and 整 after 角 by our choice.
    ['1409.50', '壹仟肆佰零玖元伍角整'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['1680.32', '壹仟陆佰捌拾元零叁角贰分'],
    ['107000.53', '壹拾万柒仟元零伍角叁分'],
    ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '叁佰贰拾伍元零肆分'],
    ['0', '零元整'],
    ['0.05', '伍分'],
    ['0.50', '伍角整'],
    ['0.55', '伍角伍分'],
    ['1', '壹元整'],
    ['10', '壹拾元整'],
    ['15', '壹拾伍元整'],
    ['100', '壹佰元整'],
    ['101', '壹佰零壹元整'],
    ['1001', '壹仟零壹元整'],
    ['1010', '壹仟零壹拾元整'],
    ['200.50', '贰佰元零伍角整'],
    ['10001', '壹万零壹元整'],
    ['10010', '壹万零壹拾元整'],
    ['110000', '壹拾壹万元整'],
    ['1000000', '壹佰万元整'],
    ['100000000', '壹亿元整'],
    ['100000001', '壹亿零壹元整'],
    ['100001000', '壹亿零壹仟元整'],
    ['101000000', '壹亿零壹佰万元整'],
    ['110000000', '壹亿壹仟万元整'],
    ['1001000000', '壹拾亿零壹佰万元整'],
    ['1000000000000', '壹万亿元整'],
    ['1000000000001', '壹万亿零壹元整'],
    ['1234567890123.45', '壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分'],
    ['90071992547409.91', '玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分'],
    ['-12.30', '负壹拾贰元叁角整'],
  ])('%s is %s', (figures, capitals) => expect(moneyInCapitals(parseMoney(figures)!)).toBe(capitals));

  it('never writes two 零 together, and reads back to the same amount', () => {
    fc.assert(
      fc.property(anyMoney, (money) => {
        const capitals = moneyInCapitals(money);
        if (money !== 0) expect(capitals).not.toMatch(/零零|零[元万亿角分整]/);
        expect(readCapitals(capitals)).toBe(money);
      }),
    );
  });
});

/** An independent reading of capitals, so that the writer is not its own judge. */
function readCapitals(capitals: string): number {
  const sign = capitals.startsWith('负') ? -1 : 1;
  const [, whole = '', jiao = '零', cents = '零'] = /^负?(?:(.*)元)?零?(?:(.)角)?(?:(.)分)?整?$/.exec(capitals) ?? [];
  const digit = (figure: string) => '零壹贰叁肆伍陆柒捌玖'.indexOf(figure);
  const places: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000 };
  const read = (text: string): number => {
    for (const [mark, worth] of [
      ['亿', 100_000_000],
      ['万', 10_000],
    ] as const) {
      const at = text.lastIndexOf(mark);
      if (at >= 0) return read(text.slice(0, at)) * worth + read(text.slice(at + 1));
    }
    return [...text.matchAll(/([壹贰叁肆伍陆柒捌玖])([拾佰仟]?)/g)].reduce(
      (sum, [, figure = '', place = '']) => sum + digit(figure) * (places[place] ?? 1),
      0,
    );
  };
  const amount = read(whole) * 100 + digit(jiao) * 10 + digit(cents);
  return amount === 0 ? 0 : sign * amount;
}

describe('splitTax', () => {
  it.each([
    [11300, 1300, 10000, 1300],
    [10000, 1300, 8850, 1150], // 1150.44
    [1, 1300, 1, 0], // 0.115
    [5, 1300, 4, 1], // 0.575
    [10900, 900, 10000, 900],
    [10300, 300, 10000, 300],
    [3, 10000, 1, 2], // exactly 1.5, half up
    [-3, 10000, -1, -2],
    [-11300, 1300, -10000, -1300],
    [100, 0, 100, 0],
  ])('%i fen at %i basis points: net %i, tax %i', (gross, rate, net, tax) => {
    expect(splitTax(fen(gross), rate)).toEqual({ net, tax });
  });

  it('sums to the gross, and is exact where floats are not', () => {
    fc.assert(
      fc.property(anyMoney, fc.integer({ min: 0, max: 10_000 }), (gross, rate) => {
        const { net, tax } = splitTax(gross, rate);
        expect(addMoney(net, tax)).toBe(gross);
        const away = 2n * (BigInt(tax) * BigInt(10_000 + rate) - BigInt(gross) * BigInt(rate));
        expect(away >= -BigInt(10_000 + rate) && away <= BigInt(10_000 + rate)).toBe(true);
      }),
    );
  });

  it.each([-1, 10_001, 13.5, Number.NaN])('refuses %d basis points', (rate) => {
    expect(() => splitTax(fen(100), rate)).toThrow(RangeError);
  });
});

describe('allocate', () => {
  it('parts a total without losing a fen', () => {
    expect(allocate(fen(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(fen(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(allocate(fen(5), [0, 3])).toEqual([0, 5]);
  });
});

describe('schemas', () => {
  it('take fen and nothing else', () => {
    expect(moneySchema.parse(-5)).toBe(-5);
    expect(positiveMoneySchema.parse(1)).toBe(1);
    for (const wrong of [0.5, '5', null, 2 ** 53, 10 ** 12 + 1, Number.NaN])
      expect(moneySchema.safeParse(wrong).success).toBe(false);
    for (const wrong of [0, -1]) expect(positiveMoneySchema.safeParse(wrong).success).toBe(false);
  });
});
