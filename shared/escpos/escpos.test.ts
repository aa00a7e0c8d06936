import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, encodeText, printable, wrap } from './encoding.ts';
import { readSlip } from './reader.ts';
import { writeSlip } from './writer.ts';

describe('text for a slip printer', () => {
  test.each([
    ['¥12.06', '￥12.06', 7],
    ['3.5 m³', '3.5 m3', 6],
    ['示例楼', '示例楼', 6],
    ['㛃 𠮷', '〓 〓', 5],
    ['a\tb\nc', 'a b c', 5],
    ['×', '×', 2],
  ])('%j is printed as %j in %i columns', (given, shown, columns) => {
    expect(printable(given)).toBe(shown);
    expect(columnsOf(printable(given))).toBe(columns);
    expect(encodeText(given)).toHaveLength(columns);
  });

  test.each([
    ['电量 243.230 kWh', 16, ['电量 243.230 kWh']],
    ['电量 243.230 kWh', 15, ['电量 243.230', 'kWh']],
    ['示例楼三单元', 5, ['示例', '楼三', '单元']],
    ['0123456789', 4, ['0123', '4567', '89']],
    ['请核对电量。谢谢', 10, ['请核对电', '量。谢谢']],
    ['', 4, ['']],
  ])('%j in %i columns', (text, columns, lines) => {
    expect(wrap(text, columns)).toEqual(lines);
  });

  test('whatever the text, no line is too wide and no letter is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 4, max: 48 }), (text, columns) => {
        const lines = wrap(text, columns);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
        const letters = (words: string): string => words.replaceAll(' ', '');
        expect(letters(lines.join(''))).toBe(letters(printable(text)));
      }),
    );
  });
});

test('a slip is read back as it will be on paper', () => {
  const bytes = writeSlip(32)
    .title('购电凭证')
    .line('示例校区能源管理科', 'center')
    .pair('户号', '3700123456')
    .pair('用电地址', '示例楼 3 单元 1201 室（东侧第二个配电间旁）')
    .rule()
    .row([
      { text: '1', columns: 4, align: 'left' },
      { text: '240.000', columns: 13, align: 'right' },
      { text: '0.5469', columns: 13, align: 'right' },
    ])
    .strong('实收金额 ¥128.50', 'right')
    .qr('/verify?n=SD-0001&d=9f86')
    .drawer()
    .cut()
    .bytes();
  expect(readSlip(bytes, 32)).toEqual({
    text: [
      '        购电凭证',
      '       示例校区能源管理科',
      '户号                  3700123456',
      '用电地址',
      ' 示例楼 3 单元 1201 室（东侧第二',
      '                    个配电间旁）',
      '--------------------------------',
      '1          240.000        0.5469',
      '               实收金额 ￥128.50',
      '[QR /verify?n=SD-0001&d=9f86]',
      '',
      '',
      '',
      '',
      '[cut]',
    ].join('\n'),
    cuts: 1,
    drawer: 1,
    codes: ['/verify?n=SD-0001&d=9f86'],
  });
});

test('whatever is written is read back without complaint', () => {
  const words = fc.string({ unit: 'binary', maxLength: 120 });
  fc.assert(
    fc.property(words, words, fc.constantFrom(32, 42, 48), (one, other, columns) => {
      const slip = writeSlip(columns).title(one).pair(one, other).line(other, 'right').strong(one).cut();
      expect(readSlip(slip.bytes(), columns).cuts).toBe(1);
    }),
  );
});

describe('the reader throws', () => {
  test.each([
    ['an unknown command', [0x1b, 0x2a, 0], 'unknown command 1b2a'],
    ['a byte that is no character', [0xff, 0x20], 'no character of GBK'],
    ['half a character', [0xb5], 'no character of GBK'],
    ['a control byte', [0x07], 'control byte 07'],
    ['Chinese with double-byte characters off', [0x1c, 0x2e, 0xb5, 0xe7], 'double-byte characters are off'],
    ['a command without its parameter', [0x1b, 0x61], 'cut off'],
    ['a line that is too wide', Array.from({ length: 33 }, () => 0x41), 'wider than the paper by 1'],
    [
      'a line of wide letters',
      [0x1d, 0x21, 0x11, ...Array.from({ length: 17 }, () => 0x41)],
      'wider than the paper by 2',
    ],
  ])('at %s', (_, bytes, words) => {
    expect(() => readSlip(Uint8Array.from(bytes), 32)).toThrow(words);
  });
});
