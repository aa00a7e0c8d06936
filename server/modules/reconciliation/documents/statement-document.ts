/** The monthly statement on A4, in duplicate. */
import { TENDERS } from '../../../../shared/payments/tender.ts';
import { POSTS } from '../../../../shared/posts.ts';
import {
  type Comparison,
  type MonthContent,
  STATEMENT_COPIES,
  STATEMENT_SIDE_TITLES,
  STATEMENT_SIDES,
  type StatementView,
} from '../../../../shared/reconciliation/month.ts';
import type { Language, Text } from '../../../../shared/text.ts';
import { formatInstantSeconds } from '../../../../shared/values/calendar.ts';
import { addMoney, fen, formatMoneyGrouped, ZERO } from '../../../../shared/values/money.ts';
import { COMMODITIES, formatQuantity, milli } from '../../../../shared/values/quantity.ts';
import type { Block, DocumentModel, FieldPair, TableBlock } from '../../../platform/documents/model.ts';
import { digestCode, digestFigures, quantityWithUnit } from './marks.ts';

export interface StatementPrint {
  readonly statement: StatementView;
  readonly timeZone: string;
  readonly language: Language;
}

const money = formatMoneyGrouped;
const right = (zh: string, en: string, width: number) => ({ title: { zh, en }, width, align: 'right' as const });
const left = (zh: string, en: string, width: number) => ({ title: { zh, en }, width });
const heading = (zh: string, en: string): Block => ({ kind: 'heading', text: { zh, en } });
const figure = (zh: string, en: string, value: string): FieldPair => ({ label: { zh, en }, value, align: 'right' });

export function statementDocument(print: StatementPrint): DocumentModel {
  const { statement, language } = print;
  const { content } = statement;
  return {
    title: { zh: '月对账单', en: 'Monthly statement' },
    kind: 'monthly-statement',
    paper: 'A4',
    issuer: content.house,
    language,
    copies: STATEMENT_COPIES.map((mark) => ({ mark })),
    ...(statement.state === 'signed' ? {} : { copyMark: { zh: '未双签，不作凭据', en: 'Not signed by both' } }),
    blocks: [
      {
        kind: 'meta',
        left: { zh: `单号：${statement.number}`, en: `No. ${statement.number}` },
        center: { zh: `月份：${content.month}`, en: `Month ${content.month}` },
        right: { zh: `案件：${statement.caseNumber ?? '—'}`, en: `Case ${statement.caseNumber ?? '—'}` },
      },
      heading('逐日', 'Day by day'),
      daysTable(content, language),
      heading('按品种和类别', 'By commodity and category'),
      tradeTable(content, language),
      heading('按付款方式与缴款', 'Tenders and remittances'),
      { kind: 'fields', pairs: moneyPairs(content, language), perRow: 3 },
      heading('核对', 'Compared'),
      comparedTable(content, language),
      ...notesOf(content),
      foot(print),
    ],
  };
}

const daysTable = ({ days }: MonthContent, language: Language): TableBlock => ({
  kind: 'table',
  columns: [
    left('营业日', 'Day', 2),
    left('日报表', 'Sheet', 2),
    right('收款', 'Received', 2),
    right('退款', 'Refunded', 2),
    right('长款', 'Over', 1.5),
    right('短款', 'Short', 1.5),
  ],
  rows: days.map((day) => [
    day.businessDate,
    day.sheetNo,
    money(day.receivedFen),
    money(day.refundedFen),
    money(day.overFen),
    money(day.shortFen),
  ]),
  foot: [
    [
      language === 'zh' ? '合计' : 'Total',
      '',
      money(addMoney(ZERO, ...days.map((day) => day.receivedFen))),
      money(addMoney(ZERO, ...days.map((day) => day.refundedFen))),
      money(addMoney(ZERO, ...days.map((day) => day.overFen))),
      money(addMoney(ZERO, ...days.map((day) => day.shortFen))),
    ],
  ],
});

