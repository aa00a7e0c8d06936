/** The words of keypad tokens, with their titles. */
import { z } from 'zod';
import { keysOf, type Text } from '../text.ts';

export const TOKEN_SCHEMES = {
  sts: { zh: 'STS标准（IEC 62055-41）', en: 'STS (IEC 62055-41)' },
  openpaygo: { zh: 'OpenPAYGO码', en: 'OpenPAYGO' },
} as const satisfies Record<string, Text>;
export type TokenScheme = keyof typeof TOKEN_SCHEMES;
export const tokenSchemeSchema = z.enum(keysOf(TOKEN_SCHEMES));

export const TOKEN_KINDS = {
  credit: { zh: '充值', en: 'Credit' },
  'key-change': { zh: '换密钥', en: 'Key change' },
  test: { zh: '测试', en: 'Test' },
  engineering: { zh: '维护', en: 'Engineering' },
} as const satisfies Record<string, Text>;
export type TokenKind = keyof typeof TOKEN_KINDS;
export const tokenKindSchema = z.enum(keysOf(TOKEN_KINDS));

export const TOKEN_STATES = {
  reserved: { zh: '生成中', en: 'Being made' },
  issued: { zh: '已发出', en: 'Issued' },
  dropped: { zh: '未生成', en: 'Not made' },
} as const satisfies Record<string, Text>;
export type TokenState = keyof typeof TOKEN_STATES;
export const tokenStateSchema = z.enum(keysOf(TOKEN_STATES));

/** What a meter of STS is told besides credit; each carries sixteen bits. */
export const STS_PURPOSES = {
  'clear-credit': { zh: '清除表内余额', en: 'Clear the credit' },
  'clear-tamper': { zh: '解除窃电报警', en: 'Clear the tamper state' },
  'max-power': { zh: '设定最大功率', en: 'Set the power limit' },
  'phase-unbalance': { zh: '设定三相不平衡限值', en: 'Set the phase unbalance limit' },
  'tariff-rate': { zh: '设定费率', en: 'Set the tariff rate' },
  'water-factor': { zh: '设定水表系数', en: 'Set the water meter factor' },
} as const satisfies Record<string, Text>;

/** What a meter of OpenPAYGO is told besides credit. */
export const PAYGO_PURPOSES = {
  'set-credit': { zh: '把余额设为指定值', en: 'Set the credit' },
  unlock: { zh: '永久解锁', en: 'Unlock for ever' },
  'sync-count': { zh: '对齐计数', en: 'Align the count' },
} as const satisfies Record<string, Text>;

export const TOKEN_PURPOSES = { ...STS_PURPOSES, ...PAYGO_PURPOSES };
export type TokenPurpose = keyof typeof TOKEN_PURPOSES;
export const tokenPurposeSchema = z.enum(keysOf(TOKEN_PURPOSES));

export const isStsPurpose = (purpose: TokenPurpose): purpose is keyof typeof STS_PURPOSES => purpose in STS_PURPOSES;

/** 1234 5678 9012 3456 7890: as the keypad's own instructions group them, in fours; nine and fifteen digits in threes. */
export function groupDigits(digits: string): string {
  const size = digits.length % 4 === 0 ? 4 : 3;
  return digits.match(new RegExp(`.{1,${size}}`, 'g'))?.join(' ') ?? digits;
}

/** All but the last four digits covered: enough to tell two slips apart, not enough to type in. */
export function maskDigits(digits: string): string {
  return groupDigits(`${'•'.repeat(Math.max(0, digits.length - 4))}${digits.slice(-4)}`);
}
