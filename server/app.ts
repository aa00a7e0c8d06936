/**
 * Puts the server together from its parts. `main` hands in the real ones, a test its own clock and database; nothing
 * else differs between them.
 */
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { cardDriver } from './modules/cards/index.ts';
import { type Counters, openCounters } from './modules/devices/index.ts';
import { createVerifier } from './modules/ledger/index.ts';
import { announceDriver, openDrivers } from './modules/metering/index.ts';
import {
  createMeterLink,
  createNetworkModule,
  type MeterSecurity,
  openNetworkDriver,
} from './modules/network/index.ts';
import {
  checkSignatures,
  createPostsModule,
  eventOf,
  exportsNoted,
  identify,
  noteDenial,
  noteSecurity,
} from './modules/posts/index.ts';
import { createTokensModule, NO_KEYS, tokenDriver } from './modules/tokens/index.ts';
import { MODULES } from './modules.ts';
import { type ReadOnlyGuard, readOnlyGuard } from './platform/chain/older-books.ts';
import type { Clock } from './platform/clock.ts';
import { type DamageWatch, watchDamage } from './platform/db/damage.ts';
import { type ConnectionSettings, clientConfig } from './platform/db/pool.ts';
import { reading, sqlState } from './platform/db/tx.ts';
import { buildHttp, type HttpParts } from './platform/http/app.ts';
import { openApiDocument } from './platform/http/openapi.ts';
import { type JobParts, resumeUnfinished, runJob, runOutsideJob } from './platform/jobs.ts';
import { createLive, type Live } from './platform/live.ts';
import type { Log } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import type { Outside, ServerModule } from './platform/operations/implement.ts';
import { createRunner, type Runner, type RunnerParts } from './platform/operations/run.ts';
import type { SecretBox } from './platform/secret-box.ts';

export interface AppParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly secretBox: SecretBox;
  /** The utility's machine for meters with a security module; a house without one sells to none of them. */
  readonly meterSecurity?: MeterSecurity | undefined;
  /** Ports to the outside that differ from the real ones: a test's scripted meter. */
  readonly outside?: Partial<Outside>;
  /** Where LISTEN gets its own connection; null where one process is all there is. */
  readonly listen: ConnectionSettings | null;
  /** Only a demo house has it: whoever knows the token may sign in as any post. */
  readonly demo: { readonly token: string } | null;
  readonly notices?: JobParts['notices'] | undefined;
  readonly web?: string | null;
  readonly https?: HttpParts['https'];
  readonly trustProxy?: string | undefined;
  readonly rateLimited?: boolean;
  readonly salesPerSecond?: number;
  readonly metricsToken?: string | undefined;
  /** Problems that make the house not ready besides the database (disk, clock, stopping). */
  readonly alsoReady?: () => Promise<readonly string[]>;
}

export interface App {
  readonly http: FastifyInstance;
  readonly runner: Runner;
  readonly live: Live;
  readonly jobs: JobParts;
  /** Counter agents: those that dial in, and the one that may run in this process. */
  readonly counters: Counters;
  /** Runs every job and the resuming of interrupted operations once, now: for tests and the demo. */
  runAllJobs(siteId: string): Promise<void>;
  close(): Promise<void>;
}

export const WEB_FOLDER = fileURLToPath(new URL('../dist/web', import.meta.url));

function modulesOf(parts: Pick<AppParts, 'secretBox' | 'demo' | 'outside'>): readonly ServerModule[] {
  return [
    createPostsModule({ secretBox: parts.secretBox, demo: parts.demo }),
    ...MODULES,
    createNetworkModule({ secretBox: parts.secretBox }),
    createTokensModule({ keys: parts.outside?.vendingKeys ?? NO_KEYS }),
  ];
}

const flatten = (modules: readonly ServerModule[]) => ({
  operations: modules.flatMap((module) => module.operations),
  queries: modules.flatMap((module) => module.queries),
  doors: modules.flatMap((module) => module.doors ?? []),
  downloads: modules.flatMap((module) => module.downloads ?? []),
  jobs: modules.flatMap((module) => module.jobs ?? []),
  outsideJobs: modules.flatMap((module) => module.outsideJobs ?? []),
});

/** The real outside, but for what a test hands in. A kind of delivery is announced where its driver is made. */
function outsideOf(parts: AppParts, counterAgents: Outside['agents']): Outside {
  const { pool, clock, log, secretBox } = parts;
  const agents = parts.outside?.agents ?? counterAgents;
  const vendingKeys = parts.outside?.vendingKeys ?? NO_KEYS;
  const lines = createMeterLink({ pool, clock, log, secretBox, security: parts.meterSecurity });
  announceDriver('card');
  announceDriver('token');
  return {
    vendingKeys,
    delivery: {
      ...openDrivers({ pool, clock }),
      card: cardDriver({ pool, clock, agents }),
      token: tokenDriver({ pool, clock, keys: vendingKeys }),
      ...(parts.outside?.delivery === undefined && { network: openNetworkDriver({ pool, clock, link: lines }) }),
    },
    agents,
    meters: lines,
    lines,
    verifier: createVerifier(parts.listen ?? pool, whatIsVerified()),
    ...parts.outside,
  };
}

