import { fullName, type OutputOf } from '../../../../shared/contracts/contract.ts';
import { myDay } from '../../../../shared/contracts/duties/my-day.ts';
import { DUTIES } from '../../../../shared/duties/register.ts';
import { isDutyOf, occasionsOf } from '../../../../shared/duties/schedule.ts';
import { DUTY_TIMES } from '../../../../shared/duties/words.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import { businessDateOf, type Instant } from '../../../../shared/values/calendar.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { figuresOf, queueOf } from '../ports.ts';
import type { House } from '../rules/due-now.ts';
import { isTasked, owes, workOfDuty } from '../rules/kept-by.ts';
import { siteInstant } from '../rules/site-time.ts';
import { OPEN_STATES } from '../rules/task-states.ts';
import { houseKind, type TaskRow, tasksOnList } from '../store.ts';
import { siteToday } from '../today.ts';
import { viewTasks, workOf } from '../view.ts';
import { lastWork, unreadWork, type Work } from '../work-records.ts';

type Day = OutputOf<typeof myDay>;

const isOpen = (task: TaskRow): boolean => OPEN_STATES.includes(task.state);

/** Work done since the job last looked counts on the page at once; the job then writes it down. */
function withUnread(task: TaskRow, unread: readonly Work[]): TaskRow {
  if (!isOpen(task)) return task;
  const names = workOf(task).map(fullName);
  const done = unread.find(
    (work) =>
      work.post === task.post &&
      names.includes(work.operation) &&
      work.on_date >= task.counts_from &&
      work.on_date <= task.due_on,
  );
  if (done === undefined) return task;
  return {
    ...task,
    state: 'done',
    ended_by: done.person_id,
    ended_post: done.post,
    ended_at: done.at,
    work_operation: done.operation,
  };
}

async function occasions(tx: Tx, actor: Actor, house: House, unread: readonly Work[]): Promise<Day['occasions']> {
  const post = actor.post as PostKey;
  const work = [...(await lastWork(tx, actor.siteId)), ...unread].filter((one) => one.post === post);
  return DUTIES.filter((duty) => isTasked(post) && isDutyOf(duty, house) && owes(duty, post))
    .filter((duty) => occasionsOf(duty).length > 0)
    .map((duty) => {
      const names = workOfDuty(duty);
      const times = work.filter(({ operation }) => names.includes(operation)).map(({ at }) => at);
      return {
        dutyId: duty.id,
        title: { zh: duty.zh, en: duty.en },
        when: occasionsOf(duty).map((time) => DUTY_TIMES[time]),
        lastAt: times.sort().at(-1) ?? null,
      };
    });
}

async function tasksOf(tx: Tx, actor: Actor, house: House, at: { now: Instant; unread: readonly Work[] }) {
  const today = businessDateOf(at.now, house.timeZone);
  const midnight = siteInstant(today, '00:00', house.timeZone);
  const rows = (await tasksOnList(tx, actor.siteId, actor.post, midnight)).map((task) => withUnread(task, at.unread));
  const views = await viewTasks(tx, actor, today, rows);
  const own = views.filter((view) => view.post === actor.post);
  const later = own.filter((view) => view.dueOn > today && view.endedAt === null);
  return {
    today,
    tasks: own.filter((view) => !later.includes(view)),
    coming: later,
    escalated: views.filter((view) => view.post !== actor.post),
  };
}

export const myDayQuery = answer(myDay, async (tx, actor, clock) => {
  const now = clock.now();
  const { siteId } = actor;
  const waiting = { queue: await queueOf(tx, actor, clock), figures: await figuresOf(tx, actor, clock) };
  const house = await houseKind(tx, siteId);
  if (house === null)
    return { today: await siteToday(tx, siteId, now), tasks: [], coming: [], escalated: [], occasions: [], ...waiting };
  const unread = await unreadWork(tx, { siteId, timeZone: house.timeZone, now }, actor.post);
  return {
    ...(await tasksOf(tx, actor, house, { now, unread })),
    occasions: await occasions(tx, actor, house, unread),
    ...waiting,
  };
});
