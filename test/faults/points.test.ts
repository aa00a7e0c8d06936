/**
 * FT-02: the server ends itself by SIGKILL at twelve named points of a sale, a card write, a print and a close. It is
 * started again, the client sends the same key again, and afterwards there is one of each, on paper, card and books.
 */
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, send } from '../../bench/client.ts';
import { type InputOf, type OperationContract, type OutputOf, pathOf } from '../../shared/contracts/contract.ts';
import { signAct } from '../../shared/contracts/posts/sign-act.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { myDrawer } from '../../shared/contracts/tills/my-drawer.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { printAtCounter } from '../../shared/contracts/vending/print-at-counter.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { newId } from '../../shared/values/ids.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { type CardWindow, openCardWindow } from './card-window.ts';
import { cashOf } from './cash-of.ts';
import { failedChecks, type HouseUnderFault, openHouseUnderFault } from './house-under-fault.ts';
import { POINTS, type Point } from './points.ts';
import { type Acknowledged, MONEY, saleOf } from './selling.ts';

const TIMES = sized({ smoke: 1, ci: 10, long: 100 });
/** Only to stop what hangs: a process that reached its point is gone at once. */
const HANG_MS = 20_000;
const PIN = '730518';

let under: HouseUnderFault;
let cards: CardWindow;
const acknowledged: Acknowledged[] = [];
const hits = new Map<Point, number>();
let replays = 0;
let onCardFen = 0;
let lookedUp = 0;
let slowest = 0;

beforeAll(async () => {
  under = await openHouseUnderFault({ clerks: 2, env: { FAULT_COUNTER: '1', LOG_LEVEL: 'silent' } });
  cards = await openCardWindow(under, 1);
});
afterAll(() => under?.close());

interface Sent<C extends OperationContract> {
  readonly contract: C;
  readonly input: InputOf<C>;
  readonly cookie: string;
}

/** The server died of its own hand, at this point and no other; then it is started again. */
async function died(point: Point): Promise<void> {
  const { process } = under.child;
  if (process.signalCode === null) await once(process, 'exit', { signal: AbortSignal.timeout(HANG_MS) });
  expect(process.signalCode).toBe('SIGKILL');
  const note = join(under.dataFolder, 'died-at');
  expect(readFileSync(note, 'utf8')).toBe(point);
  rmSync(note);
  hits.set(point, (hits.get(point) ?? 0) + 1);
}

/**
 * One request under one key, through a death at `point`. What the books already hold of it is read before the key is
 * sent again, so that an answer that was only replayed is known as one.
 */
async function through<C extends OperationContract>(
  point: Point,
  sent: Sent<C>,
): Promise<OutputOf<C> & { key: string; tries: number }> {
  const { contract, input, cookie } = sent;
  const key = newId();
  await under.ask({ arm: { point, path: pathOf(contract) } }, 'armed');
  const first = await ask(under.port, contract, input, { cookie, key }).catch(() => null);
  expect(first === null).toBe(point !== 'after reply');
  await died(point);
  const [stored] = await under.look<{ response: unknown }>('select response from request where key = $1', [key]);
  slowest = Math.max(slowest, await under.start());
  if (cards !== undefined) await under.ask('counter', 'counter');
  const again = await ask(under.port, contract, input, { cookie, key });
  expect(again.status, again.text).toBe(200);
  if (first !== null) expect(JSON.parse(again.text)).toEqual(JSON.parse(first.text));
  if (stored !== undefined && stored.response !== null) {
    replays += 1;
    expect(JSON.parse(again.text)).toEqual(stored.response);
  }
  return { ...JSON.parse(again.text), key, tries: 2 };
}

async function sale(point: Point, turn: number): Promise<string> {
  const clerk = under.house.clerks[0]!;
  const input = saleOf(under.house, clerk.meterIds[turn % clerk.meterIds.length]!);
  const { saleId, slipNo, key, tries } = await through(point, { contract: sellCredit, input, cookie: clerk.cookie });
  acknowledged.push({ key, saleId, slipNo, tries });
  return saleId;
}

