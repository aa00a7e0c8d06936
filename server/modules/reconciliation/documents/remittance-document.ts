/** The remittance slip (缴款单) on half a sheet of continuous paper or A4: payer, receiver and office each keep one. */
import { REMITTANCE_WAY_TITLES, type RemittanceView } from '../../../../shared/reconciliation/remittance.ts';
import type { Language } from '../../../../shared/text.ts';
import { formatInstant } from '../../../../shared/values/calendar.ts';
import { formatMoneyGrouped } from '../../../../shared/values/money.ts';
import type { DocumentModel, FieldPair } from '../../../platform/documents/model.ts';

export interface RemittancePrint {
  readonly remittance: RemittanceView;
  readonly house: string;
  readonly timeZone: string;
  readonly language: Language;
}

const pair = (zh: string, en: string, value: FieldPair['value']): FieldPair => ({ label: { zh, en }, value });

export function remittanceDocument({ remittance, house, timeZone, language }: RemittancePrint): DocumentModel {
  const { confirmedFen, confirmedAt, confirmedBy } = remittance;
  return {
    title: { zh: '缴款单', en: 'Remittance slip' },
    kind: 'remittance',
    paper: 'slip-241x140',
    issuer: house,
    language,
    copies: [
      { mark: { zh: '第一联 缴款人存', en: 'Copy 1, who remits' } },
      { mark: { zh: '第二联 财务存', en: 'Copy 2, finance' } },
      { mark: { zh: '第三联 经费管理员存', en: 'Copy 3, funds administrator' } },
    ],
    blocks: [
      {
        kind: 'meta',
        left: { zh: `单号：${remittance.number}`, en: `No. ${remittance.number}` },
        center: { zh: `营业日：${remittance.businessDate}`, en: `Day ${remittance.businessDate}` },
        right: { zh: `案件：${remittance.caseNumber ?? '—'}`, en: `Case ${remittance.caseNumber ?? '—'}` },
      },
      {
        kind: 'fields',
        perRow: 3,
        pairs: [
          pair('方式', 'Way', REMITTANCE_WAY_TITLES[remittance.way]),
          pair('接收方', 'Receiver', remittance.receiver),
          pair('回单号', 'Receipt', remittance.receiptNo ?? '—'),
          pair('应缴（元）', 'Due', formatMoneyGrouped(remittance.dueFen)),
          pair('到账（元）', 'Confirmed', confirmedFen === null ? '—' : formatMoneyGrouped(confirmedFen)),
          pair('缴款时间', 'Remitted', formatInstant(remittance.madeAt, timeZone)),
          ...(remittance.reason === '' ? [] : [{ ...pair('说明', 'Reason', remittance.reason), wide: true }]),
        ],
      },
      { kind: 'amount', label: { zh: '缴款金额', en: 'Remitted' }, amount: remittance.amountFen },
      {
        kind: 'table',
        columns: [
          { title: { zh: '日结单', en: 'Daily slip' }, width: 3 },
          { title: { zh: '营业日', en: 'Day' }, width: 2 },
          { title: { zh: '应缴现金（元）', en: 'Cash due' }, width: 2, align: 'right' },
        ],
        rows: remittance.slips.map((slip) => [slip.slipNo, slip.businessDate, formatMoneyGrouped(slip.dueFen)]),
      },
      {
        kind: 'fields',
        perRow: 3,
        pairs: [
          pair('缴款人', 'Remitted by', remittance.madeBy),
          pair('确认人', 'Confirmed by', confirmedBy ?? '—'),
          pair('确认时间', 'Confirmed at', confirmedAt === null ? '—' : formatInstant(confirmedAt, timeZone)),
        ],
      },
    ],
  };
}
