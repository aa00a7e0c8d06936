import { z } from 'zod';
import { runSchema } from '../../collection/view.ts';
import { COLLECTION_WRITERS } from '../../collection/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const runCollectionNow = operation({
  module: 'collection',
  name: 'run-collection-now',
  title: { zh: '立即抄表', en: 'Read the meters now' },
  help: {
    zh: '不选楼栋则抄全部网络表。一分钟内开始，可离开页面，稍后再看结果。',
    en: 'Without a building every network meter is read. It begins within a minute; you may leave the page and come back.',
  },
  posts: COLLECTION_WRITERS,
  input: z.strictObject({ buildingId: idSchema.optional(), meterId: idSchema.optional() }),
  output: runSchema,
  refusals: ['record.not_found', 'collection.no_meters', 'collection.under_way'],
  fields: { buildingId: { zh: '楼栋', en: 'Building' }, meterId: { zh: '表', en: 'Meter' } },
});
