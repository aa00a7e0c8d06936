/** The fill of a big house: what it writes verifies, goes on from what was sold, and a sale at the counter goes on from it. */
import { beforeAll, expect, test } from 'vitest';
import { whatIsVerified } from '../server/app.ts';
import { verifyHouse } from '../server/platform/chain/verify/house.ts';
import { type Counter, openCounter } from '../test/support/counter.ts';
import { fillBooks } from './fill.ts';

const FILLED = 300;
let counter: Counter;

beforeAll(async () => {
  counter = await openCounter();
  // The first sale brings accounts of the ledger along; the template is a later one.
  for (let sale = 0; sale < 2; sale += 1) await counter.sell(counter.room.electricity, { moneyFen: 1000 });
  await fillBooks(counter.database.appConnection, FILLED);
});

const verify = () => verifyHouse(counter.database.app, whatIsVerified());

test('the books verify, and every sale has its record, number and request', async () => {
  expect((await verify()).faults).toEqual([]);
  const { rows } = await counter.database.app.query(
    `select count(*) as sales, count(distinct digest) as digests, max(slip_count) as last,
       (select count(*) from chain_record where operation = 'vending.sell-credit') as records,
       (select count(*) from request where operation = 'vending.sell-credit') as requests from sale`,
  );
  const all = FILLED + 2;
  expect(rows).toEqual([{ sales: all, digests: all, last: all, records: all, requests: all }]);
});

test('the counter sells on with the next number', async () => {
  const sold = await counter.sell(counter.room.electricity, { moneyFen: 1000 });
  expect(sold.slipNo).toBe(`D1-1-${FILLED + 3}`);
  expect((await verify()).faults).toEqual([]);
});

test('a filled sale that was changed behind the books is named', async () => {
  await counter.database.owner.query('update sale set room_code = $1 where slip_no = $2', ['3-999', 'D1-1-7']);
  expect((await verify()).faults).toEqual([expect.stringContaining('room_code is "3-999", the chain says "3-412"')]);
});
