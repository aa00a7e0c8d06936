import { z } from 'zod';
import { COLLECTION_WRITERS } from '../../collection/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const endCollectionSchedule = operation({
  module: 'collection',
  name: 'end-collection-schedule',
  title: { zh: '停止定时抄表', en: 'End the schedule' },
  posts: COLLECTION_WRITERS,
  input: z.strictObject({ scheduleId: idSchema }),
  output: z.object({ scheduleId: idSchema }),
  refusals: ['record.not_found', 'collection.schedule_ended'],
});
