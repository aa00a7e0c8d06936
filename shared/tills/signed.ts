/** The signatures an act carries: ids from `posts.sign-act`, the actor's own and those of the other parties. */
import { z } from 'zod';
import { idSchema } from '../values/ids.ts';

export const signaturesSchema = z.array(idSchema).min(1).max(4);
