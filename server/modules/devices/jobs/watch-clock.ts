/**
 * Whether the server's clock can be right: it is not behind what stands in the books already, and, where the database has
 * a clock of its own, not away from that one. Nothing is ordered by time, so nothing stops; the technician is told.
 */
import type { Text } from '../../../../shared/text.ts';
import { type Instant, wholeSecondsBetween } from '../../../../shared/values/calendar.ts';
import { latestRecord } from '../../../platform/chain/append.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { openWhileItLasts } from '../../cases/index.ts';
import { clockIsOff } from '../check-points.ts';

async function databaseTime(tx: Tx): Promise<Instant> {
  const [row] = await tx.prepared<{ now: Instant }>(
    'devices.database-time',
    'select clock_timestamp()::timestamptz(3) as now',
    [],
  );
  return row!.now;
}

const report = (tx: Tx, actor: Actor, clock: Clock, summary: Text) =>
  openWhileItLasts(tx, actor, clock, { subject: 'system.clock', summary, parties: [] });

export const watchClock: Job = {
  name: 'devices.watch-clock',
  cron: '*/5 * * * *',
  async run(tx, actor, clock) {
    const now = clock.now();
    const written = await latestRecord(tx, actor.siteId);
    const behind = written === null ? 0 : wholeSecondsBetween(now, written);
    if (behind > 0 && clockIsOff(behind)) {
      await report(tx, actor, clock, {
        zh: `服务器时钟比账上最后一笔记录慢 ${behind} 秒`,
        en: `The server's clock is ${behind} seconds behind the last record of the books`,
      });
      return;
    }
    const ahead = wholeSecondsBetween(await databaseTime(tx), now);
    if (clock.isMachine === true && clockIsOff(ahead))
      await report(tx, actor, clock, {
        zh: `服务器时钟与数据库时钟相差 ${Math.abs(ahead)} 秒`,
        en: `The clocks of server and database are ${Math.abs(ahead)} seconds apart`,
      });
  },
};
