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
