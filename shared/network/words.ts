/** The words of lines and network meters, with their titles. */
import { z } from 'zod';
import { keysOf, type Text } from '../text.ts';

export const PROTOCOLS = {
  'dlt645-plain': { zh: 'DL/T 645（无加密模块）', en: 'DL/T 645, plain' },
  'dlt645-order': { zh: 'DL/T 645（订单号充值）', en: 'DL/T 645, order number' },
  'dlt645-security': { zh: 'DL/T 645（安全模块）', en: 'DL/T 645, security module' },
  cjt188: { zh: 'CJ/T 188（水表、燃气表）', en: 'CJ/T 188, water and gas' },
} as const satisfies Readonly<Record<string, Text>>;
export type Protocol = keyof typeof PROTOCOLS;
export const protocolSchema = z.enum(keysOf(PROTOCOLS));

export const TRANSPORTS = {
  tcp: { zh: '网络（TCP）', en: 'TCP' },
  serial: { zh: '串口', en: 'Serial port' },
} as const satisfies Readonly<Record<string, Text>>;
export type TransportKind = keyof typeof TRANSPORTS;
export const transportSchema = z.enum(keysOf(TRANSPORTS));

export const PARITIES = {
  even: { zh: '偶校验', en: 'Even' },
  none: { zh: '无校验', en: 'None' },
  odd: { zh: '奇校验', en: 'Odd' },
} as const satisfies Readonly<Record<string, Text>>;
export const paritySchema = z.enum(keysOf(PARITIES));

export const LINE_STATES = {
  open: { zh: '使用中', en: 'In use' },
  closed: { zh: '已停用', en: 'Closed' },
} as const satisfies Readonly<Record<string, Text>>;
export const lineStateSchema = z.enum(keysOf(LINE_STATES));

export const LINE_HEALTHS = {
  good: { zh: '正常', en: 'Good' },
  weak: { zh: '应答不稳', en: 'Unsteady' },
  down: { zh: '不通', en: 'Down' },
  unused: { zh: '尚未使用', en: 'Not used yet' },
} as const satisfies Readonly<Record<string, Text>>;
export const lineHealthSchema = z.enum(keysOf(LINE_HEALTHS));

export const RELAYS = {
  closed: { zh: '合闸', en: 'Closed' },
  open: { zh: '拉闸', en: 'Open' },
  'close-allowed': { zh: '允许合闸', en: 'Closing allowed' },
} as const satisfies Readonly<Record<string, Text>>;
export const relaySchema = z.enum(keysOf(RELAYS));

/** How a network meter stands for whoever looks at the list. */
export const PRESENCES = {
  seen: { zh: '在线', en: 'Answers' },
  silent: { zh: '无应答', en: 'Does not answer' },
  never: { zh: '尚未抄读', en: 'Not read yet' },
} as const satisfies Readonly<Record<string, Text>>;
export const presenceSchema = z.enum(keysOf(PRESENCES));

/** What came of asking a meter who it is before it is put on a line. */
export const ATTACH_RESULTS = {
  attached: { zh: '已接入', en: 'Attached' },
  silent: { zh: '该地址没有应答，未接入', en: 'Nothing answers at this address: not attached' },
  unreachable: { zh: '线路不通，未接入', en: 'The line cannot be reached: not attached' },
  'number-differs': { zh: '表内表号与登记不符，未接入', en: 'The meter says another number: not attached' },
  overtaken: { zh: '期间资料已变，未接入', en: 'Something changed meanwhile: not attached' },
} as const satisfies Readonly<Record<string, Text>>;
export type AttachResult = keyof typeof ATTACH_RESULTS;
export const attachResultSchema = z.enum(keysOf(ATTACH_RESULTS));

/** Why a meter or a line said nothing useful. */
export const LINK_FAILURES = {
  refused: { zh: '表计拒绝', en: 'Refused by the meter' },
  silent: { zh: '无应答', en: 'No answer' },
  unreachable: { zh: '线路不通', en: 'The line cannot be reached' },
} as const satisfies Readonly<Record<string, Text>>;
export type LinkFailure = keyof typeof LINK_FAILURES;
export const linkFailureSchema = z.enum(keysOf(LINK_FAILURES));

export const LINE_EVENTS = {
  'line-down': { zh: '线路中断', en: 'Line down' },
  'line-up': { zh: '线路恢复', en: 'Line up' },
  'line-taken': { zh: '线路由另一台服务器接管', en: 'Line taken over by another server' },
  'clock-set': { zh: '广播校时', en: 'Time broadcast' },
  'clock-off': { zh: '表钟偏差', en: 'Clock is off' },
  attached: { zh: '接入线路', en: 'Attached' },
  detached: { zh: '脱离线路', en: 'Detached' },
  'count-differs': { zh: '购买次数与账不符', en: 'Purchase count differs from the books' },
  'foreign-write': { zh: '表内出现非本系统的充值', en: 'Credit that this house did not sell' },
  'recharge-unknown': { zh: '充值结果不明', en: 'Recharge unknown' },
  'display-read': { zh: '现场查看表显', en: 'Display read at the meter' },
} as const satisfies Readonly<Record<string, Text>>;
export type LineEventKind = keyof typeof LINE_EVENTS;
export const lineEventKindSchema = z.enum(keysOf(LINE_EVENTS));

export const EVIDENCES = {
  line: { zh: '远程读回', en: 'Read back over the line' },
  display: { zh: '现场表显', en: 'Read from the display' },
  decision: { zh: '主管认定', en: "The supervisor's decision" },
} as const satisfies Readonly<Record<string, Text>>;
export const evidenceSchema = z.enum(keysOf(EVIDENCES));

export const SUPPLY_STATES = {
  requested: { zh: '待审批', en: 'Waiting for approval' },
  approved: { zh: '已批准，待送电', en: 'Approved, to be carried out' },
  refused: { zh: '未批准', en: 'Not approved' },
  supplied: { zh: '供电中', en: 'Supplied' },
  ended: { zh: '已结束', en: 'Ended' },
} as const satisfies Readonly<Record<string, Text>>;
export type SupplyState = keyof typeof SUPPLY_STATES;
export const supplyStateSchema = z.enum(keysOf(SUPPLY_STATES));

export const SUPPLY_WAYS = {
  remote: { zh: '远程保电', en: 'Kept on over the line' },
  'by-hand': { zh: '现场送电', en: 'By hand at the meter' },
} as const satisfies Readonly<Record<string, Text>>;
export const supplyWaySchema = z.enum(keysOf(SUPPLY_WAYS));

/** A clock further off than this is on the list (5 minutes). */
export const CLOCK_OFF_SECONDS = 300;

export const supplyNumber = (number: number): string => `YJ-${number}`;
