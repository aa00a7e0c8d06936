/**
 * `npm start` and `npm run demo`. Builds the web client when it is missing or older than its sources, then runs the
 * server in this process.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runHouse, setUpInvitation, stopOnSignal } from '../server/main.ts';
import { type Config, ConfigError, readConfig } from '../server/platform/config.ts';
import { createLog } from '../server/platform/log.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function newest(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}

function buildWebIfOlder(): void {
  const built = join(ROOT, 'dist', 'web', 'index.html');
  const sources = Math.max(newest(join(ROOT, 'web')), newest(join(ROOT, 'shared')));
  if (existsSync(built) && statSync(built).mtimeMs >= sources) return;
  console.log('building the web client …');
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the web client could not be built:\n${stdout}${stderr}`);
}

function configuration(demo: boolean): Config {
  // The demo keeps its synthetic house apart from a real one.
  const env = demo ? { DATA: './data/demo', LOG_LEVEL: 'warn', ...process.env } : process.env;
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
