/** Shapes of the set-up: what the wizard sends, what the second founder reads and signs, the codes handed out. */
import { z } from 'zod';
import { instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { packSchema, postSchema } from './post-schema.ts';
import { loginSchema, personNameSchema } from './secret-schema.ts';

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

export const siteSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  timeZone: z.string().min(1).max(64).refine(isTimeZone),
});

export const foundingPersonSchema = z.strictObject({
  name: personNameSchema,
  login: loginSchema,
  posts: z.array(postSchema).max(20),
});

/** The founding document: what the second founder sees and signs. */
export const foundingDocumentSchema = z.strictObject({
  site: siteSchema,
  packs: z.array(packSchema).min(1).max(2),
  singleOperator: z.boolean(),
  people: z.array(foundingPersonSchema).min(1).max(200),
  firstFounder: loginSchema,
  secondFounder: loginSchema,
});

/** Shown once; only its hash is kept. */
export const issuedCodeSchema = z.object({
  personId: idSchema,
  name: z.string(),
  login: z.string(),
  code: z.string(),
  expiresAt: instantSchema,
});
