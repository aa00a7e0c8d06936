/** One sale with all that belongs to it: what it came to, how it was paid, how it was delivered, its slips and entries. */
import type { ReactNode } from 'react';
import type { Column } from '../../../../shared/contracts/contract.ts';
import { sale as contract } from '../../../../shared/contracts/vending/sale.ts';
import { DELIVERY_REASONS } from '../../../../shared/metering/words.ts';
import type { Text } from '../../../../shared/text.ts';
import type { SaleView } from '../../../../shared/vending/view.ts';
import { ATTEMPT_STATE_TITLES, SLIP_PAPER_TITLES } from '../../../../shared/vending/words.ts';
import { useSay } from '../../../lib/say.ts';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { DetailDrawer } from '../../../ui/detail-drawer.tsx';
import { Digits } from '../../tokens/components/digits.tsx';
import { DELIVERY_STATES, SALE_STATES_SHOWN, TENDER_STATES } from '../words.ts';
import { PaperOfSale } from './paper-of-sale.tsx';
import { ReversalPart } from './reversal-part.tsx';
import { SaleActs } from './sale-acts.tsx';
import '../vending.css';

const T = {
  tiers: { zh: '分档', en: 'Tiers' },
  payments: { zh: '收款与退款', en: 'Payments and refunds' },
  attempts: { zh: '充值经过', en: 'Delivery' },
  prints: { zh: '打印记录', en: 'Prints' },
  noPrint: { zh: '凭证还没有打印过。', en: 'The slip has not been printed yet.' },
  view: { zh: '查看', en: 'View' },
  entries: { zh: '记账分录', en: 'Ledger entries' },
  in: { zh: '收', en: 'In' },
  out: { zh: '退', en: 'Out' },
} as const satisfies Record<string, Text>;

