import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatScaled, parseScaled, toHalfWidth } from './digits.ts';

describe('toHalfWidth', () => {
  it.each([
    ['１２３４５６７８９０', '1234567890'],
    ['ＡＢｚ', 'ABz'],
    ['！（，．）－＋～', '!(,.)-+~'],
    ['３号楼\u3000１０１室', '3号楼 101室'],
    ['￥、。😀', '￥、。😀'],
  ])('%s becomes %s', (typed, plain) => expect(toHalfWidth(typed)).toBe(plain));
});

describe('parseScaled', () => {
  it.each([
    ['0', 2, 0],
    ['-0', 2, 0],
    ['-0.00', 2, 0],
    ['12.5', 2, 1250],
    ['12.5', 3, 12500],
    ['１２．５', 2, 1250],
    ['12。5', 2, 1250],
    ['＋7', 0, 7],
    ['−7', 0, -7],
    ['007', 0, 7],
    ['1,234,567.89', 2, 123456789],
    ['1 234 567', 0, 1234567],
    ['\u00a01\u00a0234\u3000', 0, 1234],
    ['9007199254740991', 0, Number.MAX_SAFE_INTEGER],
  ])('%s with %i decimals is %i', (text, places, scaled) => expect(parseScaled(text, places)).toBe(scaled));

  it.each([
    '',
    ' ',
    '-',
    '.5',
    '12.',
    '1.2.3',
    '1,23',
    '12,34,567',
    '1,234 567',
    '1 23',
    '--1',
    '1-',
    '1e3',
    '0x10',
    'Infinity',
    '12.345',
    '壹拾',
    '90071992547409.92',
  ])('refuses "%s"', (text) => expect(parseScaled(text, 2)).toBeNull());

  it('reads back every integer it writes', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 4 }), (n, places) => {
        expect(parseScaled(formatScaled(n, places), places)).toBe(n + 0);
      }),
    );
  });
});
