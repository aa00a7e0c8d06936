/** A person with posts as lists and pages show it. */
import { z } from 'zod';
import type { PostKey } from '../posts.ts';
import { instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { postSchema } from './post-schema.ts';

/** Posts whose holders approve people, posts, resets and the single-operator mode: two ways up in every house. */
export const RIGHTS_APPROVERS = [
  'vending-supervisor',
  'service-manager',
  'finance',
  'campus-director',
  'centre-leader',
  'general-manager',
] as const satisfies readonly PostKey[];

export const assignmentViewSchema = z.object({
  assignmentId: idSchema,
  post: postSchema,
  state: z.enum(['proposed', 'active', 'refused', 'ended']),
  proposedBy: z.string(),
  approvedBy: z.string().nullable(),
  approvedAt: instantSchema.nullable(),
  can: z.array(z.string()),
});

export const personRowSchema = z.object({
  personId: idSchema,
  name: z.string(),
  login: z.string(),
  state: z.enum(['proposed', 'active', 'refused', 'left']),
  posts: z.array(postSchema),
  /** Has set the own password and PIN. */
  claimed: z.boolean(),
  totp: z.boolean(),
  proposedBy: z.string(),
  approvedBy: z.string().nullable(),
  /** Posts and resets of the person that wait for a second person. */
  awaiting: z.number().int(),
  can: z.array(z.string()),
});

export const personViewSchema = personRowSchema.extend({
  assignments: z.array(assignmentViewSchema),
  openReset: z
    .object({ resetId: idSchema, reason: z.string(), proposedBy: z.string(), can: z.array(z.string()) })
    .nullable(),
  openSessions: z.number().int(),
  lastSeenAt: instantSchema.nullable(),
});
