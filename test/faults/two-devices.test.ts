/**
 * FT-11: one clerk at two devices opens two drawers at once, or is handed one while opening another: the clerk never
 * holds two, and the same is true of two clerks at one drawer.
 */
import { beforeAll, expect, test } from 'vitest';
import { type Browser, PASSWORD } from '../../server/modules/posts/posts.fixture.ts';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { signIn } from '../../shared/contracts/posts/sign-in.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { handOverDrawer } from '../../shared/contracts/tills/hand-over-drawer.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { registerDrawer } from '../../shared/contracts/tills/register-drawer.ts';
import { fen } from '../../shared/values/money.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { randomOf } from '../simulation/random.ts';
import { openHouse, type TestHouse } from '../support/house.ts';
import { refusalIn, send } from '../support/request.ts';
import { booksAreWhole, figure, tally } from './whole-books.ts';

const RACES = sized({ smoke: 9, ci: 51, long: 501 });

let house: TestHouse;
const drawers: string[] = [];
beforeAll(async () => {
  house = await openHouse();
  for (const code of ['D1', 'D2']) {
    const window = { code, name: `窗口${code}`, place: '一楼大厅', ceilingFen: fen(100_000) };
    drawers.push((await house.as('vending-supervisor').call(registerDrawer, window)).drawerId);
  }
});

/** The clerk's second device; the first stays signed in. */
async function secondDevice(): Promise<Browser> {
  const browser = house.browser('10.0.0.2');
  await browser.post(signIn, { login: 'shoudian1', password: PASSWORD });
  await browser.post(choosePost, { post: 'vending-clerk' });
  return browser;
}

const open = (browser: Browser, drawerId: string) =>
  send(house, { browser }, openDrawer, { input: { drawerId, count: {} } });

const held = (personId: string) =>
  figure(house, `select count(*) from drawer_session where custodian_id = $1 and closed_at is null`, [personId]);

async function closeAll(): Promise<void> {
  for (const post of ['vending-clerk', 'cashier'] as const)
    if ((await held(house.as(post).personId)) > 0) await house.as(post).signed(closeDrawer, { count: {} });
}

test(`${RACES} races for a drawer`, async () => {
  const random = randomOf(SEED);
  const clerk = house.as('vending-clerk');
  const cashier = house.as('cashier');
  const outcomes: string[] = [];
  for (let race = 0; race < RACES; race += 1) {
    await clerk.sign(closeDrawer, { count: {} });
    const [here, there] = [clerk.browser, await secondDevice()];
    const [one, other] = random.chance(50) ? [drawers[0]!, drawers[1]!] : [drawers[1]!, drawers[0]!];
    let answers: string[];
    if (race % 3 === 0) {
      answers = (await Promise.all([open(here, one), open(there, other)])).map(refusalIn);
      expect(answers.toSorted(), `race ${race}, seed ${SEED}`).toEqual(['done', 'drawer.already_open']);
    } else if (race % 3 === 1) {
      await cashier.call(openDrawer, { drawerId: one, count: {} });
      const input = { toPersonId: clerk.personId, count: {} };
      const signatures = await cashier.sign(handOverDrawer, input, ['vending-clerk']);
      const giving = send(house, cashier, handOverDrawer, { input: { ...input, signatures } });
      answers = (await Promise.all([giving, open(there, other)])).map(refusalIn);
      expect(answers.toSorted(), `race ${race}, seed ${SEED}`).toEqual(['done', 'drawer.already_open']);
    } else {
      await cashier.sign(closeDrawer, { count: {} });
      answers = (await Promise.all([open(there, one), open(cashier.browser, one)])).map(refusalIn);
      expect(answers.toSorted(), `race ${race}, seed ${SEED}`).toEqual(['done', 'drawer.in_use_by']);
      expect(await figure(house, `select count(*) from drawer_session where closed_at is null`)).toBe(1);
    }
    expect(await held(clerk.personId)).toBeLessThanOrEqual(1);
    outcomes.push(...answers);
    await closeAll();
  }
  await booksAreWhole(house);
  const told = Object.entries(tally(outcomes)).map(([word, n]) => `${n} ${word}`);
  noteResult({
    list: 'faults',
    id: 'FT-11',
    found: `${RACES} races: ${told.join(', ')}; never two drawers`,
    seed: SEED,
  });
});
