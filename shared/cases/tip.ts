/** Confidential tips (举报): left without a name, answered by those who stand above the counter. */
import { z } from 'zod';
import type { PostKey } from '../posts.ts';
import { keysOf, type Text } from '../text.ts';
import { instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { numbered } from '../values/numbered.ts';

export const TIP_ABOUT = {
  money: { zh: '收款、找零、票据', en: 'Money, change, slips' },
  credit: { zh: '充值数量', en: 'Credit' },
  price: { zh: '价格', en: 'Prices' },
  conduct: { zh: '服务与作风', en: 'Conduct' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Text>;

export const TIP_STATES = {
  open: { zh: '未处理', en: 'Open' },
  'in-hand': { zh: '处理中', en: 'In hand' },
  closed: { zh: '已办结', en: 'Closed' },
} as const satisfies Record<string, Text>;
export type TipState = keyof typeof TIP_STATES;

/** They answer; none of them sells, keeps cash or stands beside those who do. */
export const TIP_ANSWERERS = [
  'campus-director',
  'centre-leader',
  'general-manager',
  'finance',
] as const satisfies readonly PostKey[];
export const TIP_READERS = [...TIP_ANSWERERS, 'auditor'] as const satisfies readonly PostKey[];

export const tipTextSchema = z.string().trim().min(4).max(4000);
/** As it was shown once: letters and figures; case, blanks and dashes do not matter. */
export const tipCodeSchema = z.string().min(16).max(40);
export const tipAboutSchema = z.enum(keysOf(TIP_ABOUT));
export const tipStateSchema = z.enum(keysOf(TIP_STATES));

export const tipMessageSchema = z.object({
  seq: z.int(),
  at: instantSchema,
  /** The post that answered; null: who left the tip. Names are not told to who left it. */
  post: z.string().nullable(),
  person: z.string().nullable(),
  text: z.string(),
});

export const tipSchema = z.object({
  number: z.string(),
  about: tipAboutSchema,
  state: tipStateSchema,
  receivedAt: instantSchema,
  messages: z.array(tipMessageSchema),
});

export const tipRowSchema = tipSchema.extend({ tipId: idSchema, can: z.array(z.string()) });

export const tipNumberOf = (number: number): string => numbered('JB', number);

/** More than this in an hour is noise, not tips. */
export const TIPS_AN_HOUR = 20;
