/** SQL of upkeep that is due. */
import type { PostKey } from '../../../../shared/posts.ts';
import type { Period, Target } from '../../../../shared/upkeep/words.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';

export type UpkeepTaskState = 'due' | 'overdue' | 'escalated' | 'done' | 'excused';

export interface TaskRow {
  readonly task_id: string;
  readonly item_id: string;
  readonly post: PostKey;
  readonly due_on: BusinessDate;
  readonly due_at: Instant;
  readonly state: UpkeepTaskState;
  readonly with_post: PostKey;
  readonly escalations: number;
}

export interface TaskWithItem extends TaskRow {
  readonly title_zh: string;
  readonly title_en: string;
  readonly how_zh: string;
  readonly how_en: string;
  readonly target: Target;
  readonly terminal_id: string | null;
  readonly every: Period;
}

export interface NewTask {
  readonly itemId: string;
  readonly post: string;
  readonly dueOn: BusinessDate;
  readonly dueAt: Instant;
}

/** Puts those that are not there yet on the lists: one for each item and due day, however often it is asked. */
export async function insertTasks(tx: Tx, siteId: string, now: Instant, tasks: readonly NewTask[]): Promise<void> {
  if (tasks.length === 0) return;
  const rows = await tx.keep(
    'upkeep_task',
    q
      .insertInto('upkeep_task')
      .values(
        tasks.map((task) => ({
          site_id: siteId,
          task_id: newId(),
          item_id: task.itemId,
          post: task.post,
          due_on: task.dueOn,
          due_at: task.dueAt,
          opened_at: now,
          state: 'due',
          with_post: task.post,
          escalations: 0,
          escalated_at: null,
          ended_at: null,
          end_note: null,
        })),
      )
      .onConflict((conflict) => conflict.columns(['site_id', 'item_id', 'due_on']).doNothing())
      .returningAll(),
  );
  if (rows.length > 0) tx.touch('upkeep');
}

export async function lockTask(tx: Tx, siteId: string, taskId: string): Promise<TaskRow | undefined> {
  const row = await tx.maybe(
    q.selectFrom('upkeep_task').selectAll().where('site_id', '=', siteId).where('task_id', '=', taskId).forUpdate(),
  );
  return row as TaskRow | undefined;
}

interface TaskMove {
  readonly state: UpkeepTaskState;
  readonly with_post?: string;
  readonly escalations?: number;
  readonly escalated_at?: Instant;
  readonly ended_at?: Instant;
  readonly end_note?: string;
}

export async function moveTasks(tx: Tx, siteId: string, taskIds: readonly string[], move: TaskMove): Promise<void> {
  if (taskIds.length === 0) return;
  await tx.keep(
    'upkeep_task',
    q
      .updateTable('upkeep_task')
      .set(move)
      .where('site_id', '=', siteId)
      .where('task_id', 'in', [...taskIds])
      .returningAll(),
  );
  tx.touch('upkeep');
}

/** Not ended; `post`: only what lies with it. */
export const openTasks = (tx: Tx, siteId: string, post: string | null): Promise<TaskWithItem[]> =>
  tx.many(
    sql<TaskWithItem>`select t.*, i.title_zh, i.title_en, i.how_zh, i.how_en, i.target, i.terminal_id, i.every
      from upkeep_task t join upkeep_item i on i.site_id = t.site_id and i.item_id = t.item_id
      where t.site_id = ${siteId} and t.ended_at is null
        and (${post}::text is null or t.post = ${post} or t.with_post = ${post})
      order by t.due_at, t.task_id limit 500`,
  );

export async function openTaskIdsOf(tx: Tx, siteId: string, itemId: string): Promise<string[]> {
  const rows = await tx.many(
    sql<{ task_id: string }>`select task_id from upkeep_task
      where site_id = ${siteId} and item_id = ${itemId} and ended_at is null for update`,
  );
  return rows.map((row) => row.task_id);
}
