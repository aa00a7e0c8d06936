/**
 * Upkeep not recorded in time goes the way of duties: overdue when its time passed, handed up to the next post that
 * somebody holds when its day passed, and a day later to the one above that.
 */
import { addSeconds, type BusinessDate, businessDateOf, type Instant } from '../../../../shared/values/calendar.ts';
import { sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { CLOSED_DAY, heldPosts, houseKind, nextAbove, somebodyWorked } from '../../duties/index.ts';
import { moveTasks, type TaskRow } from '../store/tasks.ts';

const AT_ONCE = 500;
const HAND_UP_AFTER_SECONDS = 24 * 3600;

interface Day {
  readonly now: Instant;
  readonly today: BusinessDate;
  readonly timeZone: string;
}

async function markOverdue(tx: Tx, siteId: string, now: Instant): Promise<void> {
  const late = await tx.many(
    sql<{ task_id: string }>`select task_id from upkeep_task
      where site_id = ${siteId} and state = 'due' and due_at <= ${now} order by task_id for update`,
  );
  const ids = late.map((row) => row.task_id);
  await moveTasks(tx, siteId, ids, { state: 'overdue' });
}

async function excuseClosedDays(tx: Tx, siteId: string, day: Day): Promise<void> {
  const daily = await tx.many(
    sql<{ task_id: string; due_on: BusinessDate }>`select t.task_id, t.due_on from upkeep_task t
      join upkeep_item i on i.site_id = t.site_id and i.item_id = t.item_id
      where t.site_id = ${siteId} and t.state = 'overdue' and i.every = 'day' and t.due_on < ${day.today}`,
  );
  for (const [dueOn, tasks] of Map.groupBy(daily, (task) => task.due_on)) {
    if (await somebodyWorked(tx, siteId, dueOn, day.timeZone)) continue;
    const ids = tasks.map((task) => task.task_id);
    await moveTasks(tx, siteId, ids, { state: 'excused', ended_at: day.now, end_note: CLOSED_DAY });
  }
}

const toHandUp = (tx: Tx, siteId: string, { now, today }: Day): Promise<TaskRow[]> =>
  tx.many(
    sql<TaskRow>`select * from upkeep_task
      where site_id = ${siteId} and (state = 'overdue' and due_on < ${today}
        or state = 'escalated' and escalated_at <= ${addSeconds(now, -HAND_UP_AFTER_SECONDS)})
      order by due_at, task_id limit ${AT_ONCE} for update`,
  );

export const escalateJob: Job = {
  name: 'upkeep.escalate',
  cron: '*/5 * * * *',
  async run(tx, actor, clock) {
    const { siteId } = actor;
    const house = await houseKind(tx, siteId);
    if (house === null) return;
    const now = clock.now();
    const day: Day = { now, today: businessDateOf(now, house.timeZone), timeZone: house.timeZone };
    await markOverdue(tx, siteId, now);
    await excuseClosedDays(tx, siteId, day);
    const held = new Set<string>((await heldPosts(tx, siteId)).map(({ post }) => post));
    for (const task of await toHandUp(tx, siteId, day)) {
      const above = nextAbove(task.with_post, held);
      if (above === null && task.state === 'escalated') continue;
      await moveTasks(tx, siteId, [task.task_id], {
        state: 'escalated',
        with_post: above ?? task.with_post,
        escalations: task.escalations + 1,
        escalated_at: now,
      });
    }
  },
};
