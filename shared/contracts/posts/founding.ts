import { z } from 'zod';
import { foundingDocumentSchema } from '../../posts/founding.ts';
import { query } from '../contract.ts';

/** The founding document, for its two founders only; anybody else learns the state and nothing more. */
export const founding = query({
  module: 'posts',
  name: 'founding',
  title: { zh: '创建文件', en: 'Founding document' },
  posts: 'public',
  input: z.strictObject({}),
  output: z.object({
    state: z.enum(['none', 'founding', 'open']),
    youAre: z.enum(['first', 'second']).nullable(),
    document: foundingDocumentSchema.nullable(),
    digest: z.string().nullable(),
  }),
  refusals: [],
});
