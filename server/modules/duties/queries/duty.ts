import { duty as contract } from '../../../../shared/contracts/duties/duty.ts';
import { type Duty, dutyById } from '../../../../shared/duties/register.ts';
import { CADENCES, type Cadence, cadencesOf, occasionsOf } from '../../../../shared/duties/schedule.ts';
import { CHAPTERS, DUTY_TIMES } from '../../../../shared/duties/words.ts';
import { type RefusalCode, refusalOf } from '../../../../shared/refusals.ts';
import type { Text } from '../../../../shared/text.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { personNames } from '../../posts/index.ts';
import { fromWork, readLatest, registerRows } from '../register-rows.ts';
import { COVERAGE, operationNamed, workOfDuty } from '../rules/kept-by.ts';
import { tasksOfDuty } from '../store.ts';
import { siteToday } from '../today.ts';
import { viewTasks } from '../view.ts';
import { workHistory } from '../work-records.ts';

const WEEKDAYS: readonly Text[] = [
  { zh: '周一', en: 'Monday' },
  { zh: '周二', en: 'Tuesday' },
  { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' },
  { zh: '周六', en: 'Saturday' },
  { zh: '周日', en: 'Sunday' },
];

function dayWords(cadence: Cadence): Text | null {
  if (cadence.every === 'week') return WEEKDAYS[cadence.weekday - 1]!;
  if (cadence.every === 'year') return { zh: cadence.days.join('、'), en: cadence.days.join(', ') };
  if (cadence.every === 'day') return null;
  return cadence.day === 31 ? { zh: '月末', en: 'last day' } : { zh: `${cadence.day}日`, en: `day ${cadence.day}` };
}

function scheduleOf(duty: Duty): Text[] {
  const timed = cadencesOf(duty).map((cadence) => {
    const [every, day] = [CADENCES[cadence.every], dayWords(cadence)];
    if (day === null) return { zh: `${every.zh} ${cadence.at}`, en: `${every.en} ${cadence.at}` };
    return { zh: `${every.zh} ${day.zh} ${cadence.at}`, en: `${every.en} ${day.en} ${cadence.at}` };
  });
  return [...timed, ...occasionsOf(duty).map((time) => DUTY_TIMES[time])];
}

function proofsOf(duty: Duty) {
  return (COVERAGE.get(duty.id)?.claims ?? []).map(({ contract: name, by, refusal }) => ({
    operation: name,
    title: operationNamed(name)?.title ?? { zh: name, en: name },
    by,
    refusal: refusal === undefined ? null : { code: refusal, text: refusalOf(refusal as RefusalCode).text },
  }));
}

export const dutyQuery = answer(contract, async (tx, actor, clock, { dutyId }) => {
  const { siteId } = actor;
  const duty = dutyById(dutyId) ?? refuse('record.not_found');
  const today = await siteToday(tx, siteId, clock.now());
  const posts = duty.posts.includes('all-posts') ? null : duty.posts;
  const work = await workHistory(tx, siteId, { operations: workOfDuty(duty), posts });
  const names = await personNames(
    tx,
    siteId,
    work.map((one) => one.person_id),
  );
  const [row] = registerRows([duty], await readLatest(tx, siteId));
  return {
    ...row!,
    chapterTitle: CHAPTERS[duty.chapter],
    capabilities: [...duty.capabilities],
    schedule: scheduleOf(duty),
    proofs: proofsOf(duty),
    tasks: await viewTasks(tx, actor, today, await tasksOfDuty(tx, siteId, dutyId)),
    work: work.map((one) => fromWork(one, names)),
  };
});
