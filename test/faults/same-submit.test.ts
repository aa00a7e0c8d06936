/**
 * FT-08: the same sale sent ten times under one key, in parallel and in turn: one sale a key, the same answer to all ten;
 * another sale under a used key is refused.
 */
import { beforeAll, expect, test } from 'vitest';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { newId } from '../../shared/values/ids.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { randomOf } from '../simulation/random.ts';
import { type Counter, openCounter } from '../support/counter.ts';
import { type Answer, refusalIn, send } from '../support/request.ts';
import { booksAreWhole, figure, tally } from './whole-books.ts';

const KEYS = sized({ smoke: 20, ci: 200, long: 5000 });
const TIMES = 10;
const MONEY = 100;

let counter: Counter;
let meters: string[];
beforeAll(async () => {
  counter = await openCounter();
  meters = [counter.room.electricity];
  for (const door of ['4-101', '5-101']) meters.push((await counter.addRoom(door)).electricity);
});

test(`${KEYS} keys sent ${TIMES} times each`, async () => {
  const random = randomOf(SEED);
  const clerk = counter.as('vending-clerk');
  const priced = await counter.quote(meters[0]!, { moneyFen: MONEY });
  const slips = new Set<string>();
  const others: string[] = [];
  for (let n = 0; n < KEYS; n += 1) {
    const input = counter.saleInput(random.pick(meters), { moneyFen: MONEY }, priced);
    const request = { input, key: newId() };
    const sendIt = (): Promise<Answer> => send(counter, clerk, sellCredit, request);
    const answers: Answer[] = [];
    if (n % 2 === 0) answers.push(...(await Promise.all(Array.from({ length: TIMES }, sendIt))));
    else for (let time = 0; time < TIMES; time += 1) answers.push(await sendIt());
    expect(answers.map(refusalIn), `key ${n}, seed ${SEED}`).toEqual(Array(TIMES).fill('done'));
    for (const { body } of answers) expect(body).toEqual(answers[0]!.body);
    slips.add((answers[0]!.body as { slipNo: string }).slipNo);
    const other = { input: { ...input, moneyFen: MONEY + 1, expectedTotalFen: MONEY + 1 }, key: request.key };
    const answer = await send(counter, clerk, sellCredit, other);
    others.push(`${answer.status} ${refusalIn(answer)}`);
  }
  expect(slips.size).toBe(KEYS);
  expect(await figure(counter, 'select count(*) from sale')).toBe(KEYS);
  expect(await figure(counter, 'select sum(amount_fen) from payment')).toBe(KEYS * MONEY);
  expect(await figure(counter, `select sum(amount_fen) from drawer_movement where kind = 'sale'`)).toBe(KEYS * MONEY);
  expect(tally(others)).toEqual({ '409 request.key_reused': KEYS });
  await booksAreWhole(counter);
  const found = `${KEYS} keys sent ${KEYS * TIMES} times: ${slips.size} sales, every repeat answered alike, ${others.length} other bodies refused`;
  noteResult({ list: 'faults', id: 'FT-08', found, seed: SEED });
});
