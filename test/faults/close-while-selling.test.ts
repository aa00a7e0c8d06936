/**
 * FT-12: a drawer is closed while it sells: each sale is in the closed total or was refused, never neither and never
 * both. The close starts before, between and after the sales.
 */
import { beforeAll, expect, test } from 'vitest';
import type { OutputOf } from '../../shared/contracts/contract.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { randomOf } from '../simulation/random.ts';
import { type Counter, openCounter } from '../support/counter.ts';
import { refusalIn, send } from '../support/request.ts';
import { booksAreWhole, figure } from './whole-books.ts';

const RACES = sized({ smoke: 10, ci: 200, long: 5000 });
const SALES = 6;
const MONEY = 100;

let counter: Counter;
let meters: string[];
beforeAll(async () => {
  counter = await openCounter();
  meters = [counter.room.electricity];
  for (const door of ['4-101', '5-101']) meters.push((await counter.addRoom(door)).electricity);
});

/** What the first count did not agree with is counted again, now that nothing moves any more. */
async function closeForGood(first: OutputOf<typeof closeDrawer>): Promise<void> {
  if (first.outcome === 'closed') return;
  const count = await counter.cashCount();
  const second = await counter.as('vending-clerk').signed(closeDrawer, { count, reason: '结班时仍有人购电' });
  expect(second.outcome).toBe('closed');
}

test(`${RACES} times ${SALES} sales and the close at once`, async () => {
  const random = randomOf(SEED);
  const clerk = counter.as('vending-clerk');
  const priced = await counter.quote(meters[0]!, { moneyFen: MONEY });
  const refusals = new Set<string>();
  let [taken, refused] = [0, 0];
  for (let race = 0; race < RACES; race += 1) {
    counter.later(1);
    if (race > 0) await clerk.call(openDrawer, { drawerId: counter.drawerId, count: await counter.cashCount() });
    const count = await counter.cashCount();
    const signatures = await clerk.sign(closeDrawer, { count });
    const place = random.between(0, SALES);
    const started = Array.from({ length: SALES + 1 }, (_, at) =>
      at === place
        ? send(counter, clerk, closeDrawer, { input: { count, signatures } })
        : send(counter, clerk, sellCredit, {
            input: counter.saleInput(random.pick(meters), { moneyFen: MONEY }, priced),
          }),
    );
    const answers = await Promise.all(started);
    const close = answers[place]!;
    expect(refusalIn(close), `race ${race}, seed ${SEED}`).toBe('done');
    const outcomes = answers.filter((_, at) => at !== place).map(refusalIn);
    await closeForGood(close.body as OutputOf<typeof closeDrawer>);
    const took = outcomes.filter((outcome) => outcome === 'done').length;
    for (const outcome of outcomes) if (outcome !== 'done') refusals.add(outcome);
    const { rows } = await counter.database.owner.query(
      `select s.state, s.expected_fen - s.opening_fen as taken, s.over_short_fen, s.counted_fen - s.expected_fen as off,
         (select count(*)::int from sale x where x.drawer_session_id = s.drawer_session_id) as sales,
         (select coalesce(sum(m.amount_fen), 0)::bigint from drawer_movement m
            where m.drawer_session_id = s.drawer_session_id and m.kind = 'sale') as moved
       from drawer_session s order by s.number desc limit 1`,
    );
    expect(rows[0], `race ${race}, seed ${SEED}`).toEqual({
      state: 'closed',
      taken: took * MONEY,
      over_short_fen: 0,
      off: 0,
      sales: took,
      moved: took * MONEY,
    });
    taken += took;
    refused += SALES - took;
  }
  for (const code of refusals) expect(['drawer.closed', 'drawer.closing']).toContain(code);
  expect(
    [taken, refused].every((n) => n > 0),
    'otherwise nothing raced',
  ).toBe(true);
  expect(await figure(counter, 'select count(*) from sale')).toBe(taken);
  await booksAreWhole(counter);
  const found = `${RACES} races: ${taken} sales in the closed totals, ${refused} refused, none in neither or both`;
  noteResult({ list: 'faults', id: 'FT-12', found, seed: SEED });
});
