/** Documents of every shape with synthetic content, for the tests and for looking at what they become on paper. */

import type { Block, DocumentModel, Paper } from '../../server/platform/documents/model.ts';
import { fen } from '../../shared/values/money.ts';

export const COPIES = [
  { mark: { zh: '第一联 存根', en: 'Copy 1, stub' } },
  { mark: { zh: '第二联 客户', en: 'Copy 2, customer' } },
  { mark: { zh: '第三联 记账', en: 'Copy 3, accounts' } },
] as const;

const signed = (name: string, post: string) => ({ name, post, at: '2026-11-23 17:31:09', digest: '9f86d081884c7d65' });

const QR: Block = {
  kind: 'qr',
  data: 'https://house.example/s/SD-0001-000217?d=9f86d081884c7d65',
  hex: '9f86d081884c7d65',
  caption: '扫码核验',
};

export function salesSlip(paper: Paper): DocumentModel {
  return {
    title: { zh: '购电凭证', en: 'Electricity sales slip' },
    issuer: '示例校区能源管理科',
    kind: 'sales-slip',
    paper,
    copies: paper === 'thermal-80' ? [] : COPIES,
    copyMark: { zh: '补打 第2次', en: 'Reprint 2' },
    blocks: [
      { kind: 'meta', left: '流水号：SD-0001-000217', center: '售电员：03', right: '2026-11-23 15:46:08' },
      {
        kind: 'fields',
        pairs: [
          { label: { zh: '户号', en: 'Account' }, value: '3700123456' },
          { label: { zh: '户名', en: 'Name' }, value: '示例用户㛃䶮龘' },
          { label: { zh: '表号', en: 'Meter' }, value: '000123456789' },
          {
            label: { zh: '用电地址', en: 'Address' },
            value: '示例楼 3 单元 1201 室（东侧第二个配电间旁）',
            wide: true,
          },
          { label: { zh: '电量', en: 'Energy' }, value: '243.23 kWh', align: 'right' },
          { label: { zh: '单价', en: 'Unit price' }, value: '0.5283', align: 'right' },
          { label: { zh: '上次余额', en: 'Previous balance' }, value: '12.06', align: 'right' },
        ],
      },
      {
        kind: 'side',
        rightMm: 34,
        left: [
          { kind: 'amount', label: { zh: '金额', en: 'Amount' }, amount: fen(12_850) },
          { kind: 'line', text: '收款方式：现金 100.00，校园卡 28.50（参考号 CC20261123-0091）', small: true },
          { kind: 'line', text: '请核对金额与电量，本凭证丢失不补。电费政策与价格见营业厅公示。', small: true },
        ],
        right: [QR],
      },
    ],
  };
}

export const dailySlip = (paper: Paper): DocumentModel => ({
  title: { zh: '售电日结单', en: 'Daily slip' },
  issuer: '示例校区能源管理科',
  kind: 'daily-slip',
  paper,
  copies: COPIES,
  blocks: [
    { kind: 'meta', left: '单号：RJ-0001-000031', center: '营业日：2026-11-23', right: '钱箱：1 号窗口' },
    {
      kind: 'table',
      columns: [
        { title: '项目', width: 3 },
        { title: '笔数', width: 1.2, align: 'right' },
        { title: '电量 kWh', width: 2, align: 'right' },
        { title: '金额 元', width: 2, align: 'right' },
      ],
      rows: [
        ['现金售电', '117', '20,318.40', '10,734.21'],
        ['校园卡售电', '42', '5,120.00', '2,704.90'],
        ['冲正', '1', '-100.00', '-52.83'],
      ],
      foot: [['合计', '160', '25,338.40', '13,386.28']],
    },
    {
      kind: 'side',
      rightMm: 34,
      left: [
        { kind: 'amount', label: '应缴现金', amount: fen(1_073_421) },
        {
          kind: 'signatures',
          boxes: [
            { role: '售电员', signed: signed('示例甲', '售电员') },
            { role: '收费员', signed: signed('示例乙', '收费员') },
            { role: '售电主管' },
          ],
        },
      ],
      right: [QR],
    },
  ],
});

export const longReport = (rows: number): DocumentModel => ({
  title: { zh: '售电明细表', en: 'List of sales' },
  kind: 'sales-list',
  paper: 'A4',
  blocks: [
    { kind: 'meta', left: '营业日 2026-11-01 至 2026-11-23', right: '打印时间 2026-11-23 18:00' },
    {
      kind: 'table',
      columns: [
        { title: '序号', width: 1, align: 'right' },
        { title: '户号', width: 2 },
        { title: '户名', width: 2.4 },
        { title: '电量 kWh', width: 1.8, align: 'right' },
        { title: '金额 元', width: 1.8, align: 'right' },
        { title: '方式', width: 1.4 },
      ],
      rows: Array.from({ length: rows }, (_, i) => [
        String(i + 1),
        `37001${23_456 + i}`,
        i % 97 === 13 ? '示例大学后勤集团有限责任公司第三学生公寓管理服务中心（北区）' : `示例户${i + 1}`,
        `${(i * 37) % 900}.${String(i % 100).padStart(2, '0')}`,
        i === 7 ? '1,234,567,890,123.45' : `${(i * 53) % 5_000}.${String((i * 7) % 100).padStart(2, '0')}`,
        i % 3 === 0 ? '现金' : '校园卡',
      ]),
      foot: [['', '合计', '', '412,345.00', '218,765.43', '']],
    },
    { kind: 'heading', text: '签字' },
    {
      kind: 'signatures',
      boxes: [{ role: '制表' }, { role: '复核' }, { role: '经费管理员', signed: signed('示例丙', '经费管理员') }],
    },
  ],
});
