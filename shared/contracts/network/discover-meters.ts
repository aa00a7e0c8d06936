import { z } from 'zod';
import { LINE_WRITERS } from '../../network/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const discoverMeters = operation({
  module: 'network',
  name: 'discover-meters',
  title: { zh: '搜索线路上的表', en: 'Find the meters on a line' },
  help: {
    zh: '按地址逐位搜索 DL/T 645 电表，表多时需要几分钟；也可只填地址末几位缩小范围。',
    en: 'Searches DL/T 645 addresses figure by figure; many meters take minutes. The last figures narrow it down.',
  },
  posts: LINE_WRITERS,
  input: z.strictObject({
    lineId: idSchema,
    ending: z
      .string()
      .regex(/^(\d\d){0,5}$/)
      .default(''),
  }),
  output: z.object({
    /** False: the line is down, nobody was asked. */
    reached: z.boolean(),
    rows: z.array(z.object({ address: z.string(), meterNo: z.string().nullable(), meterId: idSchema.nullable() })),
    /** Everything was searched; false when the time ran out first. */
    complete: z.boolean(),
  }),
  refusals: ['record.not_found', 'line.closed'],
  fields: {
    lineId: { zh: '线路', en: 'Line' },
    ending: { zh: '地址末几位（两位一组）', en: 'Last figures, in pairs' },
  },
});
