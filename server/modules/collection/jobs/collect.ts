/**
 * Every minute, while runs are under way: asks the meters that wait, each settled by itself as it answers. What was
 * asked by a server that then stopped is asked again.
 */
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { outsideJob } from '../../../platform/operations/implement.ts';
import { type Answers, itemsFor } from '../rules/judge-answers.ts';
import { settleMeter } from '../settle-meter.ts';
import { closeRuns, giveUp, type TakenMeter, takeResults } from '../store/results.ts';

const AT_ONCE = 32;
const BATCH = 200;
const LOST_AFTER_SECONDS = 600;
const ATTEMPTS = 5;

export interface Asked extends TakenMeter {
  readonly siteId: string;
}

export const collect = outsideJob<Asked, Answers>({
  name: 'collection.collect',
  cron: '* * * * *',
  atOnce: AT_ONCE,
  async take(tx, { siteId }, clock) {
    const now = clock.now();
    await giveUp(tx, siteId, now, ATTEMPTS);
    if ((await closeRuns(tx, siteId, now)) > 0) tx.touch('collection');
    const taken = await takeResults(tx, siteId, {
      now,
      lostBefore: addSeconds(now, -LOST_AFTER_SECONDS),
      limit: BATCH,
    });
    return taken.map((meter) => ({ ...meter, siteId }));
  },
  call: (meter, outside) =>
    outside.meters.read(
      { siteId: meter.siteId, meterId: meter.meter_id },
      itemsFor({ delivery: meter.delivery, creditUnit: meter.credit_unit, commodity: meter.commodity }),
    ),
  settle: settleMeter,
});