const tradeTable = ({ trade, credit }: MonthContent, language: Language): TableBlock => ({
  kind: 'table',
  columns: [
    left('品种', 'Commodity', 2),
    left('类别', 'Category', 2),
    right('笔数', 'Sales', 1),
    right('数量', 'Quantity', 2),
    right('金额', 'Amount', 2),
    right('其中税额', 'Tax in it', 1.5),
  ],
  rows: [
    ...trade.map((line) => [
      COMMODITIES[line.commodity].title[language],
      line.category[language],
      String(line.count),
      quantityWithUnit(line.quantityMilli, line.commodity),
      money(line.energyFen),
      money(line.taxFen),
    ]),
    ...credit.map((line) => [
      COMMODITIES[line.commodity].title[language],
      language === 'zh' ? '抄见用量' : 'Used, by the meters',
      '',
      quantityWithUnit(line.usedMilli, line.commodity),
      '',
      '',
    ]),
  ],
});

function moneyPairs({ tenders, remittances }: MonthContent, language: Language): FieldPair[] {
  return [
    ...tenders.map((line): FieldPair => {
      const title: Text = TENDERS[line.tender].title;
      const refunded = line.refundedFen === 0 ? '' : ` − ${money(line.refundedFen)}`;
      return { label: title[language], value: `${money(line.receivedFen)}${refunded}`, align: 'right' };
    }),
    figure(`缴款 ${remittances.count} 笔`, `${remittances.count} remittances`, money(remittances.amountFen)),
    figure('确认到账', 'Confirmed', money(remittances.confirmedFen)),
    figure('月末在途', 'In transit', money(remittances.inTransitFen)),
    figure('月末保险柜', 'In the safe', money(remittances.safeFen)),
    figure('未缴', 'Not remitted', money(remittances.unremittedFen)),
  ];
}

const shown = (value: number, as: Comparison['as']): string => {
  if (as === 'money') return money(fen(value));
  return as === 'count' ? String(value) : formatQuantity(milli(value), 3);
};

const comparedTable = ({ comparisons }: MonthContent, language: Language): TableBlock => ({
  kind: 'table',
  columns: [
    left('项目', 'What', 3),
    right('一方', 'One side', 3),
    right('另一方', 'The other', 3),
    left('结果', 'Result', 1),
  ],
  rows: comparisons.map((line) => [
    line.title[language],
    `${line.leftTitle[language]} ${shown(line.left, line.as)}`,
    `${line.rightTitle[language]} ${shown(line.right, line.as)}`,
    line.left === line.right ? (language === 'zh' ? '相符' : 'agrees') : language === 'zh' ? '不符' : 'differs',
  ]),
});

const note = (zh: string, en: string): Block => ({ kind: 'line', text: { zh, en }, small: true });

function notesOf({ recomputed, bundles, cases }: MonthContent): Block[] {
  const list = (items: readonly string[]): string => (items.length === 0 ? '—' : items.join('、'));
  const differing = list(recomputed.differing);
  const weeks = list(bundles.map((one) => `${one.number}${one.caseNumber === null ? '' : `（${one.caseNumber}）`}`));
  const open = list(cases.map((one) => `${one.number}${one.state === 'closed' ? '' : '*'}`));
  return [
    note(`重算不一致的凭证：${differing}`, `Sales reckoned otherwise: ${differing}`),
    note(`周报：${weeks}`, `Weekly bundles: ${weeks}`),
    note(`本月案件（* 未结）：${open}`, `Cases of the month (* open): ${open}`),
  ];
}

const foot = ({ statement, timeZone }: StatementPrint): Block => ({
  kind: 'side',
  left: [
    {
      kind: 'signatures',
      boxes: STATEMENT_SIDES.map((side) => {
        const signed = statement.signatures.find((one) => one.side === side);
        if (signed === undefined) return { role: STATEMENT_SIDE_TITLES[side] };
        return {
          role: STATEMENT_SIDE_TITLES[side],
          signed: {
            name: signed.personName,
            post: POSTS[signed.post].title,
            at: formatInstantSeconds(signed.at, timeZone),
            digest: digestFigures(statement.contentDigest),
          },
        };
      }),
    },
  ],
  right: [digestCode('month', statement.number, statement.contentDigest)],
  rightMm: 38,
});
