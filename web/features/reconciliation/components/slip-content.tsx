/** What a slip says, as on paper: trade, tenders, cash, counts, and what else both must know before they sign. */
import type { ReactNode } from 'react';
import type { Column } from '../../../../shared/contracts/contract.ts';
import { TENDERS } from '../../../../shared/payments/tender.ts';
import { POSTS } from '../../../../shared/posts.ts';
import type { SlipContent } from '../../../../shared/reconciliation/slip-content.ts';
import type { Text } from '../../../../shared/text.ts';
import { MOVEMENT_TITLES } from '../../../../shared/tills/movement.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import { InstantText, MoneyText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Digest } from './digest.tsx';
import { Reversed, Undelivered } from './exceptions.tsx';
import '../reconciliation.css';

const T = {
  trade: { zh: '售出', en: 'Sold' },
  noTrade: { zh: '本班没有售出', en: 'Nothing was sold in this session' },
  tenders: { zh: '付款方式', en: 'Tenders' },
  cash: { zh: '现金', en: 'Cash' },
  carried: { zh: '承前结存', en: 'Brought forward' },
  counts: { zh: '清点', en: 'Counts' },
  expected: { zh: '账面应有', en: 'Expected' },
  counted: { zh: '实点现金', en: 'Counted' },
  over: { zh: '长款', en: 'Over' },
  short: { zh: '短款', en: 'Short' },
  case: { zh: '案件 {number}', en: 'case {number}' },
  reason: { zh: '情况说明', en: 'Reason' },
  slips: { zh: '售电凭证', en: 'Sale slips' },
  slipsText: {
    zh: '{count} 张：{first} 至 {last}；补打 {reprints} 次',
    en: '{count}: {first} to {last}; {reprints} reprints',
  },
  gap: { zh: '单号不连续：案件 {number}', en: 'Gap in the numbers: case {number}' },
  versions: { zh: '价格版本', en: 'Price versions' },
  rights: { zh: '新授岗位', en: 'Posts given' },
  none: { zh: '无', en: 'None' },
  digest: { zh: '本班账链摘要', en: 'Digest of the session' },
  previous: { zh: '前一营业日摘要', en: 'Digest of the day before' },
} as const satisfies Record<string, Text>;

const TRADE: readonly Column[] = [
  { key: 'commodity', title: { zh: '品种', en: 'Commodity' } },
  { key: 'category', title: { zh: '用户类别', en: 'Category' } },
  { key: 'tender', title: { zh: '付款方式', en: 'Tender' } },
  { key: 'count', title: { zh: '笔数', en: 'Payments' } },
  { key: 'quantityMilli', title: { zh: '数量', en: 'Quantity' }, as: 'quantity' },
  { key: 'amountFen', title: { zh: '金额', en: 'Amount' }, as: 'money' },
  { key: 'taxFen', title: { zh: '其中税额', en: 'Tax in it' }, as: 'money' },
];

const PAID: readonly Column[] = [
  { key: 'tender', title: { zh: '付款方式', en: 'Tender' } },
  { key: 'receivedCount', title: { zh: '收款笔数', en: 'Receipts' } },
  { key: 'receivedFen', title: { zh: '收款', en: 'Received' }, as: 'money' },
  { key: 'refundedCount', title: { zh: '退款笔数', en: 'Refunds' } },
  { key: 'refundedFen', title: { zh: '退款', en: 'Refunded' }, as: 'money' },
];

const CASH: readonly Column[] = [
  { key: 'kind', title: { zh: '项目', en: 'Kind' } },
  { key: 'count', title: { zh: '笔数', en: 'Lines' } },
  { key: 'receiptFen', title: { zh: '收入', en: 'In' }, as: 'money' },
  { key: 'paymentFen', title: { zh: '付出', en: 'Out' }, as: 'money' },
];

const COUNT_TITLES: Readonly<Record<SlipContent['cash']['counts'][number]['kind'], Text>> = {
  opening: { zh: '开箱清点', en: 'Opening' },
  'attempt-1': { zh: '第一次', en: 'First' },
  'attempt-2': { zh: '第二次', en: 'Second' },
  surprise: { zh: '突击盘点', en: 'Surprise' },
};

