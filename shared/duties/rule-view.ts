import { z } from 'zod';
import { POST_KEYS } from '../posts.ts';
import { instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';

export const rulePostsSchema = z.array(z.enum(POST_KEYS)).min(1).max(40);

const signerSchema = z.object({ person: z.string(), post: z.string(), at: instantSchema.nullable() });

export const ruleViewSchema = z.object({
  id: idSchema,
  version: z.int(),
  title: z.string(),
  bodyZh: z.string(),
  bodyEn: z.string().nullable(),
  posts: z.array(z.string()),
  publishedBy: z.string(),
  publishedPost: z.string(),
  publishedAt: instantSchema,
  /** Holders of the posts it is for: who has signed this version and when, and who has not. */
  signers: z.array(signerSchema),
  signed: z.int(),
  missing: z.int(),
  can: z.array(z.string()),
});
