/**
 * `npm start` and `npm run demo`. Builds the web client when it is missing or older than its sources, then runs the
 * server in this process.
 */
import { runHouse, setUpInvitation, stopOnSignal } from '../server/main.ts';
import { type Config, ConfigError, readConfig } from '../server/platform/config.ts';
import { createLog } from '../server/platform/log.ts';
import { buildWebIfOlder } from './build-web.ts';

function configuration(demo: boolean): Config {
  // The demo keeps its synthetic house apart from a real one, and plays with cards that are none.
  const env = demo ? { DATA: './data/demo', LOG_LEVEL: 'warn', AGENT: 'virtual', ...process.env } : process.env;
  return readConfig(env);
}

async function main(): Promise<void> {
  const demo = process.argv.includes('--demo');
  const config = configuration(demo);
  const log = createLog({ level: config.logLevel });
  buildWebIfOlder();
  if (demo) {
    const { runDemo } = await import('./demo/run.ts');
    stopOnSignal(await runDemo(config, log), log);
    return;
  }
  const house = await runHouse(config, log);
  stopOnSignal(house, log);
  const invitation = await setUpInvitation(house);
  console.log(`Zhishou 职守 → ${house.address}`);
  if (invitation !== null)
    console.log(`\n  这里还没有单位。60 分钟内打开 / No house yet; within 60 minutes open:\n  ${invitation}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError || error instanceof Error ? error.message : error);
  process.exit(1);
});
