/** An approved price reaches a meter that has no line by its customer's card, and is known there once the card is back. */
import { expect, test } from 'vitest';
import { planRows } from '../../server/modules/rollout/jobs/plan-rows.ts';
import { runJob } from '../../server/platform/jobs.ts';
import { rolloutMeters } from '../../shared/contracts/rollout/rollout-meters.ts';
import { openCardHouse } from '../support/card-house.ts';

const house = await openCardHouse();
const { desk } = house;

const standing = async (meterId: string) => {
  await runJob(house.app.jobs, planRows, house.siteId);
  const { rows } = await house.as('vending-supervisor').ask(rolloutMeters, {});
  return rows.filter((row) => row.meterId === meterId).map(({ state, reason }) => [state, reason]);
};

test('the card brings it, the meter takes it over, the returned card says so', async () => {
  const { meterId, meterNo } = await house.cardRoom();
  await house.issue(meterId);
  await house.buy(meterId, 5000);
  desk.insert(meterNo);
  await house.setPrice({
    commodity: 'electricity',
    period: 'none',
    basis: 'purchased',
    taxRateBasisPoints: 1300,
    tiers: [{ upTo: null, price: 6200 }],
  });
  expect(await standing(meterId)).toEqual([['pending', 'card-not-written']]);

  await house.buy(meterId, 3000);
  const written = await house.database.app.query(
    `select plan from card_write where meter_id = $1 and state = 'written' order by at desc limit 1`,
    [meterId],
  );
  const files = written.rows[0].plan.write.map(({ file }: { file: string }) => file);
  // The backup prices first, the wallet last.
  expect(files).toEqual(['ef4', 'ef1', 'ef5', 'ef2']);
  const ef4: string = written.rows[0].plan.write[0].content;
  // 0.6200 as BCD, for each of the four tariffs, then nothing.
  expect(ef4.slice(8, 8 + 5 * 8)).toBe(`${'00006200'.repeat(4)}00000000`);
  expect(await standing(meterId)).toEqual([['sent', 'card-not-inserted']]);

  desk.insert(meterNo);
  house.later(1800);
  await house.read();
  expect(await standing(meterId)).toEqual([['confirmed', null]]);
  // The next purchase brings nothing more.
  await house.buy(meterId, 1000);
  expect(await standing(meterId)).toEqual([['confirmed', null]]);
});
