import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutputOf } from '../../../shared/contracts/contract.ts';
import type { myDay } from '../../../shared/contracts/duties/my-day.ts';
import { addSeconds } from '../../../shared/values/calendar.ts';
import { household } from '../../../test/support/metered-site.ts';
import { type OneSite, openSite } from '../../../test/support/one-site.ts';
import { dutiesModule } from '../duties/index.ts';
import { meteringModule } from './index.ts';
import { blockMeter } from './operations/block-meter.ts';
import { recordReading } from './operations/record-reading.ts';

let site: OneSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const queryNamed = (name: string) =>
  [...meteringModule.queries, ...dutiesModule.queries].find((one) => one.contract.name === name)!;

async function queue(): Promise<string[]> {
  const technician = site.as('vending-technician');
  const day = await technician.ask<OutputOf<typeof myDay>>(queryNamed('my-day'), {});
  const counts = [];
  for (const { title, count, href } of day.queue) {
    const input = Object.fromEntries(new URLSearchParams(href.split('?')[1]));
    const { rows } = await technician.ask<{ rows: unknown[] }>(queryNamed('meters'), { ...input, limit: 50 });
    expect(rows, href).toHaveLength(count);
    counts.push(`${title.zh} ${count}`);
  }
  return counts;
}

const readAt = (meterId: string, totalMilli: number, days: number) => {
  site.clock.set(addSeconds(site.clock.now(), days * 24 * 3600));
  return site.as('vending-technician').call(recordReading, { meterId, totalMilli, readAt: site.clock.now() });
};

test('meters that want a look, each figure the number of rows behind its link', async () => {
  const [overdrawn, forgotten, blocked] = [await household(site), await household(site), await household(site)];
  expect(await queue()).toEqual([]);
  await readAt(overdrawn.meterId, 7_000, 1);
  expect(await queue()).toEqual(['余额透支的表 1']);
  const words = { meterId: blocked.meterId, reason: 'tampering', note: '封印断开' };
  await site.as('vending-technician').call(blockMeter, words);
  expect(await queue()).toEqual(['已停售的表 1', '余额透支的表 1']);
  await readAt(forgotten.meterId, 0, 20);
  await readAt(overdrawn.meterId, 7_000, 22);
  // 43 days on: of the three, only the blocked one was not read for forty days.
  expect(await queue()).toEqual(['已停售的表 1', '余额透支的表 1', '四十天未抄的表 1']);
});
