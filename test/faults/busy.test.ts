/**
 * FT-06: a row that a sale needs is held, and all connections are taken. Everybody is told in words to try again while
 * it is still held; afterwards the same keys are answered and every connection is free.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../bench/client.ts';
import { findEmbedded } from '../../server/platform/db/embedded/start.ts';
import { clientConfig } from '../../server/platform/db/pool.ts';
import { drawers } from '../../shared/contracts/tills/drawers.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { newId } from '../../shared/values/ids.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { failedChecks, type HouseUnderFault, openHouseUnderFault, until } from './house-under-fault.ts';
import { type Acknowledged, saleOf } from './selling.ts';

const TIMES = sized({ smoke: 1, ci: 5, long: 50 });
/** As many as there are connections: together they take them all. */
const CLERKS = 4;

let under: HouseUnderFault;
const acknowledged: Acknowledged[] = [];

beforeAll(async () => {
  under = await openHouseUnderFault({ clerks: CLERKS, env: { LOG_LEVEL: 'silent', POOL_SIZE: String(CLERKS) } });
});
afterAll(() => under?.close());

/** Holds what `lock` names for as long as `work` lasts. */
async function holding<T>(lock: string, values: readonly unknown[], work: () => Promise<T>): Promise<T> {
  const { ownerConnection } = findEmbedded(under.dataFolder)!;
  const holder = new pg.Client(clientConfig({ ...ownerConnection, applicationName: 'holder' }));
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(lock, [...values]);
    return await work();
  } finally {
    await holder.end();
  }
}

interface Sale {
  readonly key: string;
  readonly clerk: number;
}

const sell = ({ key, clerk }: Sale) => {
  const { cookie, meterIds } = under.house.clerks[clerk]!;
  return ask(under.port, sellCredit, saleOf(under.house, meterIds[0]!), { cookie, key });
};

async function timed<T>(work: Promise<T>): Promise<{ answer: T; seconds: number }> {
  const from = performance.now();
  return { answer: await work, seconds: (performance.now() - from) / 1000 };
}

function expectBusy({ status, headers, text }: Awaited<ReturnType<typeof ask>>): void {
  expect([status, headers['retry-after']]).toEqual([503, '2']);
  expect(JSON.parse(text).refusal.code).toBe('system.busy');
}

async function again(sale: Sale): Promise<void> {
  const { status, text } = await sell(sale);
  expect(status, text).toBe(200);
  const { saleId, slipNo } = JSON.parse(text);
  acknowledged.push({ key: sale.key, saleId, slipNo, tries: 2 });
}

const waiting = async (): Promise<number> => {
  const [row] = await under.look<{ count: number }>(
    `select count(*) as count from pg_stat_activity where application_name = 'zhishou' and wait_event_type = 'Lock'`,
  );
  return Number(row!.count);
};

/** None more than there may be, and none that still stands in a transaction. */
async function expectNoneLeaked(): Promise<void> {
  await until(async () => {
    const rows = await under.look<{ state: string }>(
      `select state from pg_stat_activity where application_name = 'zhishou'`,
    );
    return rows.length <= CLERKS && rows.every(({ state }) => state === 'idle');
  }, 'every connection idle');
}

test('FT-06: a row held for longer than anybody waits, and every connection taken', async () => {
  const slowest = { lock: 0, pool: 0 };
  for (let turn = 0; turn < TIMES; turn += 1) {
    const alone: Sale = { key: newId(), clerk: 0 };
    const { drawerSessionId } = under.house.clerks[0]!;
    const row = 'select 1 from drawer_session where drawer_session_id = $1 for update';
    const held = await holding(row, [drawerSessionId], () => timed(sell(alone)));
    expectBusy(held.answer);
    slowest.lock = Math.max(slowest.lock, held.seconds);
    await again(alone);

    const all = under.house.clerks.map((_, clerk): Sale => ({ key: newId(), clerk }));
    await holding('lock table sale in exclusive mode', [], async () => {
      const sales = Promise.all(all.map((sale) => timed(sell(sale))));
      await until(async () => (await waiting()) === CLERKS, 'every connection waiting');
      const reading = await timed(ask(under.port, drawers, {}, { cookie: under.house.supervisor }));
      expectBusy(reading.answer);
      slowest.pool = Math.max(slowest.pool, reading.seconds);
      for (const { answer, seconds } of await sales) {
        expectBusy(answer);
        slowest.lock = Math.max(slowest.lock, seconds);
      }
    });
    for (const sale of all) await again(sale);
    await expectNoneLeaked();
  }
  expect(failedChecks(await under.audit({ acknowledged, strange: [] }))).toEqual([]);
  const found = `${TIMES} times each: told to try again after ${slowest.lock.toFixed(1)} s before a held row, ${slowest.pool.toFixed(1)} s with all ${CLERKS} connections taken; ${acknowledged.length} sales on the same keys afterwards, every connection idle`;
  noteResult({ list: 'faults', id: 'FT-06', found, seed: SEED });
});
