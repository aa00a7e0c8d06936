/** Puts the duties of the day on the lists of the posts that owe them, and ticks what work has kept already. */
import { businessDateOf } from '../../../../shared/values/calendar.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { keepByWork } from '../keep-by-work.ts';
import { dueNow } from '../rules/due-now.ts';
import { heldPosts, houseKind, insertTasks } from '../store.ts';

export const openTasksJob: Job = {
  name: 'duties.open-tasks',
  cron: '* * * * *',
  async run(tx, actor, clock) {
    const { siteId } = actor;
    const house = await houseKind(tx, siteId);
    if (house === null) return;
    const now = clock.now();
    const today = businessDateOf(now, house.timeZone);
    await insertTasks(tx, siteId, now, dueNow(house, await heldPosts(tx, siteId), today));
    await keepByWork(tx, { siteId, timeZone: house.timeZone, now });
  },
};
