/** Puts the upkeep whose turn has come on the lists of its posts. Run again it adds nothing. */
import { businessDateOf } from '../../../../shared/values/calendar.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { heldPosts, houseKind } from '../../duties/index.ts';
import { dueTasks } from '../rules/due-tasks.ts';
import { itemRows } from '../store/items.ts';
import { insertTasks } from '../store/tasks.ts';

export const openTasksJob: Job = {
  name: 'upkeep.open-tasks',
  cron: '* * * * *',
  async run(tx, actor, clock) {
    const { siteId } = actor;
    const house = await houseKind(tx, siteId);
    if (house === null) return;
    const items = await itemRows(tx, siteId, 'approved');
    if (items.length === 0) return;
    const now = clock.now();
    const { timeZone } = house;
    const held = new Map((await heldPosts(tx, siteId)).map(({ post, since }) => [post as string, since]));
    await insertTasks(tx, siteId, now, dueTasks(items, held, { today: businessDateOf(now, timeZone), timeZone }));
  },
};