async function cardSale(point: Point): Promise<void> {
  await cards.read();
  const sent = { contract: sellCredit, input: saleOf(under.house, cards.meterId), cookie: cards.cookie };
  const { saleId, slipNo, key, tries } = await through(point, sent);
  acknowledged.push({ key, saleId, slipNo, tries });
  const settled = await cards.settle(saleId);
  if (settled.lookedUp) lookedUp += 1;
  // Written before the death or after it, the wallet gives this sale's credit once.
  onCardFen += MONEY;
  expect(await cards.insert()).toBe(onCardFen);
}

const printed = (): number =>
  readdirSync(join(under.dataFolder, 'agent', 'printed')).filter((name) => name.endsWith('.bin')).length;

async function print(point: Point, turn: number): Promise<void> {
  const clerk = under.house.clerks[0]!;
  const input = saleOf(under.house, clerk.meterIds[turn % clerk.meterIds.length]!);
  const key = newId();
  const answer = await ask(under.port, sellCredit, input, { cookie: clerk.cookie, key });
  const { saleId, slipNo } = JSON.parse(answer.text);
  acknowledged.push({ key, saleId, slipNo, tries: 1 });
  const before = printed();
  const { printNo, end } = await through(point, { contract: printAtCounter, input: { saleId }, cookie: cards.cookie });
  // The counter does not know what came of it, and says so; nothing comes out a second time by itself.
  expect([printNo, end.result]).toEqual([1, 'failed']);
  expect(printed()).toBe(before + (point === 'after print' ? 1 : 0));
  const [counted] = await under.look<{ count: number }>('select count(*) as count from sale_print where sale_id = $1', [
    saleId,
  ]);
  expect(Number(counted!.count)).toBe(1);
}

async function close(point: Point): Promise<void> {
  const { cookie } = under.house.clerks[0]!;
  const count = await cashOf(under, 'clerk0');
  const { body } = await send(under.port, signAct, { pin: PIN, act: 'tills.close-drawer', content: { count } }, cookie);
  const input = { count, signatures: [body.signatureId] };
  const closed = await through(point, { contract: closeDrawer, input, cookie });
  expect(closed).toMatchObject({ outcome: 'closed', overShortFen: 0 });
  const drawers = await under.look<{ drawer_id: string; counts: number }>(
    `select drawer_id, (select count(*) from drawer_count c where c.drawer_session_id = s.drawer_session_id and kind <> 'opening') as counts
     from drawer_session s where drawer_session_id = $1`,
    [closed.drawerSessionId],
  );
  expect(Number(drawers[0]!.counts)).toBe(1);
  await send(under.port, openDrawer, { drawerId: drawers[0]!.drawer_id, count }, cookie);
}

const plays = (point: Point, turn: number): Promise<unknown> => {
  if (point === 'during close') return close(point);
  if (point.includes('print')) return print(point, turn);
  if (point.includes('card') || point.includes('read-back')) return cardSale(point);
  return sale(point, turn);
};

/** A counter that nobody works at for three minutes locks its screen. */
async function bothWork(): Promise<void> {
  for (const cookie of [under.house.clerks[0]!.cookie, cards.cookie]) await send(under.port, myDrawer, {}, cookie);
}

test.each(POINTS)('FT-02: kill -9 %s', async (point) => {
  for (let turn = 0; turn < TIMES; turn += 1) {
    await bothWork();
    await plays(point, turn);
  }
  expect(hits.get(point)).toBe(TIMES);
});

test('FT-02: every point was hit, and the books are whole', async () => {
  expect([...hits.keys()]).toEqual([...POINTS]);
  // After the commit and after the reply the answer is there already: it is given again, not made again.
  expect(replays).toBeGreaterThanOrEqual(2 * TIMES);
  expect(failedChecks(await under.audit({ acknowledged, strange: [] }))).toEqual([]);
  const found = `${POINTS.length} points hit ${TIMES} times each; ${acknowledged.length} sales, ${replays} answers replayed by key, ${lookedUp} card writes looked up on the card; longest restart ${slowest.toFixed(1)} s`;
  noteResult({ list: 'faults', id: 'FT-02', found, seed: SEED });
});
