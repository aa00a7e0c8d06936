/**
 * FT-34: random commands, sales and repeats, reversals asked, decided and paid back, drawers opened and closed with right
 * and wrong counts, against a plain model of what the house must answer and hold. The seed is printed on failure.
 */
import fc from 'fast-check';
import { beforeAll, test } from 'vitest';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { addSeconds, instant } from '../../shared/values/calendar.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { openCounter } from '../support/counter.ts';
import {
  approve,
  close,
  giveBack,
  type House,
  type Model,
  open,
  refuse,
  request,
  sell,
  sendAgain,
} from './drawer-model.ts';
import { booksAreWhole } from './whole-books.ts';

const SEQUENCES = sized({ smoke: 8, ci: 500, long: 5000 });
const STEPS = sized({ smoke: 25, ci: 60, long: 60 });

let house: House;
/** What lies in the drawer and in the meter from run to run. */
let left = { cash: 0, credit: 0 };
let day = instant('2026-03-03T00:00:00.000Z');

beforeAll(async () => {
  const counter = await openCounter();
  const { priceVersionId } = await counter.quote(counter.room.electricity, { moneyFen: 200 });
  house = { counter, priceVersionId, done: new Map() };
  await counter.as('vending-clerk').signed(closeDrawer, { count: {} });
});

const which = fc.nat({ max: 50 });
const commands = fc.commands<Model, House, true>(
  [
    fc.constantFrom(0, 0, 0, 100).map(open),
    ...[1, 2, 3].map(() => fc.constantFrom(200, 400, 1000).map(sell)),
    which.map(sendAgain),
    which.map(request),
    which.map(request),
    which.map(approve),
    which.map(refuse),
    which.map(giveBack),
    fc.constantFrom(0, 0, 100, -200).map(close),
  ],
  { maxCommands: STEPS, size: 'max' },
);

/** A run begins in the morning with the drawer shut, and ends with it shut. */
async function play(cmds: Iterable<fc.AsyncCommand<Model, House, true>>): Promise<void> {
  house.counter.clock.set(day);
  day = addSeconds(day, 86_400);
  const model: Model = { drawer: 'shut', cash: left.cash, credit: left.credit, sales: [] };
  try {
    await open(0).run(model, house);
    await fc.asyncModelRun(() => ({ model, real: house }), cmds);
  } finally {
    left = await endOfRun();
  }
}

/** Also after a failure, so that the shorter runs by which the library looks for its cause begin alike. */
async function endOfRun(): Promise<typeof left> {
  const clerk = house.counter.as('vending-clerk');
  const { rows } = await house.counter.database.owner.query<{ state: string }>(
    'select state from drawer_session where closed_at is null',
  );
  const content = { count: await house.counter.cashCount(), reason: '收工' };
  for (let left = rows.length; left > 0; )
    left = (await clerk.signed(closeDrawer, content)).outcome === 'closed' ? 0 : left;
  const { rows: last } = await house.counter.database.owner.query<{ cash: number }>(
    'select counted_fen as cash from drawer_session order by number desc limit 1',
  );
  return { cash: last[0]!.cash, credit: await house.counter.creditOf(house.counter.room.electricity) };
}

test(`${SEQUENCES} sequences of at most ${STEPS} steps`, async () => {
  let runs = 0;
  const property = fc.asyncProperty(commands, async (cmds) => {
    await play(cmds);
    runs += 1;
    if (runs % 50 === 0) await booksAreWhole(house.counter);
  });
  await fc.assert(property, { numRuns: SEQUENCES, seed: SEED });
  await booksAreWhole(house.counter);
  const steps = [...house.done.values()].reduce((sum, n) => sum + n, 0);
  const kinds = [...house.done].toSorted(([, a], [, b]) => b - a).map(([what, n]) => `${n} ${what}`);
  const found = `${runs} sequences of at most ${STEPS} steps, ${steps} requests (${kinds.slice(0, 12).join(', ')}): house and model agree`;
  noteResult({ list: 'faults', id: 'FT-34', found, seed: SEED });
});