const SHOWS: readonly Column[] = [
  { key: 'slipNo', title: { zh: '凭证号', en: 'Slip' }, as: 'code' },
  { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  { key: 'paidAt', title: { zh: '收款时间', en: 'Paid at' }, as: 'instant' },
  { key: 'personName', title: { zh: '收款人', en: 'Money taken by' } },
  { key: 'preparedByName', title: { zh: '备单人', en: 'Prepared by' } },
  { key: 'roomCode', title: { zh: '房间', en: 'Room' } },
  { key: 'accountNo', title: { zh: '户号', en: 'Account' }, as: 'code' },
  { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
  { key: 'commodity', title: { zh: '类别', en: 'Commodity' }, as: 'state' },
  { key: 'delivery', title: { zh: '充值方式', en: 'Delivery' }, as: 'state' },
  { key: 'quantityMilli', title: { zh: '数量', en: 'Quantity' }, as: 'quantity' },
  { key: 'totalFen', title: { zh: '实收金额（元）', en: 'Total (yuan)' }, as: 'money' },
  { key: 'arrearsFen', title: { zh: '其中清欠', en: 'Arrears in it' }, as: 'money' },
  { key: 'residueUsedFen', title: { zh: '用上次余款', en: 'Left over, used' }, as: 'money' },
  { key: 'residueKeptFen', title: { zh: '余款记入户头', en: 'Left over, kept' }, as: 'money' },
  { key: 'taxFen', title: { zh: '其中税额', en: 'Tax in it' }, as: 'money' },
  { key: 'changeFen', title: { zh: '找零', en: 'Change' }, as: 'money' },
  { key: 'balanceAfterFen', title: { zh: '充值后余额（元）', en: 'Balance after (yuan)' }, as: 'money' },
  { key: 'balanceAfterMilli', title: { zh: '充值后余量', en: 'Left after' }, as: 'quantity' },
  { key: 'purchaseCount', title: { zh: '购买次数', en: 'Purchase count' } },
  { key: 'priceNumber', title: { zh: '价格版本', en: 'Price version' } },
  { key: 'digest', title: { zh: '凭证摘要', en: 'Digest' }, as: 'code' },
];

const TIER_COLUMNS: readonly Column[] = [
  { key: 'tier', title: { zh: '档', en: 'Tier' } },
  { key: 'quantityMilli', title: { zh: '数量', en: 'Quantity' }, as: 'quantity' },
  { key: 'unitPrice', title: { zh: '单价', en: 'Price' }, as: 'price' },
  { key: 'amountFen', title: { zh: '金额', en: 'Amount' }, as: 'money' },
];

const PAYMENT_COLUMNS: readonly Column[] = [
  { key: 'direction', title: { zh: '收/退', en: 'In/out' }, as: 'state' },
  { key: 'tender', title: { zh: '方式', en: 'Tender' }, as: 'state' },
  { key: 'amountFen', title: { zh: '金额', en: 'Amount' }, as: 'money' },
  { key: 'tenderedFen', title: { zh: '实收', en: 'Handed over' }, as: 'money' },
  { key: 'changeFen', title: { zh: '找零', en: 'Change' }, as: 'money' },
  { key: 'reference', title: { zh: '参考号', en: 'Reference' }, as: 'code' },
];

const ATTEMPT_COLUMNS: readonly Column[] = [
  { key: 'attemptNo', title: { zh: '次', en: 'No.' } },
  { key: 'createdAt', title: { zh: '时间', en: 'At' }, as: 'instant' },
  { key: 'path', title: { zh: '经过', en: 'Path' } },
  { key: 'reason', title: { zh: '原因', en: 'Reason' } },
];

const PRINT_COLUMNS: readonly Column[] = [
  { key: 'printNo', title: { zh: '次', en: 'No.' } },
  { key: 'at', title: { zh: '时间', en: 'At' }, as: 'instant' },
  { key: 'paper', title: { zh: '纸张', en: 'Paper' } },
  { key: 'reason', title: { zh: '补打原因', en: 'Reason' } },
  { key: 'personName', title: { zh: '打印人', en: 'By' } },
];

const ENTRY_COLUMNS: readonly Column[] = [
  { key: 'text', title: { zh: '摘要', en: 'Text' } },
  { key: 'account', title: { zh: '科目', en: 'Account' }, as: 'code' },
  { key: 'amountFen', title: { zh: '金额（借正贷负）', en: 'Amount (debit +, credit −)' }, as: 'money' },
];

interface PartProps {
  readonly title: Text;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly actions?: (row: Row) => ReactNode;
}

const PAYMENT_STATES = { ...TENDER_STATES, in: { title: T.in }, out: { title: T.out } };

function Part({ title, columns, rows, actions }: PartProps): ReactNode {
  const say = useSay();
  if (rows.length === 0) return null;
  return (
    <section className="sale-part">
      <h3>{say(title)}</h3>
      <DataTable caption={say(title)} columns={columns} rows={rows} states={PAYMENT_STATES} actions={actions} />
    </section>
  );
}

const attemptRows = (sale: SaleView): Row[] =>
  sale.attempts.map((attempt) => ({
    ...attempt,
    path: attempt.path.map((state) => ATTEMPT_STATE_TITLES[state]),
    reason: attempt.reason === null ? null : DELIVERY_REASONS[attempt.reason],
  }));

const entryRows = (sale: SaleView): Row[] =>
  sale.entries.flatMap((entry) => entry.lines.map((line, index) => ({ ...line, text: index === 0 ? entry.text : '' })));

function Parts({ sale }: { sale: SaleView }): ReactNode {
  const say = useSay();
  return (
    <>
      <SaleActs sale={sale} />
      {sale.tokenDigits.map((digits) => (
        <Digits key={digits} digits={digits} />
      ))}
      <PaperOfSale saleId={sale.saleId} />
      {sale.reversal && <ReversalPart sale={sale} reversal={sale.reversal} />}
      <Part
        title={T.tiers}
        columns={TIER_COLUMNS}
        rows={sale.lines.map((line) => ({ ...line, commodity: sale.commodity }))}
      />
      <Part title={T.payments} columns={PAYMENT_COLUMNS} rows={sale.payments} />
      <Part title={T.attempts} columns={ATTEMPT_COLUMNS} rows={attemptRows(sale)} />
      {sale.prints.length === 0 && <p className="muted">{say(T.noPrint)}</p>}
      <Part
        title={T.prints}
        columns={PRINT_COLUMNS}
        rows={sale.prints.map((print) => ({ ...print, paper: SLIP_PAPER_TITLES[print.paper] }))}
        actions={(row) => (
          <a href={`/api/vending/slip.pdf?printId=${String(row.printId)}`} target="_blank" rel="noreferrer">
            {say(T.view)}
          </a>
        )}
      />
      <Part title={T.entries} columns={ENTRY_COLUMNS} rows={entryRows(sale)} />
    </>
  );
}

export function SaleDrawer({ saleId, onClose }: { saleId: string; onClose: () => void }): ReactNode {
  return (
    <DetailDrawer
      contract={contract}
      input={{ saleId }}
      shows={SHOWS}
      states={{ ...SALE_STATES_SHOWN, ...DELIVERY_STATES }}
      onClose={onClose}
    >
      {(sale) => <Parts sale={sale} />}
    </DetailDrawer>
  );
}
