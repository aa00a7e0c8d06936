/** A month as files: vouchers for the finance system and the cashier's sheet, each in the layout the house has set. */

import { type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { layouts } from '../../../../shared/contracts/reconciliation/layouts.ts';
import { setSheetLayout } from '../../../../shared/contracts/reconciliation/set-sheet-layout.ts';
import { setVoucherLayout } from '../../../../shared/contracts/reconciliation/set-voucher-layout.ts';
import { SHEET_SOURCES, VOUCHER_SOURCES } from '../../../../shared/reconciliation/layouts.ts';
import type { Text } from '../../../../shared/text.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Acts } from '../../../ui/acts.tsx';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import '../reconciliation.css';

const T = {
  help: {
    zh: '凭证按财务系统的格式导出，只导出已锁定的月份；收费员月报按本单位原有的表式导出。格式是数据，不用改程序。',
    en: 'Vouchers in the layout of the finance system, of locked months only; the cashier’s sheet as the office has always had it. Layouts are data.',
  },
  month: { zh: '月份', en: 'Month' },
  open: { zh: '未锁定', en: 'not locked' },
  vouchers: { zh: '记账凭证', en: 'Vouchers' },
  sheet: { zh: '收费员月报', en: 'The cashier’s monthly sheet' },
  take: { zh: '导出 {month}', en: 'Take {month}' },
  wait: {
    zh: '{month} 的月对账单双方签字、月份锁定后才能导出凭证。',
    en: 'Vouchers of {month} are made once its statement is signed by both and the month is locked.',
  },
  columns: { zh: '各列', en: 'Columns' },
  usual: { zh: '通用格式，尚未设定', en: 'The usual layout; nothing was set' },
  version: { zh: '第 {version} 版，{person} 设定：{reason}', en: 'Version {version}, by {person}: {reason}' },
  none: { zh: '还没有可以导出的月份', en: 'No month to take yet' },
  noneNext: { zh: '第一笔入账之后，当月会列在这里。', en: 'The month appears here with its first posting.' },
} as const satisfies Record<string, Text>;

type Answer = OutputOf<typeof layouts>;

interface SetBy {
  readonly version: number;
  readonly person: string;
  readonly reason: string;
  readonly at: Instant | null;
}

function Standing({ layout }: { layout: SetBy }): ReactNode {
  const say = useSay();
  const { version, person, reason, at } = layout;
  if (at === null) return <p className="muted">{say(T.usual)}</p>;
  return (
    <p className="muted">
      {say(T.version, { version, person, reason })} · <InstantText value={at} />
    </p>
  );
}

interface ColumnsProps {
  readonly columns: readonly { readonly title: string; readonly source: string; readonly text: string }[];
  readonly of: Readonly<Record<string, Text>>;
}

function Columns({ columns, of }: ColumnsProps): ReactNode {
  const say = useSay();
  return (
    <ol className="layout-columns" aria-label={say(T.columns)}>
      {columns.map(({ title, source, text }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity than their place
        <li key={at}>
          <strong>{title}</strong> <span className="muted">{text === '' ? say(of[source]!) : text}</span>
        </li>
      ))}
    </ol>
  );
}

interface Given {
  readonly data: Answer;
  readonly month: string;
  readonly closed: boolean;
}

function Vouchers({ data, month, closed }: Given): ReactNode {
  const say = useSay();
  const { version: _, at: _at, person: _person, reason: _reason, ...spec } = data.voucher;
  return (
    <section className="panel padded stack" aria-label={say(T.vouchers)}>
      <h2>{say(T.vouchers)}</h2>
      <Standing layout={data.voucher} />
      <Columns columns={data.voucher.columns} of={VOUCHER_SOURCES} />
      {!closed && <p className="refusal tone-soon">{say(T.wait, { month })}</p>}
      <div className="row">
        {closed && <a href={`/api/reconciliation/vouchers.csv?month=${month}`}>{say(T.take, { month })}</a>}
        <Acts can={data.can} acts={[{ contract: setVoucherLayout, given: spec }]} />
      </div>
    </section>
  );
}

function Sheet({ data, month }: Omit<Given, 'closed'>): ReactNode {
  const say = useSay();
  const { version: _, at: _at, person: _person, reason: _reason, ...spec } = data.sheet;
  return (
    <section className="panel padded stack" aria-label={say(T.sheet)}>
      <h2>{say(T.sheet)}</h2>
      <Standing layout={data.sheet} />
      <Columns columns={data.sheet.columns} of={SHEET_SOURCES} />
      <div className="row">
        <a href={`/api/reconciliation/cashier-month.xlsx?month=${month}`}>{say(T.take, { month })}</a>
        <Acts can={data.can} acts={[{ contract: setSheetLayout, given: spec }]} />
      </div>
    </section>
  );
}

function Files({ data }: { data: Answer }): ReactNode {
  const say = useSay();
  const usual = data.months.find(({ closed }) => closed) ?? data.months[0];
  const [chosen, setChosen] = useState(usual?.month ?? '');
  const found = data.months.find(({ month }) => month === chosen) ?? usual;
  if (found === undefined) return <Empty text={T.none} next={T.noneNext} />;
  const { month, closed } = found;
  return (
    <>
      <label className="row">
        {say(T.month)}
        <select className="native-select" value={month} onChange={(event) => setChosen(event.target.value)}>
          {data.months.map((one) => (
            <option key={one.month} value={one.month}>
              {one.closed ? one.month : `${one.month} (${say(T.open)})`}
            </option>
          ))}
        </select>
      </label>
      {data.vouchers && <Vouchers data={data} month={month} closed={closed} />}
      <Sheet data={data} month={month} />
    </>
  );
}

export default function FinanceFilesPage(): ReactNode {
  const say = useSay();
  const answer = useAsk(layouts, {});
  return (
    <div className="page">
      <PageHeader title={say(layouts.title)} help={say(T.help)} />
      <AnswerState answer={answer} />
      {answer.data && <Files data={answer.data} />}
    </div>
  );
}
