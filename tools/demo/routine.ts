/** What the posts do every day besides selling: they tick the duties that no operation keeps. Sometimes one is forgotten. */
import { excuseDuty } from '../../shared/contracts/duties/excuse-duty.ts';
import { myDay } from '../../shared/contracts/duties/my-day.ts';
import { tickDuty } from '../../shared/contracts/duties/tick-duty.ts';
import type { PostKey } from '../../shared/posts.ts';
import type { Month } from './month.ts';
import { keepUpkeep, lookAfterDesk } from './upkeep.ts';

const HELD = [
  'vending-clerk',
  'cashier',
  'vending-supervisor',
  'vending-technician',
  'funds-administrator',
  'price-approver',
  'finance',
  'system-administrator',
  'campus-director',
] as const satisfies readonly PostKey[];

const NOTES: Readonly<Record<string, string>> = {
  '1.operator.3': '读卡器已断电，电脑按序关机，门窗已锁',
  '2.cashier.7': '日记账余额与实点现金相符',
  '2.clerk.5b': '本周日结单第三联已交经费管理员',
  '2.clerk.5c': '与经费管理员汇总核对相符，清单各执一份',
  '3.clerk.1': '本周按公布时间售电',
  '3.clerk.4': '清点库存购电卡，擦拭读卡器触点',
  '6.all.5s': '工位已整理清扫',
};

/** The upkeep plan is approved so many days before today; from the next morning on its items are on the lists. */
export const PLANNED = 8;

/** Duties nobody gets round to: days before today, post, duty. */
const FORGOTTEN: readonly (readonly [number, PostKey, string])[] = [
  [5, 'vending-technician', '6.all.5s'],
  [4, 'vending-clerk', '1.operator.3'],
  [1, 'vending-technician', '6.all.5s'],
];

const isForgotten = (back: number, post: PostKey, dutyId: string): boolean =>
  FORGOTTEN.some(([day, whose, which]) => day === back && whose === post && which === dutyId);

/** Ticks what is due to `posts` and can be ticked by hand. */
async function tick({ as }: Month, back: number, posts: readonly PostKey[]): Promise<void> {
  for (const post of posts) {
    const { tasks } = await as(post).ask(myDay);
    for (const { taskId, dutyId, can } of tasks)
      if (can.includes('duties.tick-duty') && !isForgotten(back, post, dutyId))
        await as(post).call(tickDuty, { taskId, note: NOTES[dutyId] ?? '已办理，无异常' });
  }
}

/** Before the counter opens: the house puts the day's duties on the lists, and the machines are looked after. */
export async function morning(month: Month, back: number): Promise<void> {
  await month.runJobs();
  if (back >= PLANNED) await lookAfterDesk(month);
  else for (const post of ['vending-clerk', 'vending-technician'] as const) await keepUpkeep(month, post);
}

/** At the end of work, before the day is closed. */
export async function evening(month: Month, back: number): Promise<void> {
  await tick(month, back, HELD);
  if (back === 3) await excuseTechnician(month);
}

async function excuseTechnician({ as }: Month): Promise<void> {
  const supervisor = as('vending-supervisor');
  const { escalated } = await supervisor.ask(myDay);
  const own = escalated.find((task) => task.post === 'vending-technician' && task.can.includes('duties.excuse-duty'));
  if (own !== undefined)
    await supervisor.call(excuseDuty, { taskId: own.taskId, reason: '当日全天在二号楼抢修电表，未回工位' });
}
