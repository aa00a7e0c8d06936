/**
 * The cashier's window 收费窗口: the queue of prepared sales and their money, the own drawer, what the closed sessions of the day took in and gave out by kind, and who
 * still holds a drawer. What an open drawer should hold is in none of it.
 */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Column, OutputOf } from '../../../../shared/contracts/contract.ts';
import { cashJournal } from '../../../../shared/contracts/tills/cash-journal.ts';
import { drawers } from '../../../../shared/contracts/tills/drawers.ts';
import { myDrawer } from '../../../../shared/contracts/tills/my-drawer.ts';
import type { Text } from '../../../../shared/text.ts';
import { STATES_BALANCE } from '../../../../shared/tills/movement.ts';
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import { addMoney, type Money, ZERO } from '../../../../shared/values/money.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { CashDesk } from '../../vending/window/cash-desk.tsx';
import { movementTitle, SESSION_STATES_SHOWN } from '../words.ts';
import '../tills.css';

const T = {
  title: { zh: '收费窗口', en: 'Cash window' },
  mine: { zh: '我的钱箱', en: 'My drawer' },
  none: { zh: '您还没有开钱箱。', en: 'You hold no open drawer.' },
  open: { zh: '开钱箱', en: 'Open a drawer' },
  opened: { zh: '开箱', en: 'Opened' },
  today: { zh: '今日现金收付（已结班部分）', en: "Today's cash in closed sessions" },
  todayNone: { zh: '今天还没有结班的现金收付', en: 'No session of today is closed yet' },
  todayNext: {
    zh: '各钱箱结班后，这里按类别列出收付。',
    en: 'Receipts and payments appear by kind when drawers are closed.',
  },
  more: {
    zh: '当日笔数较多，此处只列前 200 笔；全部见现金日记账。',
    en: 'The first 200 lines; all of them in the cash journal.',
  },
  held: { zh: '营业中的钱箱', en: 'Drawers in use' },
  heldNone: { zh: '现在没有营业中的钱箱', en: 'No drawer is in use now' },
  heldNext: {
    zh: '售电员开钱箱后会列在这里，下班前须结班并交来现金。',
    en: 'Open drawers appear here; each is closed and its cash handed in by the evening.',
  },
  movements: { zh: '解缴、存入、支出与交接', en: 'Drops, pay-ins, pay-outs, hand-overs' },
  journal: { zh: '现金日记账', en: 'Cash journal' },
  slips: { zh: '日结单', en: 'Daily slips' },
  acts: {
    'pay-in': { zh: '存入', en: 'Pay in' },
    'pay-out': { zh: '支出', en: 'Pay out' },
    'drop-cash': { zh: '解缴', en: 'Drop cash' },
    'hand-over-drawer': { zh: '交接', en: 'Hand over' },
    'close-drawer': { zh: '结班', en: 'Close' },
  },
} as const;

const LINES = 200;

type JournalRow = OutputOf<typeof cashJournal>['rows'][number];

const KIND_COLUMNS: readonly Column[] = [
  { key: 'title', title: { zh: '类别', en: 'Kind' } },
  { key: 'lines', title: { zh: '笔数', en: 'Lines' } },
  { key: 'receiptFen', title: { zh: '收入', en: 'Receipts' }, as: 'money' },
  { key: 'paymentFen', title: { zh: '付出', en: 'Payments' }, as: 'money' },
];

const HELD_COLUMNS: readonly Column[] = [
  { key: 'code', title: { zh: '编号', en: 'Code' }, as: 'code' },
  { key: 'name', title: { zh: '名称', en: 'Name' } },
  { key: 'place', title: { zh: '窗口', en: 'Window' } },
  { key: 'custodianName', title: { zh: '保管人', en: 'Custodian' } },
  { key: 'openedAt', title: { zh: '开箱时间', en: 'Opened' }, as: 'instant' },
];

const MOVED_COLUMNS: readonly Column[] = [
  { key: 'at', title: { zh: '时间', en: 'At' }, as: 'instant' },
  { key: 'drawerCode', title: { zh: '钱箱', en: 'Drawer' }, as: 'code' },
  { key: 'summary', title: { zh: '摘要', en: 'Summary' } },
  { key: 'documentNumber', title: { zh: '凭证号', en: 'Document' }, as: 'code' },
  { key: 'receiptFen', title: { zh: '收入', en: 'Receipt' }, as: 'money' },
  { key: 'paymentFen', title: { zh: '付出', en: 'Payment' }, as: 'money' },
  { key: 'personName', title: { zh: '经手人', en: 'By' } },
  { key: 'counterpartyName', title: { zh: '对方', en: 'Other party' } },
];

