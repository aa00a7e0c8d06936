/** 现金日记账: one line per event in its order, receipts and payments never netted, the balance running, days summed. */

import { type ReactNode, useId } from 'react';
import { useSearchParams } from 'react-router';
import type { Column } from '../../../../shared/contracts/contract.ts';
import { cashJournal } from '../../../../shared/contracts/tills/cash-journal.ts';
import { drawers } from '../../../../shared/contracts/tills/drawers.ts';
import type { Text } from '../../../../shared/text.ts';
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import { searchOf } from '../../../lib/api.ts';
import { printPdf } from '../../../lib/print.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { withField } from '../../../ui/list-state.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import '../tills.css';

const T = {
  days: { zh: '每日合计', en: 'Totals of each day' },
  lines: { zh: '逐笔', en: 'Line by line' },
  drawer: { zh: '钱箱', en: 'Drawer' },
  none: { zh: '这段时间没有现金收付', en: 'No cash moved in this time' },
  noneNext: {
    zh: '换一段日期再看。窗口岗位只能看到已结班的部分。',
    en: 'Choose other days. Counter posts see closed sessions only.',
  },
  next: { zh: '下一页', en: 'Next page' },
  first: { zh: '回到第一页', en: 'First page' },
} as const satisfies Record<string, Text>;

const DAY_COLUMNS: readonly Column[] = [
  { key: 'businessDate', title: { zh: '日期', en: 'Day' }, as: 'date' },
  { key: 'drawerCode', title: T.drawer, as: 'code' },
  { key: 'lines', title: { zh: '笔数', en: 'Lines' } },
  { key: 'receiptFen', title: { zh: '收入合计', en: 'Receipts' }, as: 'money' },
  { key: 'paymentFen', title: { zh: '付出合计', en: 'Payments' }, as: 'money' },
  { key: 'balanceFen', title: { zh: '日末余额', en: 'Balance at the end' }, as: 'money' },
];

/** One day, or the range in the address; the day of business where it says nothing. */
function useRange() {
  const [search, setSearch] = useSearchParams();
  const today = useSession()?.businessDate ?? null;
  const from = search.get('from') ?? today;
  const to = search.get('to') ?? from;
  const drawerId = search.get('drawerId') ?? undefined;
  const set = (key: string, value: string | undefined): void => setSearch(withField(search, key, value));
  return { search, setSearch, from, to, drawerId, set };
}

function RangeBar({ range }: { range: ReturnType<typeof useRange> }): ReactNode {
  const say = useSay();
  const id = useId();
  const list = useAsk(drawers, {});
  return (
    <search>
      <div className="filters">
        <div className="field">
          <label htmlFor={`${id}-from`}>{say(W.from)}</label>
          <DateInput id={`${id}-from`} value={range.from ?? undefined} onChange={(day) => range.set('from', day)} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-to`}>{say(W.to)}</label>
          <DateInput id={`${id}-to`} value={range.to ?? undefined} onChange={(day) => range.set('to', day)} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-drawer`}>{say(T.drawer)}</label>
          <select
            id={`${id}-drawer`}
            className="native-select"
            value={range.drawerId ?? ''}
            onChange={(event) => range.set('drawerId', event.target.value)}
          >
            <option value="">{say(W.all)}</option>
            {list.data?.rows.map((drawer) => (
              <option key={drawer.drawerId} value={drawer.drawerId}>
                {drawer.code} {drawer.name}
              </option>
            ))}
          </select>
        </div>
      </div>
    </search>
  );
}

function Files({ query }: { query: string }): ReactNode {
  const say = useSay();
  return (
    <>
      {(['csv', 'xlsx', 'pdf'] as const).map((ending) => (
        <a key={ending} href={`/api/tills/cash-journal.${ending}${query}`} download>
          {ending.toUpperCase()}
        </a>
      ))}
      <Button onClick={() => void printPdf(`/api/tills/cash-journal.pdf${query}`)}>{say(W.print)}</Button>
    </>
  );
}

interface FootProps {
  readonly search: URLSearchParams;
  readonly setSearch: (search: URLSearchParams) => void;
  readonly next: string | null;
}

function Foot({ search, setSearch, next }: FootProps): ReactNode {
  const say = useSay();
  const onNext = (): void => {
    const following = new URLSearchParams(search);
    following.set('after', next ?? '');
    setSearch(following);
  };
  return (
    <div className="table-foot">
      {search.has('after') && (
        <Button size="small" onClick={() => setSearch(withField(search, 'after', null))}>
          {say(T.first)}
        </Button>
      )}
      {next !== null && (
        <Button size="small" onClick={onNext}>
          {say(T.next)}
        </Button>
      )}
    </div>
  );
}

export default function CashJournalPage(): ReactNode {
  const say = useSay();
  const range = useRange();
  const { search, setSearch, from, to, drawerId } = range;
  const after = search.get('after') ?? undefined;
  const asked = { from: from as BusinessDate, to: to as BusinessDate, drawerId };
  const answer = useAsk(cashJournal, { ...asked, after, limit: 100 }, { enabled: from !== null, keepPrevious: true });
  const { data } = answer;
  const next = data?.next;
  return (
    <div className="page">
      <PageHeader
        title={say(cashJournal.title)}
        help={cashJournal.help && say(cashJournal.help)}
        actions={from !== null && <Files query={searchOf(asked)} />}
      />
      <div className="panel">
        <RangeBar range={range} />
        <AnswerState answer={answer} inPanel />
        {data?.rows.length === 0 && <Empty text={T.none} next={T.noneNext} />}
        {data && data.days.length > 0 && (
          <section className="till-part till-days">
            <h2>{say(T.days)}</h2>
            <DataTable caption={say(T.days)} columns={DAY_COLUMNS} rows={data.days} />
          </section>
        )}
        {data && data.rows.length > 0 && (
          <section className="till-part">
            <h2>{say(T.lines)}</h2>
            <DataTable
              caption={say(T.lines)}
              columns={cashJournal.columns ?? []}
              rows={data.rows}
              rowKey={(row) => `${String(row.drawerSessionId)}-${String(row.seq)}`}
              cells={{
                summary: (row) =>
                  row.counterpartyName === null
                    ? say(row.summary as Text)
                    : `${say(row.summary as Text)} · ${String(row.counterpartyName)}`,
              }}
            />
            <Foot search={search} setSearch={setSearch} next={next ?? null} />
          </section>
        )}
      </div>
    </div>
  );
}
