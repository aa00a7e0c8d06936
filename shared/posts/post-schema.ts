/** The posts and packs as schemas, for contracts. */
import { z } from 'zod';
import { POST_KEYS, type PostKey } from '../posts.ts';

export const postSchema = z.enum(POST_KEYS as [PostKey, ...PostKey[]]);
export const packSchema = z.enum(['vending', 'service']);
