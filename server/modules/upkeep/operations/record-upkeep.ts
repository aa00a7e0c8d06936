import { recordUpkeep as contract } from '../../../../shared/contracts/upkeep/record-upkeep.ts';
import { POSTS } from '../../../../shared/posts.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { keepRecord } from '../keep-record.ts';
import { requireTaskMove } from '../rules/task-states.ts';
import { readItem } from '../store/items.ts';
import { lockTask, moveTasks } from '../store/tasks.ts';

export const recordUpkeep = implement(contract, {
  async run(tx, actor, clock, { taskId, result, note, urgency }) {
    const { siteId } = actor;
    const task = (await lockTask(tx, siteId, taskId)) ?? refuse('record.not_found');
    if (task.post !== actor.post) refuse('upkeep.other_post', { post: POSTS[task.post].title.zh });
    requireTaskMove(task.state, 'done');
    const item = await readItem(tx, siteId, task.item_id);
    await moveTasks(tx, siteId, [taskId], { state: 'done', ended_at: clock.now() });
    return keepRecord(tx, actor, clock, {
      task: { taskId, itemId: item.item_id, dueAt: task.due_at },
      target: item.target,
      terminalId: item.terminal_id,
      titleZh: item.title_zh,
      titleEn: item.title_en,
      result,
      note,
      urgency,
    });
  },
});
