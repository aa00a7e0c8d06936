/** What happens once in the demo's month, so that every page has something to show: on which day, and what. */
import { cases } from '../../shared/contracts/cases/cases.ts';
import { closeCase } from '../../shared/contracts/cases/close-case.ts';
import { reportIncident } from '../../shared/contracts/cases/report-incident.ts';
import { takeCase } from '../../shared/contracts/cases/take-case.ts';
import { publishRule } from '../../shared/contracts/duties/publish-rule.ts';
import { signRule } from '../../shared/contracts/duties/sign-rule.ts';
import { blockMeter } from '../../shared/contracts/metering/block-meter.ts';
import { proposePerson } from '../../shared/contracts/posts/propose-person.ts';
import { approveTariff } from '../../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../../shared/contracts/prices/propose-tariff.ts';
import type { PostKey } from '../../shared/posts.ts';
import { type BusinessDate, instant } from '../../shared/values/calendar.ts';
import { ROOMS } from './campus.ts';
import type { Month } from './month.ts';
import { PLANNED } from './routine.ts';
import { planUpkeep, printerWaits, repairReader } from './upkeep.ts';

export type MeterIdOf = (meterNo: string) => string;

const CASH_RULE = {
  title: '售电窗口现金管理办法',
  bodyZh: [
    '一、开班前按券别清点钱箱，由本人保管，不得转交他人代管。',
    '二、收款必开凭证，唱收唱付；不得用公款垫付或挪作他用。',
    '三、钱箱现金达到限额时停止收现并解缴。',
    '四、收工时与收费员当面清点交接，双方签字；长短款如实登记，不得以长补短。',
  ].join('\n'),
  bodyEn: [
    '1. Count the drawer by denomination before work; you alone hold it.',
    '2. Every receipt of money gets its slip; the money is used for nothing else.',
    '3. At the ceiling no more cash is taken until it has been handed in.',
    '4. At the end of work count with the cashier and sign both; over and short are recorded as they are, never netted.',
  ].join('\n'),
  posts: ['vending-clerk', 'cashier'] satisfies PostKey[],
};

const METER_RULE = {
  title: '智能电表报修与停售规定',
  bodyZh: [
    '一、售电员发现电表或系统异常，只登记上报，不自行处理。',
    '二、技术员到现场核实；确有故障的先停售，再更换。',
    '三、换表前后读数由用户签字确认，余额随表结转。',
  ].join('\n'),
  posts: ['vending-clerk', 'vending-technician'] satisfies PostKey[],
};

async function publishCashRule({ as }: Month): Promise<void> {
  const { id, version } = await as('campus-director').signed(publishRule, CASH_RULE);
  for (const post of CASH_RULE.posts) await as(post).signed(signRule, { ruleId: id, version });
}

/** A jam that the technician cleared. */
async function clearJam({ as }: Month): Promise<void> {
  const what = '凭证打印机卡纸，重开后仍不出纸';
  const { caseId } = await as('vending-clerk').call(reportIncident, { subject: 'device.fault', what });
  const technician = as('vending-technician');
  await technician.call(takeCase, { caseId });
  await technician.signed(closeCase, { caseId, resolution: '清理碎纸、更换搓纸轮，试打正常' });
}

/** The overage of the month's beginning, looked into and closed by the supervisor. */
async function closeFirstCase({ as }: Month): Promise<void> {
  const supervisor = as('vending-supervisor');
  const { rows } = await supervisor.ask(cases, { kind: 'case' });
  const difference = rows.find((row) => row.amountFen !== null && row.can.includes('cases.close-case'));
  if (difference === undefined) return;
  await supervisor.call(takeCase, { caseId: difference.caseId });
  const resolution = '查看监控：一名用户未取走找零，已联系本人领回';
  await supervisor.signed(closeCase, { caseId: difference.caseId, resolution });
}

function firstOfNextMonth(date: BusinessDate): string {
  const [year = 0, month = 0] = date.split('-').map(Number);
  const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
  return `${next}-01T00:00:00.000+08:00`;
}

/** Approved, and in force from the first of the next month. */
async function newPriceToCome({ as, today }: Month): Promise<void> {
  const proposal = await as('vending-supervisor').signed(proposeTariff, {
    categoryCode: 'dormitory',
    spec: {
      commodity: 'electricity',
      period: 'month',
      basis: 'purchased',
      taxRateBasisPoints: 1300,
      tiers: [{ upTo: null, price: 4703 }],
    },
    effectiveFrom: instant(firstOfNextMonth(today)),
    reason: '按公布的居民电价调整，下月一日起执行',
  });
  await as('price-approver').signed(approveTariff, { proposalId: proposal.proposalId, specHash: proposal.specHash });
}

async function stopSelling({ as }: Month, meterIdOf: MeterIdOf): Promise<void> {
  const meterId = meterIdOf(ROOMS[17]!.meterNo);
  await as('vending-technician').call(blockMeter, { meterId, reason: 'fault', note: '屏幕不亮，待换表' });
}

/** What is left open for those who look at the demo: a repair, an incident, a new person, a rule to be signed. */
async function leaveOpen(month: Month): Promise<void> {
  const { as } = month;
  await printerWaits(month);
  const what = '系统时间比手机慢约两分钟，凭证时间可能不准';
  await as('vending-clerk').call(reportIncident, { subject: 'system.fault', what });
  const person = { name: '示例售电员乙', login: 'shoudian2', posts: ['vending-clerk'] satisfies PostKey[] };
  await as('system-administrator').call(proposePerson, person);
  await as('vending-supervisor').signed(publishRule, METER_RULE);
}

/** Days before today, and what happens on that day while the counter is open. */
export const HAPPENINGS: Readonly<Record<number, (month: Month, meterIdOf: MeterIdOf) => Promise<void>>> = {
  26: publishCashRule,
  19: closeFirstCase,
  15: clearJam,
  [PLANNED]: planUpkeep,
  6: repairReader,
  3: newPriceToCome,
  2: stopSelling,
  1: leaveOpen,
};
