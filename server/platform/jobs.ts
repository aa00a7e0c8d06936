/**
 * The house's own work, on pg-boss. The owner installs the queue tables and the queues at start; the running server
 * uses them with the application's rights only.
 */

import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { fullName } from '../../shared/contracts/contract.ts';
import { addSeconds } from '../../shared/values/calendar.ts';
import { newId } from '../../shared/values/ids.ts';
import { appendRecord } from './chain/append.ts';
import type { Clock } from './clock.ts';
import { q } from './db/query.ts';
import { quoteIdentifier } from './db/roles.ts';
import { reading, transaction } from './db/tx.ts';
import type { Live } from './live.ts';
import type { Log } from './log.ts';
import { systemActor } from './operations/actor.ts';
import type { Job, Operation } from './operations/implement.ts';
import { type Runner, unfinished } from './operations/run.ts';
import { drainOutbox, type NoticeTarget } from './outbox.ts';

const SCHEMA = 'pgboss';
const RESUME = 'platform.resume-unfinished';
const NOTICES = 'platform.post-notices';
/** Younger ones may still be under way in the request that began them (its time limit is 30 s). */
const RESUME_AFTER_SECONDS = 45;

const queueName = (job: string): string => job.replaceAll('.', '_');
const onPool = (pool: pg.Pool) => ({ executeSql: (text: string, values?: unknown[]) => pool.query(text, values) });

/** Run by the owner at start, after the migrations: queue tables, queues, and the rights of the application's role. */
export async function installJobs(owner: pg.Pool, appRole: string, jobs: readonly Job[]): Promise<void> {
  const boss = new PgBoss({ db: onPool(owner), schema: SCHEMA, supervise: false, schedule: false });
  await boss.start();
  for (const name of [RESUME, NOTICES, ...jobs.map((job) => job.name)])
    await boss.createQueue(queueName(name), { policy: 'exclusive', retryLimit: 0, expireInSeconds: 600 });
  await boss.stop({ graceful: false });
  const role = quoteIdentifier(appRole);
  await owner.query(`grant usage on schema ${SCHEMA} to ${role}`);
  await owner.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${role}`);
  await owner.query(`grant execute on all functions in schema ${SCHEMA} to ${role}`);
}

export interface JobParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly live: Live;
  readonly runner: Runner;
  readonly operations: readonly Operation[];
  readonly jobs: readonly Job[];
  readonly notices: NoticeTarget | null;
}

/** One job for one site, in one transaction, with its own chain record where it kept anything. */
export async function runJob(
  parts: Pick<JobParts, 'pool' | 'clock' | 'live'>,
  job: Job,
  siteId: string,
): Promise<void> {
  const actor = systemActor(siteId, newId());
  await transaction(parts.pool, async (tx) => {
    const at = parts.clock.now();
    await job.run(tx, actor, parts.clock);
    if (tx.facts.length > 0)
      await appendRecord(tx, actor, { operation: job.name, at, key: null, bodyHash: null, facts: tx.facts });
    const topics = [job.name.split('.')[0]!, ...tx.touched];
    if (tx.facts.length > 0 || tx.touched.size > 0) tx.afterCommit(() => parts.live.publish(siteId, topics));
  });
}

/** Takes every operation that stopped between reserve and settle to its end. Answers how many it finished. */
export async function resumeUnfinished(parts: JobParts): Promise<number> {
  const waiting = await unfinished(parts.pool, addSeconds(parts.clock.now(), -RESUME_AFTER_SECONDS));
  let finished = 0;
  for (const stored of waiting) {
    const operation = parts.operations.find((candidate) => fullName(candidate.contract) === stored.operation);
    if (operation === undefined) continue;
    try {
      await parts.runner.resume(operation, stored);
      finished += 1;
    } catch (error) {
      parts.log.error(
        { err: error, operation: stored.operation, key: stored.key },
        'an interrupted operation could not be finished',
      );
    }
  }
  return finished;
}

export async function startJobs(parts: JobParts): Promise<{ stop(): Promise<void> }> {
  const boss = new PgBoss({ db: onPool(parts.pool), schema: SCHEMA, migrate: false, createSchema: false });
  boss.on('error', (error) => parts.log.warn({ err: error }, 'jobs'));
  await boss.start();
  const work = async (name: string, cron: string, run: () => Promise<void>): Promise<void> => {
    await boss.schedule(queueName(name), cron, null, { tz: 'UTC' });
    await boss.work(queueName(name), { pollingIntervalSeconds: 5 }, async () => {
      try {
        await run();
      } catch (error) {
        parts.log.error({ err: error, job: name }, 'a job failed; it runs again at its next time');
        throw error;
      }
    });
  };
  await work(RESUME, '* * * * *', async () => void (await resumeUnfinished(parts)));
  await work(NOTICES, '* * * * *', async () => void (await drainOutbox({ ...parts, target: parts.notices })));
  for (const job of parts.jobs)
    await work(job.name, job.cron, async () => {
      const sites = await reading(parts.pool, (tx) => tx.many(q.selectFrom('site').select('site_id')));
      for (const { site_id } of sites) await runJob(parts, job, site_id);
    });
  return { stop: () => boss.stop({ graceful: true, timeout: 5000 }) };
}
