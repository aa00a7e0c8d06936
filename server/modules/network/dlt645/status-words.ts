/**
 * Running status words 1 to 7 (04000501 to 04000507), each 16 bits as 4 hex digits, most significant first. Bit
 * meanings as several public firmwares agree on them; a bit that only later meters use is marked in its title.
 */
import type { Text } from '../../../../shared/text.ts';

export interface StatusBit {
  readonly bit: number;
  readonly title: Text;
}

const FIRST: readonly StatusBit[] = [
  { bit: 1, title: { zh: '需量按区间积算（否则滑差）', en: 'Demand by interval (otherwise sliding)' } },
  { bit: 2, title: { zh: '时钟电池欠压', en: 'Clock battery low' } },
  { bit: 3, title: { zh: '停电抄表电池欠压', en: 'Reading battery low' } },
  { bit: 4, title: { zh: '有功功率反向', en: 'Active power reversed' } },
  { bit: 5, title: { zh: '无功功率反向', en: 'Reactive power reversed' } },
];

const SECOND: readonly StatusBit[] = [
  { bit: 0, title: { zh: 'A 相有功功率反向', en: 'Active power of phase A reversed' } },
  { bit: 1, title: { zh: 'B 相有功功率反向', en: 'Active power of phase B reversed' } },
  { bit: 2, title: { zh: 'C 相有功功率反向', en: 'Active power of phase C reversed' } },
  { bit: 4, title: { zh: 'A 相无功功率反向', en: 'Reactive power of phase A reversed' } },
  { bit: 5, title: { zh: 'B 相无功功率反向', en: 'Reactive power of phase B reversed' } },
  { bit: 6, title: { zh: 'C 相无功功率反向', en: 'Reactive power of phase C reversed' } },
];

const THIRD: readonly StatusBit[] = [
  { bit: 0, title: { zh: '运行第二套日时段表', en: 'Second day table in force' } },
  { bit: 1, title: { zh: '辅助电源供电', en: 'Auxiliary supply' } },
  { bit: 2, title: { zh: '电池供电', en: 'Battery supply' } },
  { bit: 3, title: { zh: '允许编程', en: 'Programming allowed' } },
  { bit: 4, title: { zh: '继电器断开', en: 'Relay open' } },
  { bit: 5, title: { zh: '运行第二套时区表', en: 'Second zone table in force' } },
  { bit: 6, title: { zh: '继电器命令为断开', en: 'Relay ordered open' } },
  { bit: 7, title: { zh: '预跳闸报警', en: 'Alarm before cut-off' } },
  { bit: 8, title: { zh: '电量型预付费表', en: 'Prepaid by energy' } },
  { bit: 9, title: { zh: '电费型预付费表', en: 'Prepaid by money' } },
  { bit: 10, title: { zh: '运行第二套费率电价', en: 'Second price set in force' } },
  { bit: 11, title: { zh: '运行第二套阶梯', en: 'Second ladder in force' } },
  { bit: 12, title: { zh: '保电（新型表）', en: 'Power is kept (later meters)' } },
  { bit: 13, title: { zh: '身份认证有效（新型表）', en: 'Authenticated (later meters)' } },
  { bit: 14, title: { zh: '本地开户（新型表）', en: 'Opened locally (later meters)' } },
  { bit: 15, title: { zh: '远程开户（新型表）', en: 'Opened remotely (later meters)' } },
];

const PHASE_FAULTS: readonly (readonly [string, string])[] = [
  ['失压', 'voltage lost'],
  ['欠压', 'voltage low'],
  ['过压', 'voltage high'],
  ['失流', 'current lost'],
  ['过流', 'overcurrent'],
  ['过载', 'overload'],
  ['潮流反向', 'power reversed'],
  ['断相', 'phase broken'],
  ['断流', 'current broken'],
];

const phaseFaults = (phase: string): readonly StatusBit[] =>
  PHASE_FAULTS.map(([zh, en], bit) => ({ bit, title: { zh: `${phase} 相${zh}`, en: `Phase ${phase}: ${en}` } }));

const SEVENTH: readonly StatusBit[] = [
  { bit: 0, title: { zh: '电压逆相序', en: 'Voltages in wrong order' } },
  { bit: 1, title: { zh: '电流逆相序', en: 'Currents in wrong order' } },
  { bit: 2, title: { zh: '电压不平衡', en: 'Voltages out of balance' } },
  { bit: 3, title: { zh: '电流不平衡', en: 'Currents out of balance' } },
  { bit: 4, title: { zh: '辅助电源失电', en: 'Auxiliary supply lost' } },
  { bit: 5, title: { zh: '掉电', en: 'Power down' } },
  { bit: 6, title: { zh: '需量超限', en: 'Demand over the limit' } },
  { bit: 7, title: { zh: '总功率因数超下限', en: 'Power factor under the limit' } },
  { bit: 8, title: { zh: '电流严重不平衡', en: 'Currents heavily out of balance' } },
];

/** Word 1 to 7 → its bits that have a meaning. */
export const STATUS_WORDS: Readonly<Record<number, readonly StatusBit[]>> = {
  1: FIRST,
  2: SECOND,
  3: THIRD,
  4: phaseFaults('A'),
  5: phaseFaults('B'),
  6: phaseFaults('C'),
  7: SEVENTH,
};

const bitOf = (word: number, bit: number): boolean => (word & (1 << bit)) !== 0;

function numberOf(word: string): number {
  if (!/^[0-9a-f]{4}$/i.test(word)) throw new RangeError(`not a status word: ${word}`);
  return Number.parseInt(word, 16);
}

/** The bits that are set and have a meaning. `which`: 1 to 7. RangeError for what is no status word. */
export function statusTitles(which: number, word: string): readonly StatusBit[] {
  const value = numberOf(word);
  return (STATUS_WORDS[which] ?? []).filter(({ bit }) => bitOf(value, bit));
}

/**
 * The relay by status word 3. "Close-allowed": the command says closed, the relay still waits for the customer's
 * button. Bits 4 and 6; public firmwares agree.
 */
export function relayOf(word3: string): 'closed' | 'open' | 'close-allowed' {
  const value = numberOf(word3);
  if (!bitOf(value, 4)) return 'closed';
  return bitOf(value, 6) ? 'open' : 'close-allowed';
}

export interface ThirdWord {
  readonly relay: 'closed' | 'open' | 'close-allowed';
  readonly prepaidBy: 'none' | 'energy' | 'money';
  readonly alarmBeforeCut: boolean;
  readonly backupPricesInForce: boolean;
  readonly backupLadderInForce: boolean;
  /** Later meters only; false says nothing on an older one. */
  readonly powerKept: boolean;
}

/** RangeError for what is no status word. */
export function readThirdWord(word3: string): ThirdWord {
  const value = numberOf(word3);
  const money = bitOf(value, 9);
  return {
    relay: relayOf(word3),
    prepaidBy: money ? 'money' : bitOf(value, 8) ? 'energy' : 'none',
    alarmBeforeCut: bitOf(value, 7),
    backupPricesInForce: bitOf(value, 10),
    backupLadderInForce: bitOf(value, 11),
    powerKept: bitOf(value, 12),
  };
}
