/** What a day sheet says: slips, sales, tenders, cash book, and the figures compared three ways. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Column } from '../../../../shared/contracts/contract.ts';
import { TENDERS } from '../../../../shared/payments/tender.ts';
import type { DayContent } from '../../../../shared/reconciliation/day-content.ts';
import { slipNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import type { Text } from '../../../../shared/text.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import { useSay } from '../../../lib/say.ts';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { SLIP_STATES_SHOWN } from '../states.ts';
import { Digest } from './digest.tsx';
import { Reversed, Undelivered } from './exceptions.tsx';
import '../reconciliation.css';

const T = {
  slips: { zh: '日结单', en: 'Daily slips' },
  trade: { zh: '售出', en: 'Sold' },
  tenders: { zh: '付款方式', en: 'Tenders' },
  drawers: { zh: '现金日记账', en: 'Cash book' },
  compared: { zh: '三方核对：日结单、单据、总账', en: 'Three ways: slips, documents, books' },
  agrees: { zh: '相符', en: 'agrees' },
  differs: { zh: '不符', en: 'differs' },
  differCase: { zh: '核对不符，案件 {number}', en: 'The figures differ: case {number}' },
  quiet: { zh: '未开钱箱的日子', en: 'Days without a drawer' },
  records: { zh: '（有记录，随本日封存）', en: ' (records sealed with this day)' },
  digest: { zh: '营业日摘要', en: 'Digest of the day' },
  previous: { zh: '前一营业日摘要', en: 'Digest of the day before' },
  none: { zh: '无', en: 'None' },
} as const satisfies Record<string, Text>;

const SLIPS: readonly Column[] = [
  { key: 'number', title: { zh: '单号', en: 'Slip' } },
  { key: 'session', title: { zh: '班次', en: 'Session' }, as: 'code' },
  { key: 'custodianName', title: { zh: '保管人', en: 'Custodian' } },
  { key: 'receivedFen', title: { zh: '收款', en: 'Received' }, as: 'money' },
  { key: 'refundedFen', title: { zh: '退款', en: 'Refunded' }, as: 'money' },
  { key: 'overShortFen', title: { zh: '长短款', en: 'Over or short' }, as: 'money' },
  { key: 'closingCase', title: { zh: '案件', en: 'Case' }, as: 'code' },
  { key: 'state', title: { zh: '日结时的签字', en: 'Signatures at closing' }, as: 'state' },
];

const TRADE: readonly Column[] = [
  { key: 'commodity', title: { zh: '品种', en: 'Commodity' } },
  { key: 'category', title: { zh: '用户类别', en: 'Category' } },
  { key: 'count', title: { zh: '笔数', en: 'Payments' } },
  { key: 'quantityMilli', title: { zh: '数量', en: 'Quantity' }, as: 'quantity' },
  { key: 'amountFen', title: { zh: '金额', en: 'Amount' }, as: 'money' },
  { key: 'taxFen', title: { zh: '其中税额', en: 'Tax in it' }, as: 'money' },
];

const PAID: readonly Column[] = [
  { key: 'tender', title: { zh: '付款方式', en: 'Tender' } },
  { key: 'receivedFen', title: { zh: '收款', en: 'Received' }, as: 'money' },
  { key: 'refundedFen', title: { zh: '退款', en: 'Refunded' }, as: 'money' },
];

const DRAWERS: readonly Column[] = [
  { key: 'drawerName', title: { zh: '钱箱', en: 'Drawer' } },
  { key: 'openingFen', title: { zh: '承前结存', en: 'Brought forward' }, as: 'money' },
  { key: 'receiptFen', title: { zh: '收入', en: 'In' }, as: 'money' },
  { key: 'paymentFen', title: { zh: '付出', en: 'Out' }, as: 'money' },
  { key: 'closingFen', title: { zh: '结存', en: 'Balance' }, as: 'money' },
];

const COMPARED: readonly Column[] = [
  { key: 'title', title: { zh: '项目', en: 'Figure' } },
  { key: 'slipsFen', title: { zh: '日结单', en: 'Slips' }, as: 'money' },
  { key: 'documentsFen', title: { zh: '单据', en: 'Documents' }, as: 'money' },
  { key: 'ledgerFen', title: { zh: '总账', en: 'Books' }, as: 'money' },
  { key: 'agrees', title: { zh: '结果', en: 'Result' }, as: 'state' },
];

interface Part {
  readonly title: Text;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly cells?: Readonly<Record<string, (row: Row) => ReactNode>>;
}

function TablePart({ title, columns, rows, cells }: Part): ReactNode {
  const say = useSay();
  return (
    <section>
      <h3>{say(title)}</h3>
      {rows.length === 0 ? (
        <p className="muted">{say(T.none)}</p>
      ) : (
        <DataTable caption={say(title)} columns={columns} rows={rows} states={SLIP_STATES_SHOWN} cells={cells} />
      )}
    </section>
  );
}

export function Compared({ content }: { content: DayContent }): ReactNode {
  const say = useSay();
  return (
    <>
      {content.caseNumber && (
        <p className="refusal tone-wrong" role="alert">
          {say(T.differCase, { number: content.caseNumber })}
        </p>
      )}
      <TablePart
        title={T.compared}
        columns={COMPARED}
        rows={content.compared}
        cells={{
          agrees: (row) => (
            <span className={`state-tag ${row.agrees ? 'tone-right' : 'tone-wrong'}`}>
              {say(row.agrees ? T.agrees : T.differs)}
            </span>
          ),
        }}
      />
    </>
  );
}

export function SheetContentView({ content }: { content: DayContent }): ReactNode {
  const say = useSay();
  const { day, quietDays } = content;
  return (
    <div className="stack">
      <Compared content={content} />
      <TablePart
        title={T.slips}
        columns={SLIPS}
        rows={content.slips}
        cells={{
          number: (row) => (
            <Link to={`/reconciliation/slips?open=${String(row.slipId)}`}>{slipNumberOf(row.number as number)}</Link>
          ),
        }}
      />
      <TablePart
        title={T.trade}
        columns={TRADE}
        rows={content.trade}
        cells={{ commodity: (row) => say(COMMODITIES[row.commodity as keyof typeof COMMODITIES].title) }}
      />
      <TablePart
        title={T.tenders}
        columns={PAID}
        rows={content.tenders}
        cells={{ tender: (row) => say(TENDERS[row.tender as keyof typeof TENDERS].title) }}
      />
      <TablePart title={T.drawers} columns={DRAWERS} rows={content.drawers} />
      <dl className="details">
        <Reversed reversals={content.reversals} />
        <Undelivered undelivered={content.undelivered} />
        <dt>{say(T.quiet)}</dt>
        <dd>
          {quietDays.length === 0 && say(T.none)}
          {quietDays.map(({ date, records }) => (
            <div key={date} className="figure">
              {date}
              {records && say(T.records)}
            </div>
          ))}
        </dd>
        <dt>{say(T.digest)}</dt>
        <dd>
          <Digest digest={day.digest} />
        </dd>
        <dt>{say(T.previous)}</dt>
        <dd>
          {day.previousDigest === null ? say(T.none) : <Digest digest={day.previousDigest} />} {day.previousDay}
        </dd>
      </dl>
    </div>
  );
}
