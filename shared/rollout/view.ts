/** Roll-outs as contracts and pages show them. */
import { z } from 'zod';
import { instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { commoditySchema } from '../values/quantity.ts';
import { lagReasonSchema, rolloutStateSchema, rolloutWaySchema } from './words.ts';

/** One version, and how many of its meters have it. */
export const rolloutSchema = z.object({
  id: idSchema,
  commodity: commoditySchema,
  categoryCode: z.string(),
  categoryZh: z.string(),
  categoryEn: z.string(),
  number: z.int(),
  effectiveFrom: instantSchema,
  meters: z.int(),
  pending: z.int(),
  sent: z.int(),
  confirmed: z.int(),
  refused: z.int(),
  silent: z.int(),
  /** Neither sent nor in force. */
  waiting: z.int(),
  /** An hour past its date, and not in force in the meter. */
  laggards: z.int(),
  caseId: idSchema.nullable(),
  can: z.array(z.string()),
});
export type RolloutView = z.output<typeof rolloutSchema>;

export const rolloutMeterSchema = z.object({
  id: idSchema,
  versionId: idSchema,
  meterId: idSchema,
  meterNo: z.string(),
  roomCode: z.string(),
  way: rolloutWaySchema,
  state: rolloutStateSchema,
  reason: lagReasonSchema.nullable(),
  attempts: z.int(),
  triedAt: instantSchema.nullable(),
  switchAt: instantSchema.nullable(),
  confirmedAt: instantSchema.nullable(),
  effectiveFrom: instantSchema,
  /** Whole hours past the version's date, from the first on; null once it is in force in the meter. */
  lateHours: z.int().nullable(),
  can: z.array(z.string()),
});
export type RolloutMeterView = z.output<typeof rolloutMeterSchema>;
