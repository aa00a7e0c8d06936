import { fullName } from '../../../../shared/contracts/contract.ts';
import { tickDuty as contract } from '../../../../shared/contracts/duties/tick-duty.ts';
import { POSTS } from '../../../../shared/posts.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { mayMove } from '../rules/task-states.ts';
import { endTask, lockTask } from '../store.ts';
import { siteToday } from '../today.ts';
import { isTickedByHand, viewTasks, workOf } from '../view.ts';

export const tickDuty = implement(contract, {
  async run(tx, actor, clock, { taskId, note }) {
    const { siteId } = actor;
    const task = (await lockTask(tx, siteId, taskId)) ?? refuse('record.not_found');
    if (task.post !== actor.post) refuse('duty.other_post', { post: POSTS[task.post].title.zh });
    if (!mayMove(task.state, 'done')) refuse('state.illegal_move', { from: task.state, to: 'done' });
    const now = clock.now();
    const today = await siteToday(tx, siteId, now);
    if (!isTickedByHand(task, today)) {
      const [work] = workOf(task);
      refuse('duty.kept_by_work', { work: work!.title.zh, operation: fullName(work!) });
    }
    const end = { state: 'done', by: actor.personId, post: actor.post, at: now, note } as const;
    const [view] = await viewTasks(tx, actor, today, await endTask(tx, siteId, [taskId], end));
    return view!;
  },
});
