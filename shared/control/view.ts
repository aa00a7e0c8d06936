/** Shapes of commands, timetables, policies and events that contracts share. */
import { z } from 'zod';
import { personRefSchema } from '../metering/view.ts';
import { textSchema } from '../text.ts';
import { businessDateSchema, instantSchema, timeOfDaySchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import {
  commandStateSchema,
  eventStateSchema,
  originSchema,
  planStateSchema,
  protectionSchema,
  relaySchema,
  switchCommandSchema,
  switchReasonSchema,
  windowStateSchema,
} from './words.ts';

export const noteSchema = z.string().trim().min(2).max(200);

/** What a person says when switching; `validMinutes`: the meter ignores the command after that. */
export const switchInput = {
  command: switchCommandSchema,
  reason: switchReasonSchema,
  note: noteSchema,
  validMinutes: z.int().min(1).max(60).default(10),
};
export const SWITCH_FIELDS = {
  command: { zh: '操作', en: 'Command' },
  reason: { zh: '原因', en: 'Reason' },
  note: { zh: '说明', en: 'Note' },
  validMinutes: { zh: '有效（分钟）', en: 'Valid, minutes' },
} as const;

export const commandSchema = z.object({
  /** The command. */
  id: idSchema,
  meterId: idSchema,
  meterNo: z.string(),
  roomId: idSchema,
  roomCode: z.string(),
  command: switchCommandSchema,
  origin: originSchema,
  originId: idSchema.nullable(),
  reason: textSchema,
  note: z.string(),
  validMinutes: z.int(),
  askedBy: z.string(),
  askedAt: instantSchema,
  state: commandStateSchema,
  /** What the meter said, or why it was left out. */
  answer: textSchema.nullable(),
  relayBefore: relaySchema.nullable(),
  relayAfter: relaySchema.nullable(),
  powerWatts: z.int().nullable(),
  currentMilliamperes: z.int().nullable(),
  endedAt: instantSchema.nullable(),
});
export type CommandView = z.output<typeof commandSchema>;

export const batchSchema = z.object({
  batchId: idSchema,
  buildingCode: z.string().nullable(),
  command: switchCommandSchema,
  reason: switchReasonSchema,
  note: z.string(),
  startedBy: z.string(),
  startedAt: instantSchema,
  meters: z.int(),
  waiting: z.int(),
  confirmed: z.int(),
  failed: z.int(),
  skipped: z.int(),
});
export type BatchView = z.output<typeof batchSchema>;

export const roomRelaySchema = z.object({
  roomId: idSchema,
  roomCode: z.string(),
  meterId: idSchema,
  meterNo: z.string(),
  relay: relaySchema.nullable(),
  powerWatts: z.int().nullable(),
  seenAt: instantSchema.nullable(),
  silentSince: instantSchema.nullable(),
  lastCommand: switchCommandSchema.nullable(),
  lastState: commandStateSchema.nullable(),
  lastAt: instantSchema.nullable(),
  /** The relay is not as the last command left it. */
  differs: z.boolean(),
  protection: protectionSchema.nullable(),
  can: z.array(z.string()),
});

export const protectionViewSchema = z.object({
  protectionId: idSchema,
  roomId: idSchema,
  roomCode: z.string(),
  kind: protectionSchema,
  note: z.string(),
  setBy: z.string(),
  setAt: instantSchema,
  can: z.array(z.string()),
});

export const weekWindowSchema = z
  .strictObject({
    /** Monday is 1. */
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
    from: timeOfDaySchema,
    /** At or before `from`: of the next day. */
    to: timeOfDaySchema,
  })
  .refine((window) => window.from !== window.to);
export type WeekWindow = z.output<typeof weekWindowSchema>;

export const dayExceptionSchema = z
  .strictObject({ from: businessDateSchema, to: businessDateSchema, note: z.string().trim().max(60) })
  .refine(({ from, to }) => from <= to);
export type DayException = z.output<typeof dayExceptionSchema>;

const planFields = {
  buildingId: idSchema,
  buildingCode: z.string(),
  reason: z.string(),
  exemptRooms: z.array(z.object({ roomId: idSchema, roomCode: z.string() })),
  state: planStateSchema,
  proposedBy: personRefSchema,
  proposedAt: instantSchema,
  approvedBy: z.string().nullable(),
  approvedAt: instantSchema.nullable(),
  endNote: z.string().nullable(),
  can: z.array(z.string()),
};

export const timetableSchema = z.object({
  /** The timetable. */
  id: idSchema,
  title: z.string(),
  windows: z.array(weekWindowSchema),
  exceptions: z.array(dayExceptionSchema),
  restore: z.enum(['allow-close', 'close']),
  ...planFields,
});
export type TimetableView = z.output<typeof timetableSchema>;

export const cutWindowSchema = z.object({
  windowId: idSchema,
  timetableId: idSchema,
  title: z.string(),
  buildingCode: z.string(),
  startsAt: instantSchema,
  endsAt: instantSchema,
  state: windowStateSchema,
  tripped: z.int(),
  skipped: z.int(),
  failed: z.int(),
  restored: z.int(),
});

export const loadPolicySchema = z.object({
  /** The policy. */
  id: idSchema,
  thresholdWatts: z.int(),
  jumpWatts: z.int().nullable(),
  restoreAfterMinutes: z.int(),
  restoresADay: z.int(),
  notice: z.string(),
  ...planFields,
});
export type LoadPolicyView = z.output<typeof loadPolicySchema>;

export const loadEventSchema = z.object({
  eventId: idSchema,
  at: instantSchema,
  meterId: idSchema,
  meterNo: z.string(),
  roomCode: z.string(),
  powerWatts: z.int(),
  beforeWatts: z.int().nullable(),
  rule: z.enum(['threshold', 'jump']),
  state: eventStateSchema,
  notice: z.string(),
  restoreDueAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
});