const MOVED: ReadonlySet<string> = new Set(['drop', 'pay-in', 'pay-out', 'hand-over-in', 'hand-over-out']);

const sum = (rows: readonly JournalRow[], key: 'receiptFen' | 'paymentFen'): Money =>
  addMoney(...rows.map((row) => row[key] ?? ZERO));

/** Receipts and payments of each kind, each for itself. */
function byKind(rows: readonly JournalRow[]): Row[] {
  const moving = rows.filter((row) => !STATES_BALANCE.includes(row.kind));
  return [...Map.groupBy(moving, (row) => row.kind)].map(([kind, of]) => ({
    title: movementTitle(kind),
    lines: of.length,
    receiptFen: sum(of, 'receiptFen'),
    paymentFen: sum(of, 'paymentFen'),
  }));
}

function MyDrawer(): ReactNode {
  const say = useSay();
  const { data, error } = useAsk(myDrawer, {});
  const session = data?.session;
  return (
    <section className="panel padded stack" aria-label={say(T.mine)}>
      <h2>{say(T.mine)}</h2>
      {error && <RefusalAlert error={error} />}
      {session === null && (
        <p className="till-inline">
          {say(T.none)} <Link to="/drawer">{say(T.open)}</Link>
        </p>
      )}
      {session && (
        <>
          <p>
            <strong>{session.drawerName}</strong> <StateTag state={session.state} states={SESSION_STATES_SHOWN} />{' '}
            <span className="muted">
              {say(T.opened)} <InstantText value={session.openedAt} />
            </span>
          </p>
          <nav className="row" aria-label={say(T.mine)}>
            {(Object.keys(T.acts) as (keyof typeof T.acts)[])
              .filter((act) => session.can.includes(`tills.${act}`))
              .map((act) => (
                <Link key={act} to={`/drawer?do=${act}`}>
                  {say(T.acts[act])}
                </Link>
              ))}
          </nav>
        </>
      )}
    </section>
  );
}

interface ListedProps {
  readonly title: Text;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[] | undefined;
  readonly empty: Text;
  readonly next: Text;
  readonly note?: Text | null;
}

function Listed({ title, columns, rows, empty, next, note = null }: ListedProps): ReactNode {
  const say = useSay();
  return (
    <section className="panel till-part">
      <h2>{say(title)}</h2>
      {rows?.length === 0 && <Empty text={empty} next={next} />}
      {rows && rows.length > 0 && <DataTable caption={say(title)} columns={columns} rows={rows} />}
      {note && <p className="muted till-note">{say(note)}</p>}
    </section>
  );
}

export default function CashWindowPage(): ReactNode {
  const say = useSay();
  const session = useSession();
  const day = session?.businessDate ?? null;
  const range = { from: day as BusinessDate, to: day as BusinessDate, limit: LINES };
  const journal = useAsk(cashJournal, range, { enabled: day !== null });
  const all = useAsk(drawers, {});
  const moved = journal.data?.rows.filter((row) => MOVED.has(row.kind)) ?? [];
  return (
    <div className="page">
      <PageHeader
        title={say(T.title)}
        actions={
          <>
            {mayCallNamed('reconciliation.slips', session?.post ?? null) && (
              <Link to="/reconciliation/slips">{say(T.slips)}</Link>
            )}
            <Link to="/cash-journal">{say(T.journal)}</Link>
          </>
        }
      />
      <CashDesk />
      <MyDrawer />
      {journal.isError && <RefusalAlert error={journal.error} />}
      <Listed
        title={T.today}
        columns={KIND_COLUMNS}
        rows={journal.data && byKind(journal.data.rows)}
        empty={T.todayNone}
        next={T.todayNext}
        note={journal.data?.next ? T.more : null}
      />
      {moved.length > 0 && (
        <Listed title={T.movements} columns={MOVED_COLUMNS} rows={moved} empty={T.todayNone} next={T.todayNext} />
      )}
      <Listed
        title={T.held}
        columns={HELD_COLUMNS}
        rows={all.data?.rows.filter((drawer) => drawer.custodianName !== null)}
        empty={T.heldNone}
        next={T.heldNext}
      />
    </div>
  );
}
