/** What the page knows of its session. Answered by `session`, `sign-in`, `choose-post` and `unlock-session` alike. */
import { z } from 'zod';
import { businessDateSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { packSchema, postSchema } from './post-schema.ts';

export const sessionViewSchema = z.object({
  site: z.object({ siteId: idSchema, name: z.string(), timeZone: z.string() }).nullable(),
  /** The house is set up and its founding document confirmed by the second founder. */
  setUp: z.boolean(),
  /** Set up, but the second founder has not confirmed yet: nobody can work, only confirm. */
  founding: z.boolean(),
  demo: z.boolean(),
  person: z.object({ personId: idSchema, name: z.string(), login: z.string() }).nullable(),
  /** The post acted in. Null when nobody is signed in, when the session is locked, and while the house is founding. */
  post: postSchema.nullable(),
  posts: z.array(postSchema),
  businessDate: businessDateSchema.nullable(),
  packs: z.array(packSchema),
  singleOperator: z.boolean(),
  drawer: z.object({ drawerSessionId: idSchema, drawerName: z.string() }).nullable(),
  openIncidents: z.number().int(),
  terminal: z.object({ name: z.string() }).nullable(),
  locked: z.boolean(),
  /** Seconds without a key after which the page locks itself by `lock-session`; the server does it in any case. */
  lockAfterSeconds: z.number().int().nullable(),
  /** An authenticator is enrolled: sign-in and approvals ask for its code. */
  totp: z.boolean(),
  /** In a demo house only: what to type as PIN or authenticator code. */
  demoPin: z.string().nullable(),
});

export type SessionView = z.output<typeof sessionViewSchema>;
