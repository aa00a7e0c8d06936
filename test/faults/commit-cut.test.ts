/**
 * FT-18: the line to the database is cut while a sale commits. Nobody knows then whether it happened; the server says
 * so, sends nothing again by itself, and finds the answer by its key when the client asks.
 */

import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../bench/client.ts';
import { type EmbeddedServer, startEmbedded } from '../../server/platform/db/embedded/start.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { newId } from '../../shared/values/ids.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { freePort } from '../support/free-port.ts';
import { CUTS, type Cut, type CuttingProxy, openCuttingProxy } from './cutting-proxy.ts';
import {
  failedChecks,
  type HouseUnderFault,
  newDataFolder,
  openHouseUnderFault,
  removeFolder,
} from './house-under-fault.ts';
import { type Acknowledged, saleOf } from './selling.ts';

const TIMES = sized({ smoke: 10, ci: 100, long: 2000 });

const dataFolder = newDataFolder();
let database: EmbeddedServer;
let proxy: CuttingProxy;
let under: HouseUnderFault;
const acknowledged: Acknowledged[] = [];

beforeAll(async () => {
  database = await startEmbedded({ dataFolder });
  const { host } = database.ownerConnection;
  const port = await freePort();
  proxy = await openCuttingProxy(join(host!, '.s.PGSQL.5432'), port);
  const urlOf = ({ user, database: name }: typeof database.appConnection): string =>
    `postgres://${user}@127.0.0.1:${port}/${name}`;
  const env = {
    LOG_LEVEL: 'silent',
    DATABASE_URL: urlOf(database.appConnection),
    DATABASE_OWNER_URL: urlOf(database.ownerConnection),
  };
  under = await openHouseUnderFault({ clerks: 1, dataFolder, env });
});
afterAll(async () => {
  await under?.close();
  await proxy?.close();
  await database?.stop();
  removeFolder(dataFolder);
});

const sell = (key: string, turn: number) => {
  const { cookie, meterIds } = under.house.clerks[0]!;
  const input = saleOf(under.house, meterIds[turn % meterIds.length]!);
  return ask(under.port, sellCredit, input, { cookie, key });
};

async function responseOf(key: string): Promise<unknown> {
  const [row] = await under.look<{ response: unknown }>('select response from request where key = $1', [key]);
  return row?.response ?? null;
}

async function cutSale(how: Cut, turn: number): Promise<void> {
  const key = newId();
  const wasCut = proxy.cutNext(how);
  const { status, headers, text } = await sell(key, turn);
  await wasCut;
  expect([status, headers['retry-after']], text).toEqual([503, '2']);
  expect(JSON.parse(text).refusal.code).toBe('system.database_unavailable');
  const written = await responseOf(key);
  expect(written !== null).toBe(how === 'before its answer is back');
  // Once for the sale that was cut: the server did not try it again by itself.
  expect(proxy.claims(key)).toBe(1);
  const again = await sell(key, turn);
  expect(again.status, again.text).toBe(200);
  if (written !== null) expect(JSON.parse(again.text)).toEqual(written);
  const { saleId, slipNo } = JSON.parse(again.text);
  acknowledged.push({ key, saleId, slipNo, tries: 2 });
}

test.each(CUTS)('FT-18: the line is cut at COMMIT, %s', async (how) => {
  for (let turn = 0; turn < TIMES / CUTS.length; turn += 1) await cutSale(how, turn);
});

test('FT-18: one sale a key, and the books are whole', async () => {
  expect(acknowledged).toHaveLength(TIMES);
  expect(failedChecks(await under.audit({ acknowledged, strange: [] }))).toEqual([]);
  const found = `${TIMES} commits cut, ${TIMES / 2} of them carried out: each told as not known, none sent again by the server, each answered by its key with one sale`;
  noteResult({ list: 'faults', id: 'FT-18', found, seed: SEED });
});
