/** What pages and contracts say about tariffs. */
import { z } from 'zod';
import { tariffSpecSchema } from '../rating/tariff.ts';
import { instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { commoditySchema } from '../values/quantity.ts';

/** Code of a user category, as metering registers it: `dormitory`, `staff`, `shop`. */
export const categoryCodeSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

export const PROPOSAL_STATES = ['proposed', 'approved', 'rejected', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export const proposalViewSchema = z.object({
  proposalId: idSchema,
  commodity: commoditySchema,
  categoryCode: z.string(),
  spec: tariffSpecSchema,
  specHash: z.string(),
  effectiveFrom: instantSchema.nullable(),
  reason: z.string(),
  state: z.enum(PROPOSAL_STATES),
  proposedBy: z.string(),
  proposedAt: instantSchema,
  endedBy: z.string().nullable(),
  endedAt: instantSchema.nullable(),
  endReason: z.string().nullable(),
  /** Operations the viewer may call on it now. */
  can: z.array(z.string()),
});

export const versionViewSchema = z.object({
  versionId: idSchema,
  commodity: commoditySchema,
  categoryCode: z.string(),
  number: z.number(),
  effectiveFrom: instantSchema,
  /** When the next version takes over; null while none is approved. */
  effectiveUntil: instantSchema.nullable(),
  inForce: z.boolean(),
  spec: tariffSpecSchema,
  specHash: z.string(),
  reason: z.string(),
  proposedBy: z.string(),
  approvedBy: z.string(),
  approvedAt: instantSchema,
});
