/** The daily slip on paper: A4, or continuous paper of 241 × 140 mm; three marked copies. */
import { TENDERS, type Tender } from '../../../../shared/payments/tender.ts';
import { POSTS } from '../../../../shared/posts.ts';
import type { SlipContent } from '../../../../shared/reconciliation/slip-content.ts';
import {
  SIGNER_ROLES,
  SIGNER_TITLES,
  SLIP_COPIES,
  slipNumberOf,
} from '../../../../shared/reconciliation/slip-states.ts';
import { netOf, TALLY_FIELDS, type Tally, type TallyField } from '../../../../shared/reconciliation/tally.ts';
import type { SlipPaper } from '../../../../shared/reconciliation/view.ts';
import type { Language, Text } from '../../../../shared/text.ts';
import { MOVEMENT_TITLES } from '../../../../shared/tills/movement.ts';
import { formatInstant, formatInstantSeconds } from '../../../../shared/values/calendar.ts';
import { addMoney, formatMoneyGrouped, subtractMoney } from '../../../../shared/values/money.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import type { Block, DocumentModel, FieldPair, SignatureBox, TableBlock } from '../../../platform/documents/model.ts';
import type { SlipSignature } from '../store/slips.ts';
import { digestCode, digestFigures, printMark, quantityWithUnit } from './marks.ts';

export interface SlipPrint {
  readonly content: SlipContent;
  /** The second signer's own account, once it is settled. */
  readonly tally: Tally | null;
  readonly signatures: readonly (SlipSignature & { readonly personName: string })[];
  readonly timeZone: string;
  readonly language: Language;
  readonly paper: SlipPaper;
  /** 1 to 3; null for all three. */
  readonly copy: number | null;
  /** Null for a preview. */
  readonly printNo: number | null;
}

export function slipDocument(print: SlipPrint): DocumentModel {
  const { content, language, paper, copy } = print;
  const mark = printMark(print.printNo);
  return {
    title: { zh: '日结单', en: 'Daily slip' },
    kind: 'daily-slip',
    paper,
    issuer: content.house,
    language,
    copies: SLIP_COPIES.filter((_title, index) => copy === null || copy === index + 1).map((title) => ({
      mark: title,
    })),
    ...(mark === undefined ? {} : { copyMark: mark }),
    blocks: [
      {
        kind: 'meta',
        left: { zh: `单号：${slipNumberOf(content.number)}`, en: `No. ${slipNumberOf(content.number)}` },
        center: { zh: `营业日：${content.businessDate}`, en: `Day ${content.businessDate}` },
        right: {
          zh: `班次：${content.session}（${content.drawerName}）`,
          en: `Session ${content.session} (${content.drawerName})`,
        },
      },
      { kind: 'fields', pairs: headOf(print), perRow: 3 },
      ...tradeTable(content, language),
      cashTable(content, language),
      { kind: 'fields', pairs: countsOf(content), perRow: 3 },
      tallyTable(print),
      ...notesOf(content),
      outcomeOf(print),
      foot(print),
    ],
  };
}

const money = formatMoneyGrouped;
const pair = (zh: string, en: string, value: string | Text): FieldPair => ({ label: { zh, en }, value });
const figure = (zh: string, en: string, value: string): FieldPair => ({ ...pair(zh, en, value), align: 'right' });

function headOf({ content, timeZone }: SlipPrint): FieldPair[] {
  const post = POSTS[content.custodianPost].title;
  return [
    pair('保管人', 'Custodian', {
      zh: `${content.custodianName}（${post.zh}）`,
      en: `${content.custodianName} (${post.en})`,
    }),
    pair('开箱', 'Opened', formatInstant(content.openedAt, timeZone)),
    pair('结班', 'Closed', formatInstant(content.closedAt, timeZone)),
    pair(
      '方式',
      'Mode',
      content.singleOperator
        ? { zh: '一人兼售电收款', en: 'Single operator' }
        : { zh: '售电、收款分岗', en: 'Clerk and cashier' },
    ),
    pair('售电凭证', 'Sale slips', {
      zh: `${content.sales.count} 张 ${content.sales.firstSlipNo ?? '—'} 至 ${content.sales.lastSlipNo ?? '—'}`,
      en: `${content.sales.count}, ${content.sales.firstSlipNo ?? '—'} to ${content.sales.lastSlipNo ?? '—'}`,
    }),
    pair('补打', 'Reprints', String(content.sales.reprints)),
  ];
}

const right = (zh: string, en: string, width: number) => ({ title: { zh, en }, width, align: 'right' as const });

