/** `npm run demo`: a house with a month of trade behind it, and a page to sign in as each post. */
import { randomBytes } from 'node:crypto';
import { type RunningHouse, runHouse } from '../../server/main.ts';
import type { Config } from '../../server/platform/config.ts';
import type { Log } from '../../server/platform/log.ts';
import type { Simulator } from '../meter-simulator/simulator.ts';
import { buildDemo } from './build.ts';
import { openDemoMeters } from './simulated-meters.ts';

/** The token is new at every start; nothing else opens the demo house. */
export async function runDemo(config: Config, log: Log): Promise<RunningHouse> {
  const token = randomBytes(24).toString('base64url');
  const started = Date.now();
  console.log('演示单位准备中 / preparing the demo house …');
  let meters: Simulator | undefined;
  const house = await runHouse(config, log, {
    demo: { token },
    async beforeListen(_database, parts) {
      meters = await openDemoMeters(parts.pool, log);
      const sales = await buildDemo(parts, token, meters.port);
      if (sales > 0) console.log(`${sales} sales in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    },
  });
  console.log(
    `\nZhishou 职守 → ${house.address}\n\n  以各岗位登录 / sign in as each post:\n  ${house.address}/demo#${token}\n`,
  );
  return {
    ...house,
    async stop() {
      await house.stop();
      await meters?.close();
    },
  };
}
