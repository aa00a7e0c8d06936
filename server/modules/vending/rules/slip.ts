/** The sale's slip as a document, the same content on every paper. Pure: all it says was fixed when the money was taken. */
import { CREDIT_UNITS } from '../../../../shared/metering/words.ts';
import { TENDERS } from '../../../../shared/payments/tender.ts';
import { groupDigits } from '../../../../shared/tokens/words.ts';
import { formatInstantSeconds } from '../../../../shared/values/calendar.ts';
import { fen, formatMoney, formatMoneyGrouped } from '../../../../shared/values/money.ts';
import { formatUnitPrice } from '../../../../shared/values/price.ts';
import { COMMODITIES, formatQuantity, milli } from '../../../../shared/values/quantity.ts';
import type { Block, DocumentModel, FieldPair } from '../../../platform/documents/model.ts';
import type { PaymentOfSale, PrintRow } from '../load-sale.ts';
import type { SaleRow } from '../store/sales.ts';
import { SLIP_FIGURES } from './slip-digest.ts';

export interface SlipContent {
  readonly sale: SaleRow;
  readonly payments: readonly PaymentOfSale[];
  readonly print: PrintRow;
  readonly house: { readonly name: string; readonly timeZone: string; readonly singleOperator: boolean };
  readonly category: string;
  readonly clerk: string;
  /** Who took the money at the cash window; null where the clerk took it. */
  readonly cashier: string | null;
  /** What the customer types in; empty where credit reaches the meter otherwise, or has not been made yet. */
  readonly tokenDigits: readonly string[];
}

const TITLES = {
  electricity: { zh: '购电凭证', en: 'Electricity sales slip' },
  water: { zh: '购水凭证', en: 'Water sales slip' },
  gas: { zh: '购气凭证', en: 'Gas sales slip' },
} as const;

/** What the slip's code opens in a browser of the house's own address. */
export const verifyPath = (sale: Pick<SaleRow, 'slip_no' | 'digest'>): string =>
  `/verify?n=${encodeURIComponent(sale.slip_no)}&d=${sale.digest.slice(0, SLIP_FIGURES)}`;

export function slipModel(content: SlipContent): DocumentModel {
  const { sale, print, house, payments } = content;
  const code: Block = {
    kind: 'qr',
    data: verifyPath(sale),
    hex: sale.digest.slice(0, SLIP_FIGURES),
    caption: { zh: '扫码核验', en: 'Scan to verify' },
  };
  const small = (zh: string, en: string): Block => ({ kind: 'line', text: { zh, en }, small: true });
  // A third of a sheet has no room for a table under the fields.
  const isLow = print.paper === 'slip-241x93';
  const wasReversed = sale.reversed_at !== null && sale.reversed_at <= print.at;
  return {
    title: TITLES[sale.commodity],
    kind: 'sale-slip',
    paper: print.paper,
    issuer: house.name,
    ...(print.print_no > 1
      ? { copyMark: { zh: `补打 第${print.print_no - 1}次`, en: `Reprint ${print.print_no - 1}` } }
      : {}),
    blocks: [
      {
        kind: 'meta',
        left: { zh: `凭证号：${sale.slip_no}`, en: `Slip: ${sale.slip_no}` },
        center: { zh: `售电员：${content.clerk}`, en: `Clerk: ${content.clerk}` },
        right: formatInstantSeconds(sale.paid_at, house.timeZone),
      },
      { kind: 'fields', pairs: fieldsOf(content) },
      ...content.tokenDigits.map(tokenLine),
      ...(isLow ? [] : tiersOf(sale)),
      {
        kind: 'side',
        rightMm: 34,
        left: [
          { kind: 'amount', label: { zh: '实收金额', en: 'Amount' }, amount: sale.total_fen },
          ...(isLow ? tierLines(sale) : []),
          ...(content.cashier === null ? [] : [small(`收费员：${content.cashier}`, `Cashier: ${content.cashier}`)]),
          ...payments.filter(({ direction }) => direction === 'in').map(tenderLine),
          ...leftOver(sale).map(([zh, en]) => small(zh, en)),
          ...(wasReversed ? [small('本单已冲正，不再有效。', 'Reversed: no longer valid.')] : []),
          ...(house.singleOperator ? [small('本处为一人经办。', 'This house runs with a single operator.')] : []),
        ],
        right: [code],
      },
    ],
  };
}