function Trade({ content }: { content: SlipContent }): ReactNode {
  const say = useSay();
  const { trade, tenders } = content;
  if (trade.length === 0 && tenders.length === 0) return <Empty text={T.noTrade} />;
  return (
    <>
      <h3>{say(T.trade)}</h3>
      <DataTable
        caption={say(T.trade)}
        columns={TRADE}
        rows={trade.map((line) => ({ ...line }))}
        cells={{
          commodity: (row) => say(COMMODITIES[row.commodity as keyof typeof COMMODITIES].title),
          tender: (row) => say(TENDERS[row.tender as keyof typeof TENDERS].title),
        }}
      />
      <h3>{say(T.tenders)}</h3>
      <DataTable
        caption={say(T.tenders)}
        columns={PAID}
        rows={tenders.map((line) => ({ ...line }))}
        cells={{ tender: (row) => say(TENDERS[row.tender as keyof typeof TENDERS].title) }}
      />
    </>
  );
}

function Cash({ cash }: { cash: SlipContent['cash'] }): ReactNode {
  const say = useSay();
  const short = cash.overShortFen < 0;
  const difference = cash.overShortFen === 0 ? 'tone-right' : 'tone-wrong';
  return (
    <>
      <h3>{say(T.cash)}</h3>
      {cash.lines.length > 0 && (
        <DataTable
          caption={say(T.cash)}
          columns={CASH}
          rows={cash.lines.map((line) => ({ ...line }))}
          cells={{ kind: (row) => say(MOVEMENT_TITLES[row.kind as keyof typeof MOVEMENT_TITLES]) }}
        />
      )}
      <dl className="details">
        <dt>{say(T.carried)}</dt>
        <dd>
          <MoneyText value={cash.carriedFen} /> {cash.openingCase && say(T.case, { number: cash.openingCase })}
        </dd>
        <dt>{say(T.counts)}</dt>
        <dd>
          {cash.counts.map((count) => (
            <span key={`${count.kind} ${count.totalFen} ${count.bookFen}`} className="counted">
              {say(COUNT_TITLES[count.kind])} <MoneyText value={count.totalFen} />
            </span>
          ))}
        </dd>
        <dt>{say(T.expected)}</dt>
        <dd>
          <MoneyText value={cash.expectedFen} />
        </dd>
        <dt>{say(T.counted)}</dt>
        <dd>
          <MoneyText value={cash.countedFen} strong />
        </dd>
        <dt>{say(short ? T.short : T.over)}</dt>
        <dd>
          <span className={`state-tag ${difference}`}>
            <MoneyText value={cash.overShortFen} />
          </span>{' '}
          {cash.closingCase && say(T.case, { number: cash.closingCase })}
        </dd>
        {cash.reason && (
          <>
            <dt>{say(T.reason)}</dt>
            <dd>{cash.reason}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function Rights({ rights }: { rights: SlipContent['rights'] }): ReactNode {
  const say = useSay();
  if (rights.length === 0) return say(T.none);
  return (
    <ul className="plain-list">
      {rights.map((right) => (
        <li key={right.assignmentId}>
          {right.personName} · {say(POSTS[right.post].title)} · {right.approvedByName}{' '}
          <InstantText value={right.approvedAt} />
        </li>
      ))}
    </ul>
  );
}

function SaleSlips({ sales }: { sales: SlipContent['sales'] }): ReactNode {
  const say = useSay();
  const { count, firstSlipNo, lastSlipNo, reprints, gapCase } = sales;
  if (count === 0) return say(T.none);
  return (
    <>
      {say(T.slipsText, { count, first: firstSlipNo ?? '', last: lastSlipNo ?? '', reprints })}
      {gapCase && <strong className="tone-wrong">{say(T.gap, { number: gapCase })}</strong>}
    </>
  );
}

export function SlipContentView({ content }: { content: SlipContent }): ReactNode {
  const say = useSay();
  const { priceVersions, rights, chain } = content;
  return (
    <div className="stack">
      <Trade content={content} />
      <Cash cash={content.cash} />
      <dl className="details">
        <dt>{say(T.slips)}</dt>
        <dd>
          <SaleSlips sales={content.sales} />
        </dd>
        <Reversed reversals={content.reversals} />
        <Undelivered undelivered={content.undelivered} />
        <dt>{say(T.versions)}</dt>
        <dd>
          {priceVersions.length === 0
            ? say(T.none)
            : priceVersions
                .map((one) => `${say(COMMODITIES[one.commodity].title)}/${one.categoryCode} v${one.number}`)
                .join(', ')}
        </dd>
        <dt>{say(T.rights)}</dt>
        <dd>
          <Rights rights={rights} />
        </dd>
        <dt>{say(T.digest)}</dt>
        <dd>
          <Digest digest={chain.digest} />
        </dd>
        <dt>{say(T.previous)}</dt>
        <dd>
          {chain.previousDigest === null ? say(T.none) : <Digest digest={chain.previousDigest} />} {chain.previousDay}
        </dd>
      </dl>
    </div>
  );
}
