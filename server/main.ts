/**
 * The server as it runs in a house. Starts in this order: configuration, database (migrate, drop the owner's rights,
 * refuse unsafe settings), application, jobs, listen. Stops in the opposite order, within ten seconds.
 */

import { statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type KeptAnchors, keepAnchors } from './anchors.ts';
import { type App, type AppParts, buildApp } from './app.ts';
import { type HouseDatabase, openHouseDatabase } from './house-database.ts';
import { type LocalCounter, startLocalCounter } from './local-agent.ts';
import { createSetUpToken } from './modules/posts/index.ts';
import { openKeyFile } from './modules/tokens/index.ts';
import { systemClock } from './platform/clock.ts';
import { type Config, isLoopback } from './platform/config.ts';
import { makeDataFolder } from './platform/db/embedded/places.ts';
import { startJobs } from './platform/jobs.ts';
import { createLog, type Log } from './platform/log.ts';
import { openSecretBox } from './platform/secret-box.ts';
import { certificateFor } from './platform/tls.ts';

export interface RunningHouse {
  readonly app: App;
  readonly database: HouseDatabase;
  readonly address: string;
  stop(): Promise<void>;
}

export interface HouseOptions {
  readonly demo?: AppParts['demo'];
  /** A copy of the web client of its own, which a new build does not pull away. */
  readonly web?: string;
  /** Runs after the migrations and before the house listens: builds the demo house. */
  readonly beforeListen?: (database: HouseDatabase, parts: AppParts) => Promise<void>;
}

const FREE_DISK_BYTES = 200 * 1024 * 1024;

export async function runHouse(config: Config, log: Log, options: HouseOptions = {}): Promise<RunningHouse> {
  makeDataFolder(config.dataFolder);
  const database = await openHouseDatabase(config, log);
  let stopping = false;
  let anchors: KeptAnchors | null = null;
  const anchorProblems = (): string[] => [anchors?.problem() ?? []].flat();
  try {
    const https = await certificateFor(config);
    const parts: AppParts = {
      pool: database.pool,
      clock: systemClock,
      log,
      secretBox: openSecretBox(join(config.dataFolder, 'secret.key')),
      outside: { vendingKeys: openKeyFile(config.vendingKeysFile, (what) => log.error(what)) },
      listen: database.appConnection,
      demo: options.demo ?? null,
      ...(options.web === undefined ? {} : { web: options.web }),
      https,
      trustProxy: config.trustProxy,
      notices: config.notices,
      rateLimited: config.rateLimit,
      salesPerSecond: config.salesPerSecond,
      metricsToken: config.metricsToken,
      alsoReady: async () => [
        ...(stopping ? ['stopping'] : []),
        ...anchorProblems(),
        ...(await diskProblems(config.dataFolder)),
      ],
    };
    if (!config.rateLimit) log.warn('the rate limit is off: only for measuring');
    await options.beforeListen?.(database, parts);
    if (config.anchorFile !== undefined)
      anchors = await keepAnchors(config.anchorFile, { pool: database.pool, clock: systemClock, log });
    const app = await buildApp(parts);
    const jobs = await startJobs(app.jobs);
    await app.http.listen({ port: config.port, host: config.host });
    const counter: LocalCounter | null = await startLocalCounter(config, app, log);
    const scheme = https === undefined ? 'http' : 'https';
    return {
      app,
      database,
      address: `${scheme}://${shownHost(config.host)}:${config.port}`,
      async stop() {
        stopping = true;
        anchors?.stop();
        await counter?.stop();
        await app.close();
        await jobs.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What a person can type: listening everywhere is no address; the machine's name is in the house's certificate. */
function shownHost(host: string): string {
  if (isLoopback(host)) return 'localhost';
  if (host === '0.0.0.0' || host === '::') return hostname();
  return host.includes(':') ? `[${host}]` : host;
}

async function diskProblems(folder: string): Promise<string[]> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < FREE_DISK_BYTES ? ['disk: less than 200 MB free'] : [];
}

/** Ends the process in order on SIGTERM or SIGINT; a second signal ends it at once. */
export function stopOnSignal(house: RunningHouse, log: Log): void {
  let asked = false;
  const stop = (signal: string): void => {
    if (asked) process.exit(1);
    asked = true;
    log.info({ signal }, 'stopping');
    const limit = setTimeout(() => process.exit(1), 10_000);
    house
      .stop()
      .then(() => {
        clearTimeout(limit);
        process.exit(0);
      })
      .catch((error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      });
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
}

/** The console's words for a house that has nobody yet: the one-time set-up address. Null once the house is set up. */
export async function setUpInvitation(house: RunningHouse): Promise<string | null> {
  const token = await createSetUpToken(house.database.pool, systemClock);
  return token === null ? null : `${house.address}/set-up#${token}`;
}

export { createLog };
