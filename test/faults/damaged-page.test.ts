/**
 * FT-36: one bit of a table's page is turned on the disk while the house is closed. Whoever reads it gets a clear
 * answer and no figure, the log raises an alarm, the house is not ready and sells nothing more. The bit turned back,
 * the books are whole: nothing else was touched.
 */
import { closeSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, send } from '../../bench/client.ts';
import { sales as salesQuery } from '../../shared/contracts/vending/sales.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { newId } from '../../shared/values/ids.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { randomOf } from '../simulation/random.ts';
import { failedChecks, type HouseUnderFault, openHouseUnderFault, until } from './house-under-fault.ts';
import { saleOf, startSelling } from './selling.ts';

const TIMES = sized({ smoke: 1, ci: 1, long: 10 });
/** Rows are written from the end of a page; this far from it there is always one. */
const PAGE = 8192;
const ROWS = 1024;

const logFile = join(tmpdir(), `zhishou-damaged-${newId()}.log`);
const output = openSync(logFile, 'w');
let under: HouseUnderFault;
const random = randomOf(SEED);

beforeAll(async () => {
  under = await openHouseUnderFault({ clerks: 1, env: { LOG_LEVEL: 'error' }, output });
});
afterAll(async () => {
  await under?.close();
  closeSync(output);
  rmSync(logFile, { force: true });
});

function turnBit(path: string, at: number, bit: number): void {
  const file = openSync(path, 'r+');
  try {
    const byte = Buffer.alloc(1);
    readSync(file, byte, 0, 1, at);
    byte[0] = byte[0]! ^ (1 << bit);
    writeSync(file, byte, 0, 1, at);
  } finally {
    closeSync(file);
  }
}

async function sell() {
  const { cookie, meterIds } = under.house.clerks[0]!;
  return ask(under.port, sellCredit, saleOf(under.house, meterIds[0]!), { cookie });
}

const codeOf = (answer: { text: string }): string => JSON.parse(answer.text).refusal.code;

const alarms = (): string[] =>
  readFileSync(logFile, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"level":60'));

async function damagedHouse(before: number): Promise<void> {
  const { supervisor } = under.house;
  const reading = await ask(under.port, salesQuery, {}, { cookie: supervisor });
  expect([reading.status, codeOf(reading)]).toEqual([503, 'system.data_damaged']);
  const ready = await fetch(`http://127.0.0.1:${under.port}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.text()).toContain('damaged');
  const sale = await sell();
  expect([sale.status, codeOf(sale)]).toEqual([503, 'system.data_damaged']);
  expect(alarms().length).toBeGreaterThan(before);
  expect(alarms().at(-1)).toContain('damaged data on the disk');
}

test('FT-36: a bit turned on the disk: no wrong figure, a clear refusal, an alarm, no more business', async () => {
  const selling = startSelling(under.port, under.house);
  await until(() => selling.acknowledged.length > 20, 'a sale');
  await selling.stop();
  const [place] = await under.look<{ path: string }>(
    `select current_setting('data_directory') || '/' || pg_relation_filepath('sale') as path`,
  );
  expect((await send(under.port, salesQuery, {}, under.house.supervisor)).body.rows.length).toBeGreaterThan(0);
  for (let turn = 0; turn < TIMES; turn += 1) {
    const at = PAGE - 1 - random.below(ROWS);
    const bit = random.below(8);
    const before = alarms().length;
    await under.child.stop();
    turnBit(place!.path, at, bit);
    await under.start();
    await damagedHouse(before);
    await under.child.stop();
    turnBit(place!.path, at, bit);
    await under.start();
    expect((await send(under.port, salesQuery, {}, under.house.supervisor)).body.rows.length).toBeGreaterThan(0);
  }
  expect(failedChecks(await under.audit(selling))).toEqual([]);
  const found = `${TIMES} bits turned in the table of sales: reading refused by the checksum, alarm in the log, not ready, the next sale refused; whole again with the bit turned back`;
  noteResult({ list: 'faults', id: 'FT-36', found, seed: SEED });
});
