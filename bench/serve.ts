/** A server as a process of its own with the rate limit off; says over IPC what its parent asks. */
import { type RunningHouse, runHouse, stopOnSignal } from '../server/main.ts';
import { createSetUpToken } from '../server/modules/posts/index.ts';
import { systemClock } from '../server/platform/clock.ts';
import { type Config, readConfig } from '../server/platform/config.ts';
import { createLog, type Log } from '../server/platform/log.ts';

export interface ServedHouse {
  readonly house: RunningHouse;
  readonly config: Config;
  readonly log: Log;
  /** The parent is told that the house listens. */
  ready(): void;
}

export async function serveHouse(): Promise<ServedHouse> {
  const config = readConfig({ LOG_LEVEL: 'error', RATE_LIMIT: 'off', AGENT: 'off', ...process.env });
  const log = createLog({ level: config.logLevel });
  const house = await runHouse(config, log, { demo: { token: process.env.BENCH_TOKEN! } });
  const setUpToken = await createSetUpToken(house.database.pool, systemClock);
  process.on('message', (asked) => {
    if (asked === 'memory') process.send?.({ memory: process.memoryUsage().rss });
  });
  stopOnSignal(house, log);
  return { house, config, log, ready: () => void process.send?.({ ready: house.address, setUpToken }) };
}
