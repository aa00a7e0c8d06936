/** SQL of duties: the house's posts, tasks, and the work read from the chain. Other modules' tables are only read. */
import type { PostKey } from '../../../shared/posts.ts';
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { DueTask, HeldPost, House } from './rules/due-now.ts';
import type { TaskState } from './rules/task-states.ts';

export interface Holding extends HeldPost {
  readonly holders: readonly { readonly personId: string; readonly name: string }[];
}

/** Null until the house is open: before that nobody owes anything. */
export async function houseKind(tx: Tx, siteId: string): Promise<House | null> {
  const row = await tx.maybe(
    q
      .selectFrom('house as h')
      .innerJoin('site as s', 's.site_id', 'h.site_id')
      .select(['h.packs', 'h.single_operator', 's.time_zone'])
      .where('h.site_id', '=', siteId)
      .where('h.state', '=', 'open'),
  );
  if (row === undefined) return null;
  return { packs: row.packs as House['packs'], singleOperator: row.single_operator, timeZone: row.time_zone };
}

/** Posts that somebody holds now, since when, and who. */
export async function heldPosts(tx: Tx, siteId: string): Promise<Holding[]> {
  const rows = await tx.many(
    sql<{ post: PostKey; since: Instant; person_id: string; name: string }>`
      select a.post, coalesce(a.approved_at, a.proposed_at) as since, p.person_id, p.name
      from post_assignment a join person p on p.site_id = a.site_id and p.person_id = a.person_id
      where a.site_id = ${siteId} and a.state = 'active' and p.state = 'active'
      order by since, a.assignment_id`,
  );
  const held = new Map<PostKey, Holding>();
  for (const { post, since, person_id: personId, name } of rows) {
    const before = held.get(post);
    held.set(post, { post, since: before?.since ?? since, holders: [...(before?.holders ?? []), { personId, name }] });
  }
  return [...held.values()];
}

export interface TaskRow {
  readonly task_id: string;
  readonly duty_id: string;
  readonly post: PostKey;
  readonly cadence: DueTask['cadence'];
  readonly counts_from: BusinessDate;
  readonly due_on: BusinessDate;
  readonly due_at: Instant;
  readonly state: TaskState;
  readonly with_post: PostKey;
  readonly escalations: number;
  readonly ended_by: string | null;
  readonly ended_post: string | null;
  readonly ended_at: Instant | null;
  readonly work_operation: string | null;
  readonly note: string | null;
}

/** Puts the tasks that are not there yet on the lists. Answers how many were new. */
export async function insertTasks(tx: Tx, siteId: string, now: Instant, tasks: readonly DueTask[]): Promise<number> {
  if (tasks.length === 0) return 0;
  const rows = await tx.keep(
    'duty_task',
    q
      .insertInto('duty_task')
      .values(
        tasks.map((task) => ({
          site_id: siteId,
          task_id: newId(),
          duty_id: task.dutyId,
          post: task.post,
          cadence: task.cadence,
          counts_from: task.countsFrom,
          due_on: task.dueOn,
          due_at: task.dueAt,
          opened_at: now,
          state: 'due',
          with_post: task.post,
          escalations: 0,
        })),
      )
      .onConflict((conflict) => conflict.columns(['site_id', 'duty_id', 'post', 'cadence', 'due_on']).doNothing())
      .returningAll(),
  );
  return rows.length;
}

export async function lockTask(tx: Tx, siteId: string, taskId: string): Promise<TaskRow | undefined> {
  const row = await tx.maybe(
    q.selectFrom('duty_task').selectAll().where('site_id', '=', siteId).where('task_id', '=', taskId).forUpdate(),
  );
  return row as TaskRow | undefined;
}

export interface TaskEnd {
  readonly state: 'done' | 'excused';
  readonly by: string;
  readonly post: string;
  readonly at: Instant;
  readonly note: string;
}

export async function endTask(tx: Tx, siteId: string, taskIds: readonly string[], end: TaskEnd): Promise<TaskRow[]> {
  const rows = await tx.keep(
    'duty_task',
    q
      .updateTable('duty_task')
      .set({ state: end.state, ended_by: end.by, ended_post: end.post, ended_at: end.at, note: end.note })
      .where('site_id', '=', siteId)
      .where('task_id', 'in', [...taskIds])
      .returningAll(),
  );
  return rows as TaskRow[];
}

/** Open tasks of the post and those handed up to it, and what ended on or after `since`; by due time. */
export async function tasksOnList(tx: Tx, siteId: string, post: string, since: Instant): Promise<TaskRow[]> {
  return tx.many(
    sql<TaskRow>`select * from duty_task where site_id = ${siteId}
        and (post = ${post} or with_post = ${post}) and ended_at is null
      union all
      select * from duty_task where site_id = ${siteId} and post = ${post} and ended_at >= ${since}
      order by due_at, duty_id, cadence limit 200`,
  );
}

export const tasksOfDuty = (tx: Tx, siteId: string, dutyId: string): Promise<TaskRow[]> =>
  tx.many(
    sql<TaskRow>`select * from duty_task where site_id = ${siteId} and duty_id = ${dutyId}
      order by due_on desc, post limit 50`,
  );

/** The last kept task of each duty. */
export const lastKept = (tx: Tx, siteId: string): Promise<TaskRow[]> =>
  tx.many(
    sql<TaskRow>`select distinct on (duty_id) * from duty_task where site_id = ${siteId} and state = 'done'
      order by duty_id, ended_at desc`,
  );
