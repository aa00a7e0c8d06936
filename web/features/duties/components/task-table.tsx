/** Duties with their due times, how each is kept, and who kept it. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { Column } from '../../../../shared/contracts/contract.ts';
import type { taskViewSchema } from '../../../../shared/duties/view.ts';
import { titleOfPost } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatInstant } from '../../../../shared/values/calendar.ts';
import { useFormatSettings } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { pageOfWork } from '../page-of-work.ts';
import { TASK_STATE_WORDS } from '../states.ts';
import { TaskActs } from './task-act.tsx';

export type Task = z.output<typeof taskViewSchema>;

const T = {
  late: { zh: '（逾期办理）', en: ' (late)' },
  byHand: { zh: '办完后勾选并写明情况', en: 'Tick it when done and say how it went' },
  byWork: { zh: '办理后自动勾选：', en: 'Ticked by doing it: ' },
  nowWith: { zh: '现由{post}负责', en: 'Now with: {post}' },
} as const satisfies Record<string, Text>;

const DUE: Column = { key: 'dueAt', title: { zh: '时限', en: 'Due' } };
const POST: Column = { key: 'post', title: { zh: '岗位', en: 'Post' }, as: 'post' };
const REST: readonly Column[] = [
  { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  { key: 'title', title: { zh: '职责', en: 'Duty' } },
];

/** Today's times by the clock alone. */
function DueTime({ task, today }: { task: Task; today: string }): ReactNode {
  const { timeZone } = useFormatSettings();
  const shown = formatInstant(task.dueAt, timeZone);
  return (
    <time className="figure" dateTime={task.dueAt}>
      {task.dueOn === today ? shown.slice(11) : shown.slice(5)}
    </time>
  );
}

function Ended({ task }: { task: Task }): ReactNode {
  const say = useSay();
  const { timeZone } = useFormatSettings();
  if (task.endedAt === null) return null;
  const what = task.evidence === null ? '' : say(task.evidence);
  const time = formatInstant(task.endedAt, timeZone).slice(5);
  return (
    <small className="duty-how muted">
      {`${time} ${task.endedBy ?? ''} ${what}`}
      {task.late && say(T.late)}
    </small>
  );
}

function HowKept({ task }: { task: Task }): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  if (task.endedAt !== null) return <Ended task={task} />;
  if (task.post !== post) return null;
  if (task.work.length === 0) return <small className="duty-how muted">{say(T.byHand)}</small>;
  return (
    <small className="duty-how muted">
      {say(T.byWork)}
      {task.work.map(({ operation, title }, place) => {
        const page = pageOfWork(operation, post);
        return (
          <span key={operation}>
            {place > 0 && ' · '}
            {page ? <Link to={page.path}>{say(title)}</Link> : say(title)}
          </span>
        );
      })}
    </small>
  );
}

function Words({ task }: { task: Task }): ReactNode {
  const say = useSay();
  return (
    <div className="duty-words">
      <Link to={`/duties?open=${task.dutyId}`}>{say(task.title)}</Link>
      {task.state === 'escalated' && task.withPost !== task.post && (
        <small className="duty-how muted">{say(T.nowWith, { post: say(titleOfPost(task.withPost)) })}</small>
      )}
      <HowKept task={task} />
    </div>
  );
}

interface TaskTableProps {
  readonly caption: string;
  readonly tasks: readonly Task[];
  readonly today: string;
  /** Tasks of several posts. */
  readonly withPost?: boolean;
}

export function TaskTable({ caption, tasks, today, withPost = false }: TaskTableProps): ReactNode {
  const asTask = (row: Row): Task => row as unknown as Task;
  return (
    <DataTable
      caption={caption}
      columns={withPost ? [DUE, POST, ...REST] : [DUE, ...REST]}
      rows={tasks as unknown as readonly Row[]}
      rowKey={(row) => asTask(row).taskId}
      cells={{
        dueAt: (row) => <DueTime task={asTask(row)} today={today} />,
        state: (row) => <StateTag state={asTask(row).state} states={TASK_STATE_WORDS} />,
        title: (row) => <Words task={asTask(row)} />,
      }}
      actions={(row) => <TaskActs task={asTask(row)} />}
    />
  );
}