/** Trade by commodity, category and tender; then each tender. Nothing where nothing was sold or paid. */
function tradeTable({ trade, tenders, sales }: SlipContent, language: Language): Block[] {
  const sold: TableBlock = {
    kind: 'table',
    columns: [
      { title: { zh: '品种', en: 'Commodity' }, width: 2 },
      { title: { zh: '用户类别', en: 'Category' }, width: 2 },
      { title: { zh: '付款方式', en: 'Tender' }, width: 2 },
      right('笔数', 'Payments', 1.2),
      right('数量', 'Quantity', 2),
      right('金额（元）', 'Amount', 2),
      right('其中税额', 'Tax in it', 1.6),
    ],
    rows: trade.map((line) => [
      COMMODITIES[line.commodity].title[language],
      line.category[language],
      TENDERS[line.tender].title[language],
      String(line.count),
      quantityWithUnit(line.quantityMilli, line.commodity),
      money(line.amountFen),
      money(line.taxFen),
    ]),
    foot: [
      [
        language === 'zh' ? '售出合计' : 'Sold',
        '',
        '',
        String(trade.reduce((count, line) => count + line.count, 0)),
        '',
        money(sales.amountFen),
        money(addMoney(...trade.map((line) => line.taxFen))),
      ],
    ],
  };
  const paid: TableBlock = {
    kind: 'table',
    columns: [
      { title: { zh: '付款方式', en: 'Tender' }, width: 2 },
      right('收款笔数', 'Receipts', 1.2),
      right('收款（元）', 'Received', 2),
      right('退款笔数', 'Refunds', 1.2),
      right('退款（元）', 'Refunded', 2),
    ],
    rows: tenders.map((line) => [
      TENDERS[line.tender].title[language],
      String(line.receivedCount),
      money(line.receivedFen),
      String(line.refundedCount),
      money(line.refundedFen),
    ]),
  };
  return [...(trade.length > 0 ? [sold] : []), ...(tenders.length > 0 ? [paid] : [])];
}

const cashTable = ({ cash }: SlipContent, language: Language): TableBlock => ({
  kind: 'table',
  columns: [
    { title: { zh: '现金项目', en: 'Cash' }, width: 3 },
    right('笔数', 'Lines', 1),
    right('收入（元）', 'In', 2),
    right('付出（元）', 'Out', 2),
  ],
  rows: [
    [MOVEMENT_TITLES.opening[language], '', money(cash.carriedFen), ''],
    ...cash.lines.map((line) => [
      MOVEMENT_TITLES[line.kind][language],
      String(line.count),
      line.receiptFen === 0 ? '' : money(line.receiptFen),
      line.paymentFen === 0 ? '' : money(line.paymentFen),
    ]),
  ],
});

/** What each side says of every tender, and the difference. */
function tallyTable({ content, tally, language }: SlipPrint): TableBlock {
  const second = { zh: '核对人', en: 'Second signer' };
  const fields = Object.entries(TALLY_FIELDS) as [TallyField, Tender][];
  return {
    kind: 'table',
    columns: [
      { title: { zh: '双方核对（收款净额）', en: 'Both accounts (received, net)' }, width: 3 },
      right('单上（元）', 'Slip', 2),
      right(`${second.zh}（元）`, second.en, 2),
      right('相差（元）', 'Difference', 2),
    ],
    rows: fields
      .filter(([field, tender]) => netOf(content, tender) !== 0 || (tally !== null && tally[field] !== 0))
      .map(([field, tender]) => {
        const books = netOf(content, tender);
        const own = tally === null ? null : tally[field];
        return [
          TENDERS[tender].title[language],
          money(books),
          own === null ? '—' : money(own),
          own === null ? '—' : money(subtractMoney(own, books)),
        ];
      }),
  };
}

/** How the slip ends: reconciled, reconciled with the numbers of its cases, or not yet. */
function outcomeOf({ content, tally, signatures }: SlipPrint): Block {
  if (tally === null || signatures.length < SIGNER_ROLES.length) return note('双方尚未核对签字', 'Not reconciled yet');
  const numbers = [content.cash.openingCase, content.cash.closingCase, content.sales.gapCase, tally.caseNumber];
  const cases = numbers.filter((number) => number !== null).join('、');
  return cases === ''
    ? note('双方核对相符', 'Reconciled')
    : note(`双方已核对，差错 ${cases}`, `Reconciled with case ${cases.replaceAll('、', ', ')}`);
}

