/** A month of the cash journal, place by place and day by day; receipts and payments each stand by themselves. */
import type { ReactNode } from 'react';
import type { Column } from '../../../../shared/contracts/contract.ts';
import type { JournalMonth as Content } from '../../../../shared/reconciliation/journal-month.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { DataTable } from '../../../ui/data-table.tsx';

const T = {
  places: { zh: '按钱箱和保险柜', en: 'Drawers and safe' },
  days: { zh: '逐日', en: 'Day by day' },
} as const satisfies Record<string, Text>;

const PLACES: readonly Column[] = [
  { key: 'name', title: { zh: '现金存放处', en: 'Place' } },
  { key: 'openingFen', title: { zh: '期初', en: 'Opening' }, as: 'money' },
  { key: 'receiptFen', title: { zh: '收入', en: 'Receipts' }, as: 'money' },
  { key: 'paymentFen', title: { zh: '付出', en: 'Payments' }, as: 'money' },
  { key: 'closingFen', title: { zh: '期末', en: 'Closing' }, as: 'money' },
  { key: 'ledgerFen', title: { zh: '账面', en: 'Ledger' }, as: 'money' },
];

const DAYS: readonly Column[] = [
  { key: 'businessDate', title: { zh: '营业日', en: 'Day' }, as: 'date' },
  { key: 'sheetNo', title: { zh: '日报表', en: 'Sheet' }, as: 'code' },
  { key: 'lines', title: { zh: '笔数', en: 'Lines' } },
  { key: 'receiptFen', title: { zh: '收入', en: 'Receipts' }, as: 'money' },
  { key: 'paymentFen', title: { zh: '付出', en: 'Payments' }, as: 'money' },
];

export function JournalMonth({ content }: { content: Content }): ReactNode {
  const say = useSay();
  return (
    <>
      <h3>{say(T.places)}</h3>
      <DataTable
        caption={say(T.places)}
        columns={PLACES}
        rows={content.places}
        rowKey={(row) => String(row.code)}
        cells={{
          name: (row) => (row.code === 'safe' ? say(row.name as Text) : `${String(row.code)} ${say(row.name as Text)}`),
        }}
      />
      <h3>{say(T.days)}</h3>
      <DataTable caption={say(T.days)} columns={DAYS} rows={content.days} rowKey={(row) => String(row.businessDate)} />
    </>
  );
}