function fieldsOf({ sale, category }: SlipContent): FieldPair[] {
  const unit = COMMODITIES[sale.commodity].unit;
  const counter = (value: number): string =>
    sale.credit_unit === 'money'
      ? `${formatMoneyGrouped(fen(value))} 元`
      : `${formatQuantity(milli(value), 3)} ${unit}`;
  const right = { align: 'right' } as const;
  return [
    { label: { zh: '户号', en: 'Account' }, value: sale.account_no },
    { label: { zh: '房间', en: 'Room' }, value: sale.room_code },
    { label: { zh: '表号', en: 'Meter' }, value: sale.meter_no },
    { label: { zh: '用户类别', en: 'Category' }, value: category },
    { label: { zh: '价格版本', en: 'Price version' }, value: `${sale.price_number} (${sale.spec_hash.slice(0, 8)})` },
    { label: { zh: '购买次数', en: 'Purchase no' }, value: String(sale.purchase_count), ...right },
    ...(sale.quantity_milli === null
      ? []
      : [
          {
            label: { zh: '数量', en: 'Quantity' },
            value: `${formatQuantity(sale.quantity_milli, 3)} ${unit}`,
            strong: true,
            ...right,
          },
        ]),
    ...(sale.credit_unit === 'money'
      ? [{ label: { zh: '充值额', en: 'Credited' }, value: counter(sale.credit_amount), ...right }]
      : []),
    {
      label: {
        zh: `表内余额（${CREDIT_UNITS[sale.credit_unit].zh}）`,
        en: `Counter (${CREDIT_UNITS[sale.credit_unit].en})`,
      },
      value: sale.balance_after === null ? { zh: '以表显示为准', en: 'see the meter' } : counter(sale.balance_after),
      ...right,
    },
  ];
}

/** In fours, as it is typed in. */
const tokenLine = (digits: string): Block => ({
  kind: 'line',
  text: { zh: `充值码  ${groupDigits(digits)}`, en: `Token  ${groupDigits(digits)}` },
  strong: true,
  align: 'center',
});

const BY_HOURS: Block = {
  kind: 'line',
  text: { zh: '分时电价，按表计结算。', en: 'Prices by the hour, rated from the meter.' },
  small: true,
};

function tierLines(sale: SaleRow): Block[] {
  if (sale.tier_lines.length === 0) return [BY_HOURS];
  return sale.tier_lines.map((line) => {
    const sum = `${formatQuantity(line.quantityMilli, 3)} × ${formatUnitPrice(line.unitPrice)} = ${formatMoney(line.amountFen)}`;
    return { kind: 'line', text: { zh: `第${line.tier}档 ${sum}`, en: `Tier ${line.tier}: ${sum}` }, small: true };
  });
}

function tiersOf(sale: SaleRow): Block[] {
  if (sale.tier_lines.length === 0) return [BY_HOURS];
  const right = { align: 'right' } as const;
  return [
    {
      kind: 'table',
      columns: [
        { title: { zh: '档', en: 'Tier' }, width: 1 },
        { title: { zh: '数量', en: 'Quantity' }, width: 2, ...right },
        { title: { zh: '单价', en: 'Price' }, width: 2, ...right },
        { title: { zh: '金额', en: 'Amount' }, width: 2, ...right },
      ],
      rows: sale.tier_lines.map((line) => [
        String(line.tier),
        formatQuantity(line.quantityMilli, 3),
        formatUnitPrice(line.unitPrice),
        formatMoney(line.amountFen),
      ]),
    },
  ];
}

function tenderLine(line: PaymentOfSale): Block {
  const { title } = TENDERS[line.tender];
  const reference = line.outside_reference === null ? '' : ` (${line.outside_reference})`;
  const change = line.change_fen !== null && line.change_fen > 0 ? line.change_fen : null;
  const paid = formatMoney(line.amount_fen);
  if (change === null)
    return { kind: 'line', text: { zh: `${title.zh} ${paid}${reference}`, en: `${title.en} ${paid}${reference}` } };
  const handed = formatMoney(line.tendered_fen ?? line.amount_fen);
  return {
    kind: 'line',
    text: {
      zh: `${title.zh} ${paid}，实收 ${handed}，找零 ${formatMoney(change)}`,
      en: `${title.en} ${paid}, received ${handed}, change ${formatMoney(change)}`,
    },
  };
}

function leftOver(sale: SaleRow): (readonly [string, string])[] {
  const { arrears_fen: arrears, residue_used_fen: used, residue_kept_fen: kept, tax_fen: tax } = sale;
  return [
    [`其中税额 ${formatMoney(tax)}`, `Tax included ${formatMoney(tax)}`] as const,
    ...(arrears > 0 ? [[`其中清欠 ${formatMoney(arrears)}`, `Arrears settled ${formatMoney(arrears)}`] as const] : []),
    ...(used > 0 ? [[`用上次零头 ${formatMoney(used)}`, `Left over before, used ${formatMoney(used)}`] as const] : []),
    ...(kept > 0 ? [[`零头记入户头 ${formatMoney(kept)}`, `Left over, kept ${formatMoney(kept)}`] as const] : []),
  ];
}
