/** The demo's upkeep: notes until a plan is approved, then a week of its records, one repair done and one waiting. */
import { acceptRepair } from '../../shared/contracts/upkeep/accept-repair.ts';
import { addRepairLine } from '../../shared/contracts/upkeep/add-repair-line.ts';
import { approveItems } from '../../shared/contracts/upkeep/approve-items.ts';
import { finishRepair } from '../../shared/contracts/upkeep/finish-repair.ts';
import { holdRepair } from '../../shared/contracts/upkeep/hold-repair.ts';
import { noteUpkeep } from '../../shared/contracts/upkeep/note-upkeep.ts';
import { recordUpkeep } from '../../shared/contracts/upkeep/record-upkeep.ts';
import { reportRepair } from '../../shared/contracts/upkeep/report-repair.ts';
import { takeRepair } from '../../shared/contracts/upkeep/take-repair.ts';
import { takeUsualPlan } from '../../shared/contracts/upkeep/take-usual-plan.ts';
import { tasks } from '../../shared/contracts/upkeep/tasks.ts';
import type { PostKey } from '../../shared/posts.ts';
import { addSeconds, businessDateOf } from '../../shared/values/calendar.ts';
import { yuan } from './amounts.ts';
import { FOUNDING } from './campus.ts';
import type { Month } from './month.ts';

/** Before there is a plan the clerk writes down what was done. */
export async function lookAfterDesk({ as }: Month): Promise<void> {
  const noted = { target: 'terminal', what: '开机自检，试打一张', result: 'in-order', note: '走纸正常' } as const;
  await as('vending-clerk').call(noteUpkeep, noted);
}

export async function planUpkeep({ as }: Month): Promise<void> {
  const { rows } = await as('vending-technician').call(takeUsualPlan, {});
  await as('vending-supervisor').signed(approveItems, { itemIds: rows.map((item) => item.id) });
}

/** Records everything that is due to the post today. */
export async function keepUpkeep({ as, clock }: Month, post: PostKey): Promise<void> {
  const today = businessDateOf(clock.now(), FOUNDING.site.timeZone);
  const { rows } = await as(post).ask(tasks, { own: true });
  for (const task of rows)
    if (task.dueOn <= today && task.can.includes('upkeep.record-upkeep'))
      await as(post).call(recordUpkeep, { taskId: task.id, result: 'in-order' });
}

/** Reported by the clerk, repaired with a part from the cupboard, tried and accepted. */
export async function repairReader({ as, clock }: Month): Promise<void> {
  const clerk = as('vending-clerk');
  const technician = as('vending-technician');
  const { id: repairId } = await clerk.call(reportRepair, {
    target: 'reader',
    mark: '一号窗口读卡器',
    seen: '放卡后指示灯不亮，要按住卡才读得到',
    urgency: 'hinders',
  });
  clock.set(addSeconds(clock.now(), 240));
  await technician.call(takeRepair, { repairId });
  const part = { kind: 'part', name: '卡座触点组件', unitCostFen: yuan(45), source: '备件柜' } as const;
  await technician.call(addRepairLine, { repairId, ...part });
  clock.set(addSeconds(clock.now(), 600));
  await technician.signed(finishRepair, { repairId, work: '触点磨损，更换触点组件，连读十张正常', minutes: 10 });
  await clerk.call(acceptRepair, { repairId, note: '试读正常' });
}

/** Still waiting for its part. */
export async function printerWaits({ as }: Month): Promise<void> {
  const { id: repairId } = await as('vending-clerk').call(reportRepair, {
    target: 'printer',
    mark: '一号窗口打印机',
    seen: '第三联字迹很淡',
    urgency: 'can-wait',
  });
  const technician = as('vending-technician');
  await technician.call(takeRepair, { repairId });
  await technician.call(holdRepair, { repairId, to: 'waiting-parts', note: '打印头已订货，三天到' });
}
