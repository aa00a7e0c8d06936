/**
 * FT-07: the answer to a sale is lost on its way, once or until the page gives up, whole or in its middle. The page's own
 * code asks again by the key and says that it is finding out; neither a second click nor an edit makes a second sale.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pathOf } from '../../shared/contracts/contract.ts';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { randomOf } from '../simulation/random.ts';
import { type Counter, openCounter } from '../support/counter.ts';
import { type LosingProxy, type Loss, losingProxy } from './losing-proxy.ts';
import { saleForm } from './sale-form.ts';
import { booksAreWhole, figure } from './whole-books.ts';

const SALES = sized({ smoke: 20, ci: 100, long: 2000 });
const REPEATS = 4;
const MONEY = 100;

let counter: Counter;
let proxy: LosingProxy;
beforeAll(async () => {
  counter = await openCounter();
  proxy = await losingProxy(await counter.app.http.listen({ port: 0, host: '127.0.0.1' }));
});
afterAll(() => proxy.close());

test(`${SALES} sales, each losing one answer or more`, async () => {
  const random = randomOf(SEED);
  const clerk = counter.as('vending-clerk');
  await clerk.browser.post(choosePost, { post: 'vending-clerk' });
  const priced = await counter.quote(counter.room.electricity, { moneyFen: MONEY });
  const input = counter.saleInput(counter.room.electricity, { moneyFen: MONEY }, priced);
  let unknown = 0;
  for (let sale = 1; sale <= SALES; sale += 1) {
    const { form, phases } = saleForm(proxy.address, { cookie: () => clerk.browser.cookie()!, repeats: REPEATS });
    const gaveUp = random.chance(20);
    const losses = Array.from({ length: gaveUp ? REPEATS + 1 : random.between(1, REPEATS) }, () =>
      random.pick<Loss>(['cut', 'half']),
    );
    proxy.lose(pathOf(sellCredit), ...losses);
    const [first, second] = await Promise.all([form.send(input), form.send(input)]);
    expect(second).toEqual(first);
    expect(phases).toContain('finding-out');
    expect(form.standing().phase, `sale ${sale}, seed ${SEED}`).toBe(gaveUp ? 'unknown' : 'done');
    if (gaveUp) {
      unknown += 1;
      form.edited();
      const dearer = { ...input, moneyFen: MONEY * 2, expectedTotalFen: MONEY * 2 } as typeof input;
      expect(await form.send(dearer)).toMatchObject({ totalFen: MONEY });
      expect(form.standing().phase).toBe('done');
    }
    expect(await figure(counter, 'select count(*) from sale'), `sale ${sale}, seed ${SEED}`).toBe(sale);
  }
  expect(await figure(counter, 'select sum(amount_fen) from payment')).toBe(SALES * MONEY);
  await booksAreWhole(counter);
  const found = `${SALES} sales, ${proxy.lost()} answers lost; ${unknown} times the page gave up, and asked by the key at the next click: ${SALES} sales in the books`;
  noteResult({ list: 'faults', id: 'FT-07', found, seed: SEED });
});
