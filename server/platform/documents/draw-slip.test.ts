/** What a slip printer would print of the same documents that are tried as PDF. */
import { describe, expect, test } from 'vitest';
import { readSlip } from '../../../shared/escpos/reader.ts';
import { fen } from '../../../shared/values/money.ts';
import { dailySlip, longReport, salesSlip } from '../../../test/support/sample-documents.ts';
import { slipBytes } from './draw-slip.ts';

describe.each([32, 42, 48])('on %i columns', (columns) => {
  test('a sales slip says everything and runs over no edge', () => {
    const { text, cuts, codes } = readSlip(slipBytes(salesSlip('thermal-80'), columns), columns);
    for (const words of [
      '购电凭证',
      '补打 第2次',
      'SD-0001-000217',
      '3700123456',
      '243.23 kWh',
      '￥128.50',
      '壹佰贰拾捌元伍角',
    ])
      expect(text).toContain(words);
    expect(codes).toEqual(['https://house.example/s/SD-0001-000217?d=9f86d081884c7d65']);
    expect(cuts).toBe(1);
  });

  test('a daily slip: a table with its totals, three copies, each cut off', () => {
    const { text, cuts } = readSlip(slipBytes(dailySlip('thermal-80'), columns), columns);
    expect(cuts).toBe(3);
    for (const words of [
      '第一联 存根',
      '第二联 客户',
      '第三联 记账',
      '13,386.28',
      '￥10,734.21',
      '9f86 d081 884c 7d65',
    ])
      expect(text).toContain(words);
  });

  test('a long list is read back whole', () => {
    const { text } = readSlip(slipBytes(longReport(120), columns), columns);
    for (let i = 0; i < 120; i += 1) expect(text).toContain(`${3_700_123_456 + i}`);
  });
});

test('a slip of 32 columns as it is on paper', () => {
  const bytes = slipBytes(
    {
      title: { zh: '购电凭证', en: 'Electricity sales slip' },
      kind: 'sale-slip',
      paper: 'thermal-80',
      issuer: '示例校区能源管理科',
      blocks: [
        { kind: 'meta', left: '凭证号：SD-0001-000217', right: '2026-11-23 15:46:08' },
        {
          kind: 'fields',
          pairs: [
            { label: '房间', value: '3-1201' },
            { label: '数量', value: '243.230 kWh', strong: true },
          ],
        },
        {
          kind: 'table',
          columns: [
            { title: '档', width: 1 },
            { title: '数量', width: 2, align: 'right' },
            { title: '金额', width: 2, align: 'right' },
          ],
          rows: [['1', '243.230', '128.50']],
        },
        { kind: 'amount', label: '实收金额', amount: fen(12_850) },
      ],
    },
    32,
  );
  expect(readSlip(bytes, 32).text).toBe(
    [
      '       示例校区能源管理科',
      '        购电凭证',
      '凭证号：SD-0001-000217',
      '2026-11-23 15:46:08',
      '房间                      3-1201',
      '数量                 243.230 kWh',
      '--------------------------------',
      '档             数量         金额',
      '--------------------------------',
      '1           243.230       128.50',
      '--------------------------------',
      '实收金额                ￥128.50',
      '人民币（大写）：',
      '              壹佰贰拾捌元伍角整',
      '',
      '',
      '',
      '',
      '[cut]',
    ].join('\n'),
  );
});
