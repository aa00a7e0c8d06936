/** The counter of a one-machine house: the real agent with virtual devices, in the server's own process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkDevices } from '../shared/contracts/devices/check-devices.ts';
import { closeTerminal } from '../shared/contracts/devices/close-terminal.ts';
import { terminals } from '../shared/contracts/devices/terminals.ts';
import { virtualPlaceCard } from '../shared/contracts/devices/virtual-place-card.ts';
import { virtualState } from '../shared/contracts/devices/virtual-state.ts';
import { session } from '../shared/contracts/posts/session.ts';
import { signIn } from '../shared/contracts/posts/sign-in.ts';
import { openHouse } from '../test/support/house.ts';
import { startLocalCounter } from './local-agent.ts';
import { PASSWORD } from './modules/posts/posts.fixture.ts';
import { readConfig } from './platform/config.ts';
import { createLog } from './platform/log.ts';

const house = await openHouse();
const clerk = house.as('vending-clerk');
const dataFolder = mkdtempSync(join(tmpdir(), 'zhishou-local-'));
const config = readConfig({ DATA: dataFolder, AGENT: 'virtual' });
const start = () => startLocalCounter(config, house.app, createLog({ level: 'silent' }));
let counter = await start();
afterAll(async () => {
  await counter?.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

const local = async () => (await clerk.ask(terminals, {})).rows.find((row) => row.local);

test('this machine is a terminal without a code, and whoever works on it sits there', async () => {
  await expect.poll(async () => (await local())?.connected).toBe(true);
  expect(await local()).toMatchObject({ name: '本机', state: 'enrolled', virtual: true });
  const here = house.browser('127.0.0.1');
  await here.post(signIn, { login: 'shoudian1', password: PASSWORD });
  expect((await here.get(session)).terminal).toEqual({ name: '本机' });
  expect((await clerk.ask(session)).terminal).toBeNull();
});

test('its devices are checked, and its virtual desk plays with cards', async () => {
  const { terminalId } = (await local())!;
  expect((await clerk.call(checkDevices, { terminalId })).check).toMatchObject({ result: 'fit' });
  const placed = await clerk.call(virtualPlaceCard, { terminalId, card: 'blank' });
  expect(placed.end.result).toBe('answered');
  const { answer } = await clerk.call(virtualState, { terminalId });
  expect(answer?.onReader).toBe(placed.answer?.serial);
  await expect.poll(async () => (await local())?.cardPresent).toBe(true);
});

test('started again it is the same terminal; closed, it stays closed', async () => {
  const { terminalId } = (await local())!;
  await counter?.stop();
  await expect.poll(async () => (await local())?.connected).toBe(false);
  counter = await start();
  await expect.poll(async () => (await local())?.connected).toBe(true);
  expect((await local())?.terminalId).toBe(terminalId);
  await counter?.stop();
  await house.as('system-administrator').call(closeTerminal, { terminalId });
  counter = await start();
  expect(await local()).toBeUndefined();
});
