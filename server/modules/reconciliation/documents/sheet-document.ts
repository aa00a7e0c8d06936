/** The day sheet on A4, with the digest of the sealed day. */
import { TENDERS } from '../../../../shared/payments/tender.ts';
import { POSTS, type PostKey } from '../../../../shared/posts.ts';
import type { DayContent } from '../../../../shared/reconciliation/day-content.ts';
import { SLIP_STATE_TITLES, sheetNumberOf, slipNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import type { Language } from '../../../../shared/text.ts';
import { formatInstantSeconds } from '../../../../shared/values/calendar.ts';
import { addMoney, formatMoneyGrouped as money, subtractMoney } from '../../../../shared/values/money.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import type { Block, DocumentModel, TableBlock } from '../../../platform/documents/model.ts';
import { digestCode, digestFigures, printMark, quantityWithUnit } from './marks.ts';

export interface SheetPrint {
  readonly content: DayContent;
  readonly contentDigest: string;
  readonly closedBy: { readonly name: string; readonly post: PostKey };
  readonly timeZone: string;
  readonly language: Language;
  /** Null for a preview. */
  readonly printNo: number | null;
}

export function sheetDocument(print: SheetPrint): DocumentModel {
  const { content, language, timeZone } = print;
  const mark = printMark(print.printNo);
  const number = sheetNumberOf(content.number);
  return {
    title: { zh: '营业日报表', en: 'Day sheet' },
    kind: 'day-sheet',
    paper: 'A4',
    issuer: content.house,
    language,
    ...(mark === undefined ? {} : { copyMark: mark }),
    blocks: [
      {
        kind: 'meta',
        left: { zh: `表号：${number}`, en: `No. ${number}` },
        center: { zh: `营业日：${content.businessDate}`, en: `Day ${content.businessDate}` },
        right: {
          zh: `日结：${formatInstantSeconds(content.closedAt, timeZone)}`,
          en: `Closed ${formatInstantSeconds(content.closedAt, timeZone)}`,
        },
      },
      heading('日结单', 'Daily slips'),
      slipTable(content, language),
      heading('售出', 'Sold'),
      tradeTable(content, language),
      heading('付款方式', 'Tenders'),
      tenderTable(content, language),
      heading('现金日记账', 'Cash book'),
      drawerTable(content),
      heading('三方核对：日结单、单据、总账', 'Three ways: slips, documents, books'),
      comparedTable(content, language),
      ...notesOf(content),
      foot(print),
    ],
  };
}

const heading = (zh: string, en: string): Block => ({ kind: 'heading', text: { zh, en } });
const left = (zh: string, en: string, width: number) => ({ title: { zh, en }, width });
const right = (zh: string, en: string, width: number) => ({ title: { zh, en }, width, align: 'right' as const });

const slipTable = ({ slips }: DayContent, language: Language): TableBlock => ({
  kind: 'table',
  columns: [
    left('单号', 'Slip', 2),
    left('班次', 'Session', 1.5),
    left('保管人', 'Custodian', 1.8),
    right('收款', 'Received', 2),
    right('退款', 'Refunded', 1.6),
    right('长短款', 'Over or short', 1.6),
    left('案件', 'Case', 1),
    left('签字', 'Signatures', 2),
  ],
  rows: slips.map((slip) => [
    slipNumberOf(slip.number),
    slip.session,
    slip.custodianName,
    money(slip.receivedFen),
    money(slip.refundedFen),
    money(slip.overShortFen),
    slip.closingCase ?? '',
    SLIP_STATE_TITLES[slip.state][language],
  ]),
});

const tradeTable = ({ trade }: DayContent, language: Language): TableBlock => ({
  kind: 'table',
  columns: [
    left('品种', 'Commodity', 2),
    left('用户类别', 'Category', 2),
    right('笔数', 'Payments', 1.2),
    right('数量', 'Quantity', 2.2),
    right('金额（元）', 'Amount', 2),
    right('其中税额', 'Tax in it', 1.6),
  ],
  rows: trade.map((line) => [
    COMMODITIES[line.commodity].title[language],
    line.category[language],
    String(line.count),
    quantityWithUnit(line.quantityMilli, line.commodity),
    money(line.amountFen),
    money(line.taxFen),
  ]),
});

const tenderTable = ({ tenders }: DayContent, language: Language): TableBlock => ({
  kind: 'table',
  columns: [
    left('付款方式', 'Tender', 2),
    right('收款', 'Received', 2),
    right('退款', 'Refunded', 2),
    right('净额', 'Net', 2),
  ],
  rows: tenders.map((line) => [
    TENDERS[line.tender].title[language],
    money(line.receivedFen),
    money(line.refundedFen),
    money(subtractMoney(line.receivedFen, line.refundedFen)),
  ]),
});

const drawerTable = ({ drawers }: DayContent): TableBlock => ({
  kind: 'table',
  columns: [
    left('钱箱', 'Drawer', 2),
    right('承前结存', 'Brought forward', 2),
    right('收入', 'In', 2),
    right('付出', 'Out', 2),
    right('结存', 'Balance', 2),
  ],
  rows: drawers.map((line) => [
    `${line.drawerCode} ${line.drawerName}`,
    money(line.openingFen),
    money(line.receiptFen),
    money(line.paymentFen),
    money(line.closingFen),
  ]),
});

const comparedTable = ({ compared }: DayContent, language: Language): TableBlock => ({
  kind: 'table',
  columns: [
    left('项目', 'Figure', 3),
    right('日结单', 'Slips', 2),
    right('单据', 'Documents', 2),
    right('总账', 'Books', 2),
    left('结果', 'Result', 1.2),
  ],
  rows: compared.map((line) => [
    line.title[language],
    money(line.slipsFen),
    money(line.documentsFen),
    money(line.ledgerFen),
    line.agrees ? (language === 'zh' ? '相符' : 'agrees') : language === 'zh' ? '不符' : 'DIFFERS',
  ]),
});

const note = (zh: string, en: string): Block => ({ kind: 'line', text: { zh, en }, small: true });

function notesOf(content: DayContent): Block[] {
  const { caseNumber, quietDays, day, undelivered, reversals, overFen, shortFen } = content;
  const waiting = undelivered.map((one) => `${one.slipNo} ${money(one.amountFen)} ${one.caseNumber ?? ''}`.trim());
  const reversed = reversals.map((one) => `${one.number}→${one.saleSlipNo} ${money(one.refundFen)}`);
  const quiet = (sealed: string) => quietDays.map(({ date, records }) => date + (records ? sealed : ''));
  const list = (items: readonly string[]): string => (items.length === 0 ? '—' : items.join('; '));
  return [
    ...(caseNumber === null ? [] : [note(`核对不符，案件 ${caseNumber}`, `The figures differ: case ${caseNumber}`)]),
    note(`长款 ${money(overFen)}，短款 ${money(shortFen)}`, `Over ${money(overFen)}, short ${money(shortFen)}`),
    note(`冲正：${list(reversed)}`, `Reversals: ${list(reversed)}`),
    note(`已收款未到账：${list(waiting)}`, `Paid, not delivered: ${list(waiting)}`),
    note(
      `上次日结以来未开钱箱的日子：${list(quiet('（有记录，随本日封存）'))}`,
      `Days without a drawer since the last sheet: ${list(quiet(' (records sealed with this day)'))}`,
    ),
    note(
      `本日账链 ${day.chains} 条，记录 ${day.records} 条；前一营业日 ${day.previousDay ?? '—'} 摘要：${day.previousDigest === null ? '—' : digestFigures(day.previousDigest)}`,
      `${day.chains} chains, ${day.records} records; day before (${day.previousDay ?? '—'}): ${day.previousDigest === null ? '—' : digestFigures(day.previousDigest)}`,
    ),
  ];
}

const foot = ({ content, contentDigest, closedBy, timeZone }: SheetPrint): Block => ({
  kind: 'side',
  rightMm: 34,
  left: [
    {
      kind: 'amount',
      label: { zh: '收款净额', en: 'Received, net' },
      amount: subtractMoney(
        addMoney(...content.tenders.map((tender) => tender.receivedFen)),
        addMoney(...content.tenders.map((tender) => tender.refundedFen)),
      ),
    },
    {
      kind: 'signatures',
      boxes: [
        {
          role: { zh: '日结', en: 'Closed by' },
          signed: {
            name: closedBy.name,
            post: POSTS[closedBy.post].title,
            at: formatInstantSeconds(content.closedAt, timeZone),
            digest: contentDigest.slice(0, 16),
          },
        },
        { role: { zh: '复核', en: 'Checked' } },
      ],
    },
  ],
  right: [digestCode('day', sheetNumberOf(content.number), content.day.digest)],
});
