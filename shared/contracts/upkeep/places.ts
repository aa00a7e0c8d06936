import { z } from 'zod';
import { placeSchema } from '../../upkeep/view.ts';
import { query } from '../contract.ts';

/** The house's counters, to say which one is meant. */
export const places = query({
  module: 'upkeep',
  name: 'places',
  title: { zh: '终端', en: 'Counters' },
  posts: 'signed-in',
  input: z.strictObject({}),
  output: z.object({ rows: z.array(placeSchema) }),
  refusals: [],
});
