/**
 * FT-10: two to four windows sell at once to the same meter on a line, and two clerks to the same card: at no moment more
 * than one sale is open, and whoever is refused is told which sale is in the way and whose.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { DeliveryDriver } from '../../server/modules/metering/index.ts';
import { enterCounter } from '../../shared/contracts/devices/enter-counter.ts';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { registerDrawer } from '../../shared/contracts/tills/register-drawer.ts';
import { lookUpDelivery } from '../../shared/contracts/vending/look-up-delivery.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import type { RefusalBody } from '../../shared/refusals/refusal.ts';
import { fen } from '../../shared/values/money.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { PEOPLE } from '../simulation/office.ts';
import { randomOf } from '../simulation/random.ts';
import { openCardHouse } from '../support/card-house.ts';
import { type Counter, openCounter } from '../support/counter.ts';
import { type Answer, refusalIn, send } from '../support/request.ts';
import { scriptedDriver } from '../support/scripted-driver.ts';
import { booksAreWhole, figure, tally } from './whole-books.ts';

const RACES = sized({ smoke: 12, ci: 160, long: 4000 });
const CARD_RACES = sized({ smoke: 4, ci: 40, long: 1000 });
const CLERKS = ['shoudian1', 'shoudian2', 'shoudian3', 'shoudian4'];
const MONEY = 100;
const STAFF = [
  ...PEOPLE,
  ...CLERKS.slice(2).map((login) => ({ name: `售电${login.at(-1)}`, login, posts: ['vending-clerk' as const] })),
];
const OPEN = `select count(*) from sale where state in ('paid', 'delivering', 'unknown', 'case')`;

/** Every clerk but the first opens a drawer of the own. */
async function moreDrawers(counter: Counter, logins: readonly string[]): Promise<void> {
  for (const login of logins) {
    const window = { code: login, name: login, place: '一楼大厅', ceilingFen: fen(10_000_000) };
    const { drawerId } = await counter.as('vending-supervisor').call(registerDrawer, window);
    await counter.as('vending-clerk', login).call(openDrawer, { drawerId, count: {} });
  }
}

/** Whoever is refused because of a sale is told its slip and the name of who took it. */
function mustName(answer: Answer): void {
  const { refusal } = answer.body as RefusalBody;
  if (refusal.code !== 'sale.undelivered') return;
  const names = STAFF.map(({ name }) => name);
  expect(
    names.some((name) => refusal.text.zh.includes(name)),
    refusal.text.zh,
  ).toBe(true);
  expect(refusal.facts.slip).toMatch(/-\d+$/);
}

async function atOnce(counter: Counter, logins: readonly string[], meterId: string): Promise<string[]> {
  const priced = await counter.quote(meterId, { moneyFen: MONEY });
  const input = counter.saleInput(meterId, { moneyFen: MONEY }, priced);
  for (const login of logins)
    await counter.as('vending-clerk', login).browser.post(choosePost, { post: 'vending-clerk' });
  const answers = await Promise.all(
    logins.map((login) => send(counter, counter.as('vending-clerk', login), sellCredit, { input })),
  );
  for (const answer of answers) if (answer.status >= 400) mustName(answer);
  return answers.map(refusalIn);
}

test(`${RACES} races of two to four windows for a meter on a line`, async () => {
  const random = randomOf(SEED);
  const scripted = scriptedDriver('network');
  let counter: Counter | undefined;
  let most = 0;
  // The line takes its time, so that the others come while the first is under way.
  const slow: DeliveryDriver = {
    ...scripted,
    async deliver(request) {
      most = Math.max(most, await figure(counter!, OPEN));
      await pause(5);
      return scripted.deliver(request);
    },
  };
  counter = await openCounter({ delivery: { network: slow } }, STAFF);
  await moreDrawers(counter, CLERKS.slice(1));
  const meterId = await counter.addMeter(counter.room, { delivery: 'network', creditUnit: 'money' });
  const outcomes: string[] = [];
  for (let race = 0; race < RACES; race += 1) {
    const logins = CLERKS.slice(0, random.between(2, 4));
    const lost = random.chance(30);
    if (lost) scripted.script('apply-and-lose-answer');
    const answers = await atOnce(counter, logins, meterId);
    expect(answers.filter((one) => one === 'done').length, `race ${race}, seed ${SEED}: ${answers}`).toBeGreaterThan(0);
    outcomes.push(...answers);
    const { rows } = await counter.database.owner.query<{ sale_id: string }>(
      `select sale_id from sale where state = 'unknown'`,
    );
    expect(rows.length).toBe(lost ? 1 : 0);
    for (const { sale_id: saleId } of rows) await counter.as('vending-clerk').call(lookUpDelivery, { saleId });
  }
  for (const outcome of outcomes) expect(['done', 'sale.undelivered', 'meter.blocked']).toContain(outcome);
  expect(most, 'open sales of the one meter at any delivery').toBe(1);
  const counts = tally(outcomes);
  expect(counts['sale.undelivered'] ?? 0, 'otherwise nothing raced').toBeGreaterThan(0);
  expect(await figure(counter, 'select count(*) from sale')).toBe(counts.done);
  expect(scripted.creditOf(meterId)).toBe(counts.done! * MONEY);
  await booksAreWhole(counter);
  const found = `${RACES} races of 2 to 4 windows at one meter: ${JSON.stringify(counts)}, never two open`;
  noteResult({ list: 'faults', id: 'FT-10', found, seed: SEED });
});

test(`${CARD_RACES} races of two clerks for one card`, async () => {
  const cards = await openCardHouse(STAFF);
  await moreDrawers(cards, ['shoudian2']);
  await cards.as('vending-clerk', 'shoudian2').browser.post(enterCounter, { ticket: await cards.desk.ticket() });
  const { meterId, meterNo } = await cards.cardRoom();
  const { serial } = await cards.issue(meterId);
  const outcomes: string[] = [];
  for (let race = 0; race < CARD_RACES; race += 1) {
    cards.desk.insert(meterNo);
    cards.desk.lay(serial);
    await cards.read();
    const answers = await atOnce(cards, ['shoudian1', 'shoudian2'], meterId);
    expect(
      answers.filter((one) => one === 'done'),
      `race ${race}, seed ${SEED}: ${answers}`,
    ).toHaveLength(1);
    expect(await figure(cards, OPEN)).toBe(0);
    outcomes.push(...answers);
  }
  cards.desk.insert(meterNo);
  expect(cards.desk.inMeter(meterNo)).toEqual({ remainingFen: CARD_RACES * MONEY, purchaseCount: CARD_RACES });
  await booksAreWhole(cards);
  const found = `${CARD_RACES} races of two clerks at one card: ${JSON.stringify(tally(outcomes))}; the meter holds each sale once`;
  noteResult({ list: 'faults', id: 'FT-10', found, seed: SEED });
});