const COUNTS: Readonly<Record<SlipContent['cash']['counts'][number]['kind'], Text>> = {
  opening: { zh: '开箱清点', en: 'Opening count' },
  'attempt-1': { zh: '第一次清点', en: 'First count' },
  'attempt-2': { zh: '第二次清点', en: 'Second count' },
  surprise: { zh: '突击盘点', en: 'Surprise count' },
};

function countsOf({ cash }: SlipContent): FieldPair[] {
  const difference = cash.overShortFen;
  return [
    ...cash.counts.map(
      (count): FieldPair => ({ label: COUNTS[count.kind], value: money(count.totalFen), align: 'right' }),
    ),
    figure('账面应有', 'Expected', money(cash.expectedFen)),
    figure('实点现金', 'Counted', money(cash.countedFen)),
    {
      label: difference < 0 ? { zh: '短款', en: 'Short' } : { zh: '长款', en: 'Over' },
      value: money(difference < 0 ? subtractMoney(cash.expectedFen, cash.countedFen) : difference),
      align: 'right',
      strong: difference !== 0,
    },
    ...(cash.closingCase === null ? [] : [pair('差异案件', 'Case', cash.closingCase)]),
    ...(cash.openingCase === null ? [] : [pair('开箱差异案件', 'Case at opening', cash.openingCase)]),
    ...(cash.reason === '' ? [] : [{ ...pair('情况说明', 'Reason', cash.reason), wide: true }]),
  ];
}

const note = (zh: string, en: string): Block => ({ kind: 'line', text: { zh, en }, small: true });

function notesOf(content: SlipContent): Block[] {
  const { sales, reversals, undelivered, priceVersions, rights, chain } = content;
  const list = (items: readonly string[]): string => (items.length === 0 ? '—' : items.join('; '));
  const reversed = list(reversals.map((one) => `${one.number}→${one.saleSlipNo} ${money(one.refundFen)}`));
  const waiting = list(
    undelivered.map((one) => `${one.slipNo} ${money(one.amountFen)} ${one.caseNumber ?? ''}`.trim()),
  );
  const prices = (language: Language): string =>
    list(
      priceVersions.map(
        (one) =>
          `${COMMODITIES[one.commodity].title[language]}/${one.categoryCode} v${one.number} ${one.specHash.slice(0, 8)}`,
      ),
    );
  const given = (language: Language): string =>
    list(rights.map((one) => `${one.personName} ${POSTS[one.post].title[language]} (${one.approvedByName})`));
  return [
    ...(sales.gapCase === null
      ? []
      : [note(`单号不连续：案件 ${sales.gapCase}`, `Gap in the slip numbers: case ${sales.gapCase}`)]),
    note(`冲正：${reversed}`, `Reversals: ${reversed}`),
    note(`已收款未到账：${waiting}`, `Paid, not delivered: ${waiting}`),
    note(`价格版本：${prices('zh')}`, `Price versions: ${prices('en')}`),
    note(`新授岗位：${given('zh')}`, `Posts given: ${given('en')}`),
    note(
      `前一营业日 ${chain.previousDay ?? '—'} 摘要：${chain.previousDigest === null ? '—' : digestFigures(chain.previousDigest)}`,
      `Day before (${chain.previousDay ?? '—'}): ${chain.previousDigest === null ? '—' : digestFigures(chain.previousDigest)}`,
    ),
  ];
}

function foot({ content, signatures, timeZone }: SlipPrint): Block {
  const received = addMoney(...content.tenders.map((tender) => tender.receivedFen));
  const refunded = addMoney(...content.tenders.map((tender) => tender.refundedFen));
  const boxes = SIGNER_ROLES.map((role): SignatureBox => {
    const signed = signatures.find((one) => one.role === role);
    if (signed === undefined) return { role: SIGNER_TITLES[role] };
    return {
      role: SIGNER_TITLES[role],
      signed: {
        name: signed.personName,
        post: POSTS[signed.post].title,
        at: formatInstantSeconds(signed.at, timeZone),
        digest: signed.digest.slice(0, 16),
      },
    };
  });
  return {
    kind: 'side',
    rightMm: 34,
    left: [
      { kind: 'amount', label: { zh: '收款净额', en: 'Received, net' }, amount: subtractMoney(received, refunded) },
      { kind: 'amount', label: { zh: '实点现金', en: 'Cash counted' }, amount: content.cash.countedFen },
      { kind: 'signatures', boxes },
    ],
    right: [digestCode('slip', slipNumberOf(content.number), content.chain.digest)],
  };
}
