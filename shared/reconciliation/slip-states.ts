/** States of a daily slip, whose signatures it wants, and the words for them. */
import type { PostKey } from '../posts.ts';
import type { Text } from '../text.ts';
import { numbered } from '../values/numbered.ts';

export const SLIP_STATES = ['made', 'signed-once', 'signed'] as const;
export type SlipState = (typeof SLIP_STATES)[number];

export const SLIP_STATE_TITLES: Readonly<Record<SlipState, Text>> = {
  made: { zh: '待签字', en: 'To be signed' },
  'signed-once': { zh: '待第二人签字', en: 'Second signature missing' },
  signed: { zh: '已双签', en: 'Signed by both' },
};

export const SIGNER_ROLES = ['custodian', 'second'] as const;
export type SignerRole = (typeof SIGNER_ROLES)[number];

export const SIGNER_TITLES: Readonly<Record<SignerRole, Text>> = {
  custodian: { zh: '钱箱保管人', en: 'Custodian of the drawer' },
  second: { zh: '核对人', en: 'Second signer' },
};

/** The three copies (一式三份) and who keeps each. */
export const SLIP_COPIES: readonly Text[] = [
  { zh: '第一联 售电员存', en: 'Copy 1, vending clerk' },
  { zh: '第二联 收费员存', en: 'Copy 2, cashier' },
  { zh: '第三联 经费管理员存', en: 'Copy 3, funds administrator' },
];

/** In single-operator houses: the supervisor, or who receives the cash, after counting it again. */
export const RECEIVER_POSTS = [
  'vending-supervisor',
  'funds-administrator',
  'finance',
] as const satisfies readonly PostKey[];

/** RJ-000031 (日结), RB-000012 (日报). */
export const slipNumberOf = (number: number): string => numbered('RJ', number);
export const sheetNumberOf = (number: number): string => numbered('RB', number);
