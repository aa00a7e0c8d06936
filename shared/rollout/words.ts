/** The words of price roll-out, with their titles. */
import { z } from 'zod';
import { keysOf, type Text } from '../text.ts';

export const ROLLOUT_STATES = {
  pending: { zh: '待送', en: 'To be sent' },
  sent: { zh: '已送到', en: 'Sent' },
  confirmed: { zh: '已执行', en: 'In force' },
  refused: { zh: '表拒绝', en: 'Refused' },
  silent: { zh: '无应答', en: 'No answer' },
} as const satisfies Record<string, Text>;
export type RolloutState = keyof typeof ROLLOUT_STATES;
export const rolloutStateSchema = z.enum(keysOf(ROLLOUT_STATES));

export const ROLLOUT_WAYS = {
  network: { zh: '网络', en: 'Over the line' },
  card: { zh: '购电卡', en: 'By card' },
} as const satisfies Record<string, Text>;
export type RolloutWay = keyof typeof ROLLOUT_WAYS;
export const rolloutWaySchema = z.enum(keysOf(ROLLOUT_WAYS));

/** Why a meter does not have its price yet. */
export const LAG_REASONS = {
  ladder: { zh: '阶梯价不能由系统送到表，须现场设定', en: 'A ladder cannot be carried: set it at the meter' },
  unreachable: { zh: '线路不通', en: 'The line is down' },
  silent: { zh: '表无应答', en: 'The meter does not answer' },
  'no-such-data': { zh: '表没有第二套费率', en: 'The meter has no backup price set' },
  'not-authorised': { zh: '密码或权限不符', en: 'Password or rights are wrong' },
  refused: { zh: '表拒绝写入', en: 'The meter refused' },
  'other-price': { zh: '表内执行的价格不是批准的价格', en: 'The price in force in the meter is another' },
  'card-not-written': { zh: '还没有写卡', en: 'No card has been written yet' },
  'card-not-inserted': { zh: '卡已写好，还没有插表带回', en: 'The card has not come back from the meter' },
  'after-next': { zh: '等前一个价格生效后再送', en: 'Waits until the price before it is in force' },
} as const satisfies Record<string, Text>;
export type LagReason = keyof typeof LAG_REASONS;
export const lagReasonSchema = z.enum(keysOf(LAG_REASONS));

/** A price approved for at once is on its way for some minutes: only after an hour a meter lags. */
export const LATE_AFTER_SECONDS = 3600;
