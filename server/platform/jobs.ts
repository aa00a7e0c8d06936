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
import { PATIENT_LOCK } from './db/pool.ts';
import { q, sql } from './db/query.ts';
import { quoteIdentifier } from './db/roles.ts';
import { reading, type Tx, transaction } from './db/tx.ts';
import type { Live } from './live.ts';
import type { Log } from './log.ts';
import { type Actor, systemActor } from './operations/actor.ts';
import type { Job, Operation, Outside, OutsideJob } from './operations/implement.ts';
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
export async function installJobs(owner: pg.Pool, appRole: string, jobs: readonly Pick<Job, 'name'>[]): Promise<void> {
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
  readonly outsideJobs: readonly OutsideJob[];
  readonly outside: Outside;
  readonly notices: NoticeTarget | null;
  /** Told of what made a job fail. */
  readonly noteError?: (error: unknown) => void;
  /** The books of the site are only read: its jobs wait. */
  readonly isReadOnly?: (siteId: string) => Promise<boolean>;
}

type Ground = Pick<JobParts, 'pool' | 'clock' | 'live'>;

/** One job for one site, in one transaction, with its own chain record where it kept anything. */
export async function runJob(parts: Ground, job: Job, siteId: string): Promise<void> {
  await asJob(parts, job.name, siteId, (tx, actor) => job.run(tx, actor, parts.clock));
}

async function asJob<T>(
  parts: Ground,
  name: string,
  siteId: string,
  work: (tx: Tx, actor: Actor) => Promise<T>,
): Promise<T> {
  const actor = systemActor(siteId, newId());
  return transaction(parts.pool, async (tx) => {
    const at = parts.clock.now();
    // Nobody stands and waits, and a job that gave up would wait for its next time.
    await tx.run(sql`select set_config('lock_timeout', ${PATIENT_LOCK}, true)`);
    const result = await work(tx, actor);
    if (tx.facts.length > 0)
      await appendRecord(tx, actor, { operation: name, at, key: null, bodyHash: null, facts: tx.facts });
    const topics = [name.split('.')[0]!, ...tx.touched];
    if (tx.facts.length > 0 || tx.touched.size > 0) tx.afterCommit(() => parts.live.publish(siteId, topics));
    return result;
  });
}

/** A job that never ends would hold its queue; what is left after so many batches is taken at its next time. */
const BATCHES_AT_MOST = 500;

/** One job of three phases for one site, until nothing is left to take. Answers how many pieces were settled. */
export async function runOutsideJob(
  parts: Ground & Pick<JobParts, 'outside'>,
  job: OutsideJob,
  siteId: string,
): Promise<number> {
  let settled = 0;
  for (let batch = 0; batch < BATCHES_AT_MOST; batch += 1) {
    const pieces = await asJob(parts, job.name, siteId, (tx, actor) => job.take(tx, actor, parts.clock));
    if (pieces.length === 0) return settled;
    await askTogether(job.atOnce, pieces, async (piece) => {
      const outcome = await job.call(piece as never, parts.outside);
      await asJob(parts, job.name, siteId, (tx, actor) =>
        job.settle(tx, actor, parts.clock, { piece: piece as never, outcome: outcome as never }),
      );
    });
    settled += pieces.length;
  }
  return settled;
}

/** At most `atOnce` under way. One that fails does not stop the others; its error is thrown when all have ended. */
async function askTogether<T>(atOnce: number, list: readonly T[], ask: (one: T) => Promise<void>): Promise<void> {
  const errors: unknown[] = [];
  const waiting = list.values();
  const walk = async (): Promise<void> => {
    for (const one of waiting) await ask(one).catch((error: unknown) => errors.push(error));
  };
  await Promise.all(Array.from({ length: atOnce }, walk));
  if (errors.length > 0) throw errors[0];
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
        parts.noteError?.(error);
        parts.log.error({ err: error, job: name }, 'a job failed; it runs again at its next time');
        throw error;
      }
    });
  };
  await work(RESUME, '* * * * *', async () => void (await resumeUnfinished(parts)));
  await work(NOTICES, '* * * * *', async () => void (await drainOutbox({ ...parts, target: parts.notices })));
  const onEverySite = async (run: (siteId: string) => Promise<unknown>): Promise<void> => {
    const sites = await reading(parts.pool, (tx) => tx.many(q.selectFrom('site').select('site_id')));
    for (const { site_id } of sites) if (!(await parts.isReadOnly?.(site_id))) await run(site_id);
  };
  for (const job of parts.jobs)
    await work(job.name, job.cron, () => onEverySite((siteId) => runJob(parts, job, siteId)));
  for (const job of parts.outsideJobs)
    await work(job.name, job.cron, () => onEverySite((siteId) => runOutsideJob(parts, job, siteId)));
  return { stop: () => boss.stop({ graceful: true, timeout: 5000 }) };
}
