/** What a terminal is for, its states, and what is gone through before and after work: closed lists with their words. */
import type { PostKey } from '../posts.ts';
import type { Text } from '../text.ts';

export const TERMINAL_STATES = ['invited', 'enrolled', 'closed'] as const;
export type TerminalState = (typeof TERMINAL_STATES)[number];

export const PURPOSES = ['vending', 'collection', 'counter', 'office'] as const;
export type Purpose = (typeof PURPOSES)[number];

interface PurposeSpec {
  readonly title: Text;
  /** The posts that may take money there. */
  readonly posts: readonly PostKey[];
}

/** One machine, one purpose: who takes money at a terminal follows from what it is for. */
export const PURPOSE_SPECS: Record<Purpose, PurposeSpec> = {
  vending: { title: { zh: '售电专机', en: 'Vending only' }, posts: ['vending-clerk'] },
  collection: { title: { zh: '收费专机', en: 'Cashier only' }, posts: ['cashier', 'settlement-cashier'] },
  counter: {
    title: { zh: '售电收费合用柜台', en: 'Counter for vending and collection' },
    posts: ['vending-clerk', 'cashier', 'settlement-cashier'],
  },
  office: { title: { zh: '办公，不收款', en: 'Office, no money' }, posts: [] },
};

export const DEVICES = ['reader', 'printer'] as const;
export type Device = (typeof DEVICES)[number];

export const DEVICE_TITLES: Record<Device, Text> = {
  reader: { zh: '读卡器', en: 'Card reader' },
  printer: { zh: '小票打印机', en: 'Slip printer' },
};

export const SLIP_PAPERS = ['58mm', '80mm'] as const;
export type SlipPaper = (typeof SLIP_PAPERS)[number];

/** Narrow characters on a line of that paper. */
export const SLIP_COLUMNS: Record<SlipPaper, number> = { '58mm': 32, '80mm': 48 };

/** What is looked at before work, in the order in which it is shown. */
export const CHECK_POINTS = ['server', 'database', 'clock', 'reader', 'printer', 'programs', 'price', 'day'] as const;
export type CheckPoint = (typeof CHECK_POINTS)[number];

export const POINT_TITLES: Record<CheckPoint, Text> = {
  server: { zh: '服务器', en: 'Server' },
  database: { zh: '数据库', en: 'Database' },
  clock: { zh: '时钟', en: 'Clock' },
  ...DEVICE_TITLES,
  programs: { zh: '运行的程序', en: 'Programs' },
  price: { zh: '价格版本', en: 'Prices' },
  day: { zh: '上一营业日', en: 'The day before' },
};

/** Beyond this a counter's time and the books' would be told apart. */
export const CLOCK_SECONDS = 60;

/** What becomes of a program that is not on the house's list. */
export const PROGRAM_MODES = ['off', 'report', 'stop'] as const;
export type ProgramMode = (typeof PROGRAM_MODES)[number];

export const PROGRAM_MODE_TITLES: Record<ProgramMode, Text> = {
  off: { zh: '不检查', en: 'Not looked at' },
  report: { zh: '上报异常', en: 'Becomes an incident' },
  stop: { zh: '上报异常，并停止该终端售电', en: 'Becomes an incident, and that terminal stops selling' },
};

export const CHECK_RESULTS = ['fit', 'unfit', 'offline'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

/** In the order in which a counter is closed down: nothing is left open behind. */
export const CLOSING_STEPS = ['card-out', 'reader-off', 'printer-off', 'cash-away', 'machine-off'] as const;
export type ClosingStep = (typeof CLOSING_STEPS)[number];

export const CLOSING_TITLES: Record<ClosingStep, Text> = {
  'card-out': { zh: '读卡器上没有卡，用户的卡已归还', en: 'No card on the reader; customers have their cards back' },
  'reader-off': { zh: '读卡器已断电', en: 'The reader is off' },
  'printer-off': { zh: '打印机已关，纸已盖好', en: 'The printer is off and its paper covered' },
  'cash-away': { zh: '钱箱已交接或锁入保险柜', en: 'The drawer is handed over or locked in the safe' },
  'machine-off': { zh: '将按序退出系统并关机', en: 'The machine is signed off and shut down in order' },
};
