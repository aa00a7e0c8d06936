/** Shapes that several contracts of module devices share. */
import { z } from 'zod';
import { deviceReportSchema, FAILURES } from '../agent/protocol.ts';
import { optionsOf, type Text, textSchema } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import {
  CHECK_POINTS,
  CHECK_RESULTS,
  CLOSING_STEPS,
  DEVICE_TITLES,
  DEVICES,
  PROGRAM_MODE_TITLES,
  PROGRAM_MODES,
  PURPOSE_SPECS,
  PURPOSES,
  SLIP_PAPERS,
  TERMINAL_STATES,
} from './words.ts';

export const terminalFieldsSchema = z.strictObject({
  name: z.string().trim().min(1).max(40),
  place: z.string().trim().max(80).default(''),
  purpose: z.enum(PURPOSES),
  /** Devices this terminal must have. */
  expects: z.array(z.enum(DEVICES)).max(2),
  /** The paper in its slip printer; null where slips are printed by the browser. */
  slipPaper: z.enum(SLIP_PAPERS).nullable().default(null),
});

/** Labels of a choice's options, as the drawn form looks for them. */
const titled = <K extends string>(field: string, keys: readonly K[], titleOf: (key: K) => Text): Record<string, Text> =>
  Object.fromEntries(keys.map((key) => [`${field}.${key}`, titleOf(key)]));

export const TERMINAL_FIELDS: Readonly<Record<string, Text>> = {
  name: { zh: '名称', en: 'Name' },
  place: { zh: '位置', en: 'Place' },
  purpose: { zh: '用途', en: 'Purpose' },
  expects: { zh: '应有设备', en: 'Devices it must have' },
  slipPaper: { zh: '小票纸宽', en: 'Paper of its slips' },
  ...titled('purpose', PURPOSES, (purpose) => PURPOSE_SPECS[purpose].title),
  ...optionsOf('expects', DEVICE_TITLES),
};

export const deviceStateSchema = deviceReportSchema.extend({ at: instantSchema, expected: z.boolean() });

export const pointSchema = z.object({
  point: z.enum(CHECK_POINTS),
  good: z.boolean(),
  says: textSchema,
});

export const healthCheckSchema = z.object({
  checkId: idSchema,
  terminalId: idSchema,
  terminal: z.string(),
  businessDate: businessDateSchema,
  at: instantSchema,
  person: z.string(),
  post: z.string(),
  result: z.enum(CHECK_RESULTS),
  devices: z.array(deviceReportSchema),
  /** How far the terminal's clock is ahead of the server's; null when it could not be asked. */
  clockAheadSeconds: z.int().nullable(),
  /** Green or red, in the order of the list. */
  points: z.array(pointSchema),
  /** Who saw the red ones and went on all the same; null: nobody, or there was none. */
  confirmed: z.object({ at: instantSchema, person: z.string(), note: z.string() }).nullable(),
  can: z.array(z.string()),
});

export const programRuleSchema = z.object({
  mode: z.enum(PROGRAM_MODES),
  programs: z.array(z.string()),
  reason: z.string(),
  at: instantSchema,
  person: z.string(),
});

export const programsSeenSchema = z.object({
  terminalId: idSchema,
  terminal: z.string(),
  at: instantSchema.nullable(),
  programs: z.array(z.object({ name: z.string(), listed: z.boolean() })),
});

/** Labels of the program rule's fields. */
export const PROGRAM_FIELDS: Readonly<Record<string, Text>> = {
  mode: { zh: '名单外的程序', en: 'A program that is not listed' },
  programs: { zh: '允许运行的程序', en: 'Programs that may run' },
  reason: { zh: '原因', en: 'Reason' },
  ...optionsOf('mode', PROGRAM_MODE_TITLES),
};

export const terminalSchema = z.object({
  terminalId: idSchema,
  ...terminalFieldsSchema.shape,
  state: z.enum(TERMINAL_STATES),
  /** The server's own machine. */
  local: z.boolean(),
  connected: z.boolean(),
  virtual: z.boolean(),
  version: z.string(),
  lastSeenAt: instantSchema.nullable(),
  /** A card lies on the reader. */
  cardPresent: z.boolean(),
  /** Checked today, and not closed down since. */
  checkedToday: z.boolean(),
  devices: z.array(deviceStateSchema),
  can: z.array(z.string()),
});

export const closingDownSchema = z.object({
  closingId: idSchema,
  terminalId: idSchema,
  terminal: z.string(),
  businessDate: businessDateSchema,
  at: instantSchema,
  person: z.string(),
  post: z.string(),
  checklist: z.array(z.enum(CLOSING_STEPS)),
  note: z.string(),
});

/** How an order to a counter's agent ended. Only `answered` carries what it said. */
export const orderEndSchema = z.object({
  result: z.enum(['answered', 'failed', 'offline', 'unanswered']),
  failure: z.enum(FAILURES).nullable(),
  detail: z.string().nullable(),
});
export type OrderEnd = z.output<typeof orderEndSchema>;