/** A decision against what the product had stopped, in the decision's own transaction. */
const noteOverruling: RunnerParts['noteOverruling'] = async (tx, clock, actor, decided) => {
  await noteSecurity(tx, clock.now(), eventOf(actor, 'overruled', { ...decided, post: actor.post }));
};

export async function buildApp(parts: AppParts): Promise<App> {
  const { pool, clock, log, listen } = parts;
  const all = flatten(modulesOf(parts));
  const live = openLive(pool, listen);
  const damage = watchDamage(log);
  const readOnly = orDamaged(await readOnlyGuard(pool), damage);
  const counters = openCounters({ pool, clock, log, live, connect: connectTo(listen, 'zhishou agents') });
  const outside = outsideOf(parts, counters.agents);
  const runner = createRunner({
    pool,
    clock,
    live,
    outside,
    checkSignatures,
    noteOverruling,
    requireWritable: readOnly.requireWritable,
    noteDenial: (actor, operation, refusal) => noteDenial(pool, clock, { actor, operation, refusal }),
  });
  const jobs: JobParts = {
    pool,
    clock,
    log,
    live,
    runner,
    operations: all.operations,
    jobs: all.jobs,
    outsideJobs: all.outsideJobs,
    outside,
    notices: parts.notices ?? null,
    noteError: damage.note,
    isReadOnly: readOnly.isReadOnly,
  };
  const http = await buildHttp({
    ...all,
    log,
    pool,
    clock,
    live,
    runner,
    metrics: createMetrics(pool),
    identify: (token, terminalToken, facts) =>
      identify({ pool, clock, terminalOf: counters.terminalOf }, token, terminalToken, facts),
    exports: exportsNoted(pool, clock),
    ready: async () => [...(await databaseProblems(pool, damage)), ...((await parts.alsoReady?.()) ?? [])],
    noteError: damage.note,
    openApi: () => openApiOf(all),
    webFolder: parts.web === undefined ? WEB_FOLDER : parts.web,
    https: parts.https,
    trustProxy: parts.trustProxy,
    rateLimited: parts.rateLimited ?? true,
    salesPerSecond: parts.salesPerSecond ?? 5,
    metricsToken: parts.metricsToken,
  });
  counters.listen(http.server);
  return {
    http,
    runner,
    live,
    jobs,
    counters,
    runAllJobs: (siteId) => runEveryJob(jobs, siteId),
    async close() {
      await counters.close();
      await http.close();
      await outside.lines.close();
      await live.close();
    },
  };
}

async function runEveryJob(parts: JobParts, siteId: string): Promise<void> {
  await resumeUnfinished(parts);
  for (const job of parts.jobs) await runJob(parts, job, siteId);
  for (const job of parts.outsideJobs) await runOutsideJob(parts, job, siteId);
}

const openLive = (pool: pg.Pool, listen: ConnectionSettings | null): Live =>
  createLive(pool, connectTo(listen, 'zhishou live'));

/** Opens connections for LISTEN; null where one process is all there is. */
function connectTo(listen: ConnectionSettings | null, applicationName: string): (() => Promise<pg.Client>) | null {
  if (listen === null) return null;
  return async () => {
    const client = new pg.Client(clientConfig({ ...listen, applicationName, statementTimeoutMs: 0 }));
    await client.connect();
    return client;
  };
}

/** A house that has found damage is read only, like one whose books are older than an anchor. */
const orDamaged = (books: ReadOnlyGuard, damage: DamageWatch): ReadOnlyGuard => ({
  async requireWritable(siteId, operation) {
    damage.requireWhole();
    await books.requireWritable(siteId, operation);
  },
  isReadOnly: async (siteId) => damage.problem() !== null || books.isReadOnly(siteId),
});

async function databaseProblems(pool: pg.Pool, damage: DamageWatch): Promise<string[]> {
  try {
    await reading(pool, (tx) => tx.prepared('platform.ready', 'select 1', []));
    const damaged = damage.problem();
    return damaged === null ? [] : [damaged];
  } catch (error) {
    return [`database: ${sqlState(error) ?? (error instanceof Error ? error.message : 'unknown')}`];
  }
}

const openApiOf = (all: ReturnType<typeof flatten>) =>
  openApiDocument(
    [...all.operations, ...all.queries, ...all.doors].map(({ contract }) => contract),
    all.downloads,
  );

const declaredModules = (): readonly ServerModule[] => {
  const none: SecretBox = { seal: (text) => text, open: (text) => text };
  return modulesOf({ secretBox: none, demo: null });
};

/** For the committed document: the contracts alone, no database. */
export function openApiOfModules(): unknown {
  return openApiOf(flatten(declaredModules()));
}

/** Tables of every module whose rows are in the chain whole, and what every module has added up besides. */
export const whatIsVerified = () => ({
  keptTables: declaredModules().flatMap((module) => module.keptTables ?? []),
  checks: declaredModules().flatMap((module) => module.checks ?? []),
});

/** Files that may be taken out, with who may. */
export const allDownloads = () => flatten(declaredModules()).downloads;

/** Every job's name and cron line, for the owner's set-up of the queues. */
export const allJobs = () => {
  const { jobs, outsideJobs } = flatten(declaredModules());
  return [...jobs, ...outsideJobs];
};
