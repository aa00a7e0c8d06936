/** A task as the page gets it: its duty's words, how it is kept, who kept it, and what the viewer may do. */
import type { z } from 'zod';
import type { OperationContract } from '../../../shared/contracts/contract.ts';
import { fullName } from '../../../shared/contracts/contract.ts';
import { excuseDuty } from '../../../shared/contracts/duties/excuse-duty.ts';
import { tickDuty } from '../../../shared/contracts/duties/tick-duty.ts';
import { dutyById } from '../../../shared/duties/register.ts';
import { cadencesOf } from '../../../shared/duties/schedule.ts';
import type { taskViewSchema } from '../../../shared/duties/view.ts';
import { type PostKey, postsAbove } from '../../../shared/posts.ts';
import type { Text } from '../../../shared/text.ts';
import type { BusinessDate } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { personNames, postsOf } from '../posts/index.ts';
import { keptBy, operationNamed } from './rules/kept-by.ts';
import { mayMove } from './rules/task-states.ts';
import type { TaskRow } from './store.ts';

export type TaskView = z.output<typeof taskViewSchema>;

/** A duty no longer in the register keeps its history under its number. */
export const titleOf = (dutyId: string): Text => {
  const duty = dutyById(dutyId);
  return duty === undefined ? { zh: dutyId, en: dutyId } : { zh: duty.zh, en: duty.en };
};

export function workOf(task: Pick<TaskRow, 'duty_id' | 'cadence' | 'post'>): OperationContract[] {
  const duty = dutyById(task.duty_id);
  const cadence = duty && cadencesOf(duty).find(({ every }) => every === task.cadence);
  return duty && cadence ? keptBy(duty, cadence, task.post) : [];
}

/** While its days last, work keeps it; afterwards only an explanation can. */
export const isTickedByHand = (task: TaskRow, today: BusinessDate): boolean =>
  workOf(task).length === 0 || today > task.due_on;

export const isAbove = (post: string, task: Pick<TaskRow, 'post'>): boolean =>
  postsAbove(task.post).some((above) => above === post);

interface Viewer {
  readonly post: string;
  readonly posts: readonly PostKey[];
  readonly today: BusinessDate;
}

function abilities(task: TaskRow, viewer: Viewer): string[] {
  return [
    ...(mayMove(task.state, 'done') && viewer.post === task.post && isTickedByHand(task, viewer.today)
      ? [tickDuty]
      : []),
    ...(mayMove(task.state, 'excused') && isAbove(viewer.post, task) && !viewer.posts.includes(task.post)
      ? [excuseDuty]
      : []),
  ].map(fullName);
}

function evidenceOf(task: TaskRow): Text | null {
  if (task.work_operation !== null) {
    return operationNamed(task.work_operation)?.title ?? { zh: task.work_operation, en: task.work_operation };
  }
  return task.note === null ? null : { zh: task.note, en: task.note };
}

function toView(task: TaskRow, viewer: Viewer, names: ReadonlyMap<string, string>): TaskView {
  return {
    taskId: task.task_id,
    dutyId: task.duty_id,
    title: titleOf(task.duty_id),
    post: task.post,
    cadence: task.cadence,
    dueOn: task.due_on,
    dueAt: task.due_at,
    state: task.state,
    withPost: task.with_post,
    work: workOf(task).map((contract) => ({ operation: fullName(contract), title: contract.title })),
    endedBy: task.ended_by === null ? null : (names.get(task.ended_by) ?? ''),
    endedAt: task.ended_at,
    late: task.state === 'done' && task.ended_at !== null && task.ended_at > task.due_at,
    evidence: evidenceOf(task),
    can: abilities(task, viewer),
  };
}

export async function viewTasks(
  tx: Tx,
  actor: Actor,
  today: BusinessDate,
  tasks: readonly TaskRow[],
): Promise<TaskView[]> {
  const people = tasks.flatMap((task) => task.ended_by ?? []);
  const names = await personNames(tx, actor.siteId, people);
  const viewer: Viewer = { post: actor.post, posts: await postsOf(tx, actor.siteId, actor.personId), today };
  return tasks.map((task) => toView(task, viewer, names));
}
