/**
 * What every selling office looks after: offered as a whole, then approved, changed or ended item by item like any
 * other. Which day and hour suits, the house decides.
 */
import type { PostKey } from '../posts.ts';
import type { Text } from '../text.ts';
import type { Period, Target, Weekday } from './words.ts';

export interface PlanItem {
  readonly target: Target;
  readonly title: Text;
  readonly how: Text;
  readonly every: Period;
  readonly weekday: Weekday | null;
  readonly monthDay: number | null;
  /** 'MM-DD' */
  readonly termDays: readonly string[] | null;
  readonly dueTime: string;
  readonly post: PostKey;
}

/** When the terms begin, where a house says nothing else. */
export const TERM_DAYS: readonly string[] = ['02-25', '08-25'];

const NO_DAY = { weekday: null, monthDay: null, termDays: null } as const;
const daily = (dueTime: string) => ({ ...NO_DAY, every: 'day', dueTime }) as const;
const weekly = (weekday: Weekday, dueTime: string) => ({ ...NO_DAY, every: 'week', weekday, dueTime }) as const;
const monthly = (monthDay: number) => ({ ...NO_DAY, every: 'month', monthDay, dueTime: '17:00' }) as const;
const eachTerm = { ...NO_DAY, every: 'term', termDays: TERM_DAYS, dueTime: '17:00' } as const;

export const USUAL_PLAN = {
  'test-print': {
    target: 'printer',
    title: { zh: '试打一张、看纸余量', en: 'Test print and paper stock' },
    how: {
      zh: '打印测试页，字迹清楚、走纸正常；备用纸不少于两卷。',
      en: 'Print the test page: clear type, smooth feed; at least two spare rolls.',
    },
    ...daily('09:00'),
    post: 'vending-clerk',
  },
  'card-reader': {
    target: 'reader',
    title: { zh: '读卡器自检', en: 'Try the card reader' },
    how: {
      zh: '放一张卡读取一次；槽口有灰尘时用软布擦净。',
      en: 'Read one card; wipe the slot with a soft cloth when there is dust.',
    },
    ...daily('09:00'),
    post: 'vending-clerk',
  },
  'check-clock': {
    target: 'software',
    title: { zh: '核对系统时间', en: 'Check the clock' },
    how: {
      zh: '屏幕时间与北京时间对照，相差一分钟以上即报修。',
      en: 'Hold the time on the screen against standard time; more than a minute off is reported.',
    },
    ...daily('09:00'),
    post: 'vending-clerk',
  },
  'check-backup': {
    target: 'software',
    title: { zh: '检查备份', en: 'Check the backup' },
    how: {
      zh: '看昨夜的备份文件在不在、大小是否正常，并另存一份到本机之外。',
      en: 'See that last night’s backup is there and of the usual size, and keep a copy on another machine.',
    },
    ...daily('10:00'),
    post: 'vending-technician',
  },
  'clean-printer': {
    target: 'printer',
    title: { zh: '清洁打印头', en: 'Clean the printer head' },
    how: {
      zh: '断电后用酒精棉签擦打印头和压纸辊，晾干再通电。',
      en: 'Power off, wipe head and roller with an alcohol swab, let it dry, power on.',
    },
    ...weekly('friday', '17:00'),
    post: 'vending-technician',
  },
  'clean-reader': {
    target: 'reader',
    title: { zh: '清洁读卡器触点', en: 'Clean the contacts of the card reader' },
    how: {
      zh: '用清洁卡往返三次，再读一张卡核对。',
      en: 'Pass the cleaning card three times, then read a card.',
    },
    ...weekly('friday', '17:00'),
    post: 'vending-technician',
  },
  'clean-desk': {
    target: 'terminal',
    title: { zh: '除尘、理线', en: 'Dust and cables' },
    how: {
      zh: '主机通风口除尘，电源线和网线插牢、不缠绕、不踩踏。',
      en: 'Dust the vents; cables plugged firmly, untangled, off the floor.',
    },
    ...monthly(25),
    post: 'vending-technician',
  },
  'check-updates': {
    target: 'software',
    title: { zh: '检查更新', en: 'Check for updates' },
    how: {
      zh: '查看本系统和操作系统有无更新；更新前先备份，避开营业时间。',
      en: 'Look for updates of this system and of the operating system; back up first, outside of opening hours.',
    },
    ...monthly(10),
    post: 'vending-technician',
  },
  'try-restore': {
    target: 'software',
    title: { zh: '试恢复一次备份', en: 'Try a restore' },
    how: {
      zh: '在另一台机器上用备份恢复一次，核对最后一天的日结数。',
      en: 'Restore a backup on another machine and compare the last day’s figures.',
    },
    ...eachTerm,
    post: 'vending-technician',
  },
} as const satisfies Record<string, PlanItem>;

export type UsualKey = keyof typeof USUAL_PLAN;
