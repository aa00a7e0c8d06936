/** FT-13: two closes, two hand-overs, two drops, and a close beside a hand-over, all at once: exactly one wins. */
import { beforeAll, expect, test } from 'vitest';
import type { OperationContract } from '../../shared/contracts/contract.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { dropCash } from '../../shared/contracts/tills/drop-cash.ts';
import { handOverDrawer } from '../../shared/contracts/tills/hand-over-drawer.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { payIn } from '../../shared/contracts/tills/pay-in.ts';
import { registerDrawer } from '../../shared/contracts/tills/register-drawer.ts';
import { fen } from '../../shared/values/money.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { PEOPLE } from '../simulation/office.ts';
import { type Holder, openHouse, type TestHouse } from '../support/house.ts';
import { refusalIn, send } from '../support/request.ts';
import { booksAreWhole, figure, tally } from './whole-books.ts';

const RACES = sized({ smoke: 8, ci: 100, long: 2000 });
const CASH = fen(10_000);
const NOTES = { note100: 1 };

let house: TestHouse;
let drawerId: string;
beforeAll(async () => {
  house = await openHouse({ people: PEOPLE });
  const window = { code: 'D1', name: '一号窗口', place: '一楼大厅', ceilingFen: fen(100_000) };
  drawerId = (await house.as('vending-supervisor').call(registerDrawer, window)).drawerId;
});

const giver = () => house.as('vending-clerk', 'shoudian1');
const taker = () => house.as('vending-clerk', 'shoudian2');

interface Act {
  readonly contract: OperationContract;
  readonly input: object;
}

const closing = async (): Promise<Act> => {
  const signatures = await giver().sign(closeDrawer, { count: NOTES });
  return { contract: closeDrawer, input: { count: NOTES, signatures } };
};
const handing = async (to: Holder, also: Parameters<Holder['sign']>[2]): Promise<Act> => {
  const input = { toPersonId: to.personId, count: NOTES };
  return { contract: handOverDrawer, input: { ...input, signatures: await giver().sign(handOverDrawer, input, also) } };
};
const dropping = async (): Promise<Act> => {
  const input = { amountFen: CASH, to: 'safe' } as const;
  return { contract: dropCash, input: { ...input, signatures: await giver().sign(dropCash, input, ['cashier']) } };
};

const RACERS: Readonly<Record<string, () => Promise<Act[]>>> = {
  'two closes': async () => [await closing(), await closing()],
  'two hand-overs': async () => [
    await handing(taker(), [{ post: 'vending-clerk', login: 'shoudian2' }]),
    await handing(house.as('cashier'), ['cashier']),
  ],
  'two drops': async () => [await dropping(), await dropping()],
  'a close and a hand-over': async () => [await closing(), await handing(house.as('cashier'), ['cashier'])],
};

/** Whoever holds it closes it, with what the winner left in it. */
async function endOfRace(count: object): Promise<void> {
  const { rows } = await house.database.owner.query<{ custodian_id: string }>(
    `select custodian_id from drawer_session where closed_at is null`,
  );
  const holder = [giver(), taker(), house.as('cashier')].find((one) => one.personId === rows[0]?.custodian_id);
  if (holder === undefined) return;
  const { outcome } = await holder.signed(closeDrawer, { count });
  expect(outcome).toBe('closed');
}

test(`${RACES} races of two`, async () => {
  const kinds = Object.entries(RACERS);
  const losers: string[] = [];
  for (let race = 0; race < RACES; race += 1) {
    const [name, prepare] = kinds[race % kinds.length]!;
    const left = await figure(
      house,
      'select coalesce((select counted_fen from drawer_session order by number desc limit 1), 0)',
    );
    await giver().call(openDrawer, { drawerId, count: left === 0 ? {} : NOTES });
    if (left === 0) await giver().signed(payIn, { amountFen: CASH, source: 'safe', reason: '备用金' }, ['cashier']);
    const acts = await prepare();
    const answers = await Promise.all(acts.map(({ contract, input }) => send(house, giver(), contract, { input })));
    const outcomes = answers.map(refusalIn);
    expect(
      outcomes.filter((one) => one === 'done'),
      `race ${race}: ${name}: ${outcomes}`,
    ).toHaveLength(1);
    losers.push(...outcomes.filter((one) => one !== 'done'));
    expect(await figure(house, `select count(*) from drawer_session where closed_at is null`)).toBeLessThanOrEqual(1);
    await endOfRace(name === 'two drops' ? {} : NOTES);
  }
  for (const code of losers) expect(['drawer.closed', 'drawer.none', 'drawer.not_enough_cash']).toContain(code);
  expect(await figure(house, 'select count(*) from case_file')).toBe(0);
  await booksAreWhole(house);
  const told = Object.entries(tally(losers)).map(([word, n]) => `${n} ${word}`);
  noteResult({
    list: 'faults',
    id: 'FT-13',
    found: `${RACES} races, one winner each; losers: ${told.join(', ')}`,
    seed: SEED,
  });
});
