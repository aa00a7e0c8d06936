/** The first page of every post: what is due and when, what waits, its figures, what came up from below. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { myDay } from '../../../../shared/contracts/duties/my-day.ts';
import { POSTS } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { fen, formatMoneyGrouped } from '../../../../shared/values/money.ts';
import { formatQuantity, milli } from '../../../../shared/values/quantity.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { type Figure, Figures } from '../../../ui/figures.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { type Task, TaskTable } from '../components/task-table.tsx';
import '../duties.css';

type Day = OutputOf<typeof myDay>;

const T = {
  title: { zh: '{post}：今日', en: '{post}: today' },
  due: { zh: '今日职责', en: 'Duties of the day' },
  settled: { zh: '已办结 {done}，共 {all}', en: '{done} of {all} settled' },
  queue: { zh: '待我办理', en: 'Waiting for me' },
  figures: { zh: '我的数字', en: 'My figures' },
  escalated: { zh: '下级岗位逾期上报', en: 'Handed up by posts below' },
  coming: { zh: '未来七天', en: 'In the next seven days' },
  occasions: { zh: '随业务履行', en: 'With each occasion' },
  none: { zh: '今天没有到期的职责', en: 'Nothing is due today' },
  noneNext: {
    zh: '随业务履行的职责在办理时自然留痕；全部职责见“职责”页。',
    en: 'Duties that come with an occasion leave their trace when it happens; the page Duties shows all of them.',
  },
} as const satisfies Record<string, Text>;

const OCCASION_COLUMNS = [
  { key: 'when', title: { zh: '何时', en: 'When' } },
  { key: 'title', title: { zh: '职责', en: 'Duty' } },
  { key: 'lastAt', title: { zh: '最近一次', en: 'Last time' }, as: 'instant' },
] as const;

function shownValue({ value, as }: Day['figures'][number]): string {
  if (as === 'money') return formatMoneyGrouped(fen(value));
  return as === 'quantity' ? formatQuantity(milli(value)) : String(value);
}

function figureOf({ unit, tone, ...figure }: Day['figures'][number]): Figure {
  return {
    title: figure.title,
    href: figure.href,
    value: shownValue(figure),
    ...(unit !== undefined && { unit }),
    ...(tone !== undefined && { tone }),
  };
}

function FigureSection({ title, figures }: { title: Text; figures: readonly Figure[] }): ReactNode {
  const say = useSay();
  if (figures.length === 0) return null;
  return (
    <section className="stack">
      <h2>{say(title)}</h2>
      <Figures figures={figures} />
    </section>
  );
}

interface TaskSectionProps {
  readonly title: Text;
  readonly tasks: readonly Task[];
  readonly today: string;
  readonly withPost?: boolean;
}

function TaskSection({ title, tasks, today, withPost = false }: TaskSectionProps): ReactNode {
  const say = useSay();
  if (tasks.length === 0) return null;
  return (
    <section className="stack">
      <h2>{say(title)}</h2>
      <div className="panel">
        <TaskTable caption={say(title)} tasks={tasks} today={today} withPost={withPost} />
      </div>
    </section>
  );
}

function Today({ day }: { day: Day }): ReactNode {
  const say = useSay();
  const ended = day.tasks.filter((task) => task.endedAt !== null).length;
  return (
    <section className="stack">
      <h2>
        {say(T.due)}
        {day.tasks.length > 0 && (
          <small className="muted">{say(T.settled, { done: ended, all: day.tasks.length })}</small>
        )}
      </h2>
      <div className="panel">
        {day.tasks.length === 0 ? (
          <Empty text={T.none} next={T.noneNext} />
        ) : (
          <TaskTable caption={say(T.due)} tasks={day.tasks} today={day.today} />
        )}
      </div>
    </section>
  );
}

function Occasions({ occasions }: { occasions: Day['occasions'] }): ReactNode {
  const say = useSay();
  if (occasions.length === 0) return null;
  return (
    <section className="stack">
      <h2>{say(T.occasions)}</h2>
      <div className="panel">
        <DataTable
          caption={say(T.occasions)}
          columns={OCCASION_COLUMNS}
          rows={occasions as unknown as readonly Row[]}
          rowKey={(row) => String(row.dutyId)}
          cells={{
            title: (row) => (
              <div className="duty-words">
                <Link to={`/duties?open=${String(row.dutyId)}`}>{say(row.title as Text)}</Link>
              </div>
            ),
            lastAt: (row) => (row.lastAt === null ? '' : <InstantText value={row.lastAt as never} />),
          }}
        />
      </div>
    </section>
  );
}

export default function MyDayPage(): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const answer = useAsk(myDay, {}, { refetchInterval: 60_000 });
  const day = answer.data;
  return (
    <div className="page day">
      <PageHeader title={post ? say(T.title, { post: say(POSTS[post].title) }) : say(myDay.title)} />
      {answer.isError && (
        <RefusalAlert error={answer.error}>
          <Button onClick={() => void answer.refetch()}>{say(W.reload)}</Button>
        </RefusalAlert>
      )}
      {answer.isPending && <p className="empty muted">{say(W.loading)}</p>}
      {day && (
        <>
          <FigureSection
            title={T.queue}
            figures={day.queue.map(({ title, count, href, tone }) => ({ title, value: String(count), href, tone }))}
          />
          <Today day={day} />
          <TaskSection title={T.escalated} tasks={day.escalated} today={day.today} withPost />
          <FigureSection title={T.figures} figures={day.figures.map(figureOf)} />
          <TaskSection title={T.coming} tasks={day.coming} today={day.today} />
          <Occasions occasions={day.occasions} />
        </>
      )}
    </div>
  );
}
