/** The server as the bench runs it: a process of its own, the rate limit off. Says over IPC what the bench asks. */
import { runHouse } from '../server/main.ts';
import { createSetUpToken } from '../server/modules/posts/index.ts';
import { systemClock } from '../server/platform/clock.ts';
import { readConfig } from '../server/platform/config.ts';
import { createLog } from '../server/platform/log.ts';

const config = readConfig({ LOG_LEVEL: 'error', RATE_LIMIT: 'off', AGENT: 'off', ...process.env });
const house = await runHouse(config, createLog({ level: config.logLevel }), {
  demo: { token: process.env.BENCH_TOKEN! },
});
const setUpToken = await createSetUpToken(house.database.pool, systemClock);

process.on('message', (asked) => {
  if (asked === 'memory') process.send?.({ memory: process.memoryUsage().rss });
});
process.on('SIGTERM', () => void house.stop().then(() => process.exit(0)));
process.send?.({ ready: house.address, setUpToken });
