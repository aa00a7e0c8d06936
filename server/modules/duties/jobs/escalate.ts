/**
 * What passed its time is overdue; what passed its day is handed up to the next post that somebody holds, and a day
 * later to the one above that. A day on which nobody of the house worked owes no daily duties.
 */
import { hasControl } from '../../../../shared/duties/coverage.ts';
import { dutyById } from '../../../../shared/duties/register.ts';
import { addSeconds, type BusinessDate, businessDateOf, type Instant } from '../../../../shared/values/calendar.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { CLOSED_DAY, somebodyWorked } from '../closed-days.ts';
import { keepByWork } from '../keep-by-work.ts';
import { followMissedControl } from '../ports.ts';
import { nextAbove } from '../rules/task-states.ts';
import { endTask, heldPosts, houseKind, type TaskRow } from '../store.ts';

const AT_ONCE = 500;
const HAND_UP_AFTER_SECONDS = 24 * 3600;

async function markOverdue(tx: Tx, siteId: string, now: Instant): Promise<void> {
  await tx.keep(
    'duty_task',
    q
      .updateTable('duty_task')
      .set({ state: 'overdue' })
      .where('site_id', '=', siteId)
      .where('state', '=', 'due')
      .where('due_at', '<=', now)
      .returningAll(),
  );
}

async function excuseClosedDays(tx: Tx, actor: Actor, now: Instant, timeZone: string): Promise<void> {
  const { siteId } = actor;
  const rows = await tx.many(
    q
      .selectFrom('duty_task')
      .select(['task_id', 'due_on'])
      .where('site_id', '=', siteId)
      .where('state', '=', 'overdue')
      .where('cadence', '=', 'day')
      .where('due_on', '<', businessDateOf(now, timeZone)),
  );
  for (const day of new Set(rows.map((row) => row.due_on as BusinessDate))) {
    if (await somebodyWorked(tx, siteId, day, timeZone)) continue;
    const ids = rows.filter((row) => row.due_on === day).map((row) => row.task_id);
    await endTask(tx, siteId, ids, {
      state: 'excused',
      by: actor.personId,
      post: actor.post,
      at: now,
      note: CLOSED_DAY,
    });
  }
}

/** Overdue since yesterday or longer, or escalated a day ago. */
async function toHandUp(tx: Tx, siteId: string, now: Instant, today: BusinessDate): Promise<TaskRow[]> {
  return tx.many(
    sql<TaskRow>`select * from duty_task
      where site_id = ${siteId} and (state = 'overdue' and due_on < ${today}
        or state = 'escalated' and escalated_at <= ${addSeconds(now, -HAND_UP_AFTER_SECONDS)})
      order by due_at, task_id limit ${AT_ONCE} for update`,
  );
}

async function handUp(tx: Tx, siteId: string, now: Instant, task: TaskRow & { readonly to: string }): Promise<void> {
  await tx.keep(
    'duty_task',
    q
      .updateTable('duty_task')
      .set({ state: 'escalated', with_post: task.to, escalations: task.escalations + 1, escalated_at: now })
      .where('site_id', '=', siteId)
      .where('task_id', '=', task.task_id)
      .returningAll(),
  );
}

export const escalateJob: Job = {
  name: 'duties.escalate',
  cron: '*/5 * * * *',
  async run(tx, actor, clock) {
    const { siteId } = actor;
    const house = await houseKind(tx, siteId);
    if (house === null) return;
    const { timeZone } = house;
    const now = clock.now();
    await keepByWork(tx, { siteId, timeZone, now });
    await markOverdue(tx, siteId, now);
    await excuseClosedDays(tx, actor, now, timeZone);
    const holdings = await heldPosts(tx, siteId);
    const held = new Set<string>(holdings.map(({ post }) => post));
    for (const task of await toHandUp(tx, siteId, now, businessDateOf(now, timeZone))) {
      const above = nextAbove(task.with_post, held);
      if (above === null && task.state === 'escalated') continue;
      await handUp(tx, siteId, now, { ...task, to: above ?? task.with_post });
      const duty = dutyById(task.duty_id);
      if (task.state === 'escalated' || duty === undefined || !hasControl(duty)) continue;
      const holders = holdings.find(({ post }) => post === task.post)?.holders ?? [];
      await followMissedControl(tx, actor, clock, {
        taskId: task.task_id,
        dutyId: duty.id,
        title: { zh: duty.zh, en: duty.en },
        holders: holders.map(({ personId }) => ({ personId, post: task.post })),
      });
    }
  },
};
