import { excuseDuty as contract } from '../../../../shared/contracts/duties/excuse-duty.ts';
import { POSTS } from '../../../../shared/posts.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { postsOf } from '../../posts/index.ts';
import { mayMove } from '../rules/task-states.ts';
import { endTask, lockTask } from '../store.ts';
import { siteToday } from '../today.ts';
import { isAbove, viewTasks } from '../view.ts';

export const excuseDuty = implement(contract, {
  async run(tx, actor, clock, { taskId, reason }) {
    const { siteId } = actor;
    const task = (await lockTask(tx, siteId, taskId)) ?? refuse('record.not_found');
    if (!isAbove(actor.post, task)) refuse('duty.not_above', { post: POSTS[task.post].title.zh });
    const own = await postsOf(tx, siteId, actor.personId);
    if (own.includes(task.post)) refuse('duty.own_post');
    if (!mayMove(task.state, 'excused')) refuse('state.illegal_move', { from: task.state, to: 'excused' });
    const now = clock.now();
    const end = { state: 'excused', by: actor.personId, post: actor.post, at: now, note: reason } as const;
    const ended = await endTask(tx, siteId, [taskId], end);
    const [view] = await viewTasks(tx, actor, await siteToday(tx, siteId, now), ended);
    return view!;
  },
});
