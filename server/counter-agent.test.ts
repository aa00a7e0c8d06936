/** A counter on a machine of its own: the agent's program, enrolled by code and dialling the house's own port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkDevices } from '../shared/contracts/devices/check-devices.ts';
import { inviteTerminal } from '../shared/contracts/devices/invite-terminal.ts';
import { issueTerminalCode } from '../shared/contracts/devices/issue-terminal-code.ts';
import { terminals } from '../shared/contracts/devices/terminals.ts';
import { virtualPlaceCard } from '../shared/contracts/devices/virtual-place-card.ts';
import { virtualState } from '../shared/contracts/devices/virtual-state.ts';
import { writeSlip } from '../shared/escpos/writer.ts';
import { newId } from '../shared/values/ids.ts';
import { openHouse } from '../test/support/house.ts';
import { printAtCounter } from './modules/devices/index.ts';

const house = await openHouse();
const technician = house.as('vending-technician');
const clerk = house.as('vending-clerk');
await house.app.http.listen({ port: 0, host: '127.0.0.1' });
const { port } = house.app.http.server.address() as AddressInfo;

const folder = mkdtempSync(join(tmpdir(), 'counter-agent-'));
let agent: ChildProcess | null = null;
afterAll(async () => {
  await end();
  rmSync(folder, { recursive: true });
});

function start(...more: string[]): void {
  const given = ['--server', `http://127.0.0.1:${port}`, '--data', folder, '--virtual', '--no-browser', ...more];
  const program = join(import.meta.dirname, '../agent/main.ts');
  agent = spawn(process.execPath, [program, ...given], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function end(): Promise<void> {
  const old = agent;
  agent = null;
  if (old === null || old.exitCode !== null || old.signalCode !== null) return;
  const gone = new Promise((resolve) => old.once('exit', resolve));
  old.kill('SIGKILL');
  await gone;
}

const { terminalId } = await technician.call(inviteTerminal, {
  name: '一号窗口',
  place: '售电大厅',
  purpose: 'vending',
  expects: ['reader', 'printer'],
  slipPaper: '80mm',
});
const here = async () => (await clerk.ask(terminals, {})).rows.find((row) => row.terminalId === terminalId);
const connected = (is: boolean) => expect.poll(async () => (await here())?.connected, { timeout: 30_000 }).toBe(is);

test('enrolled by its code it is connected, checked, and obeys; killed and started again it is the same', async () => {
  const { code } = await technician.call(issueTerminalCode, { terminalId });
  start('--enrol', code);
  await connected(true);
  expect(await here()).toMatchObject({ state: 'enrolled', virtual: true, local: false });
  // The house's clock is the test's, the machine's is not.
  const { check } = await clerk.call(checkDevices, { terminalId });
  expect(check.points.filter(({ good }) => !good).map(({ point }) => point)).toEqual(['clock']);
  const placed = await clerk.call(virtualPlaceCard, { terminalId, card: 'blank' });
  expect(placed.end.result).toBe('answered');
  await end();
  await connected(false);
  start();
  await connected(true);
  const { answer } = await clerk.call(virtualState, { terminalId });
  expect(answer).toMatchObject({ onReader: placed.answer?.serial, cards: [{}] });
  await expect.poll(async () => (await here())?.cardPresent).toBe(true);
});

test('a slip asked for twice is printed once, also by the agent that comes after', async () => {
  const to = { siteId: house.siteId, terminalId };
  const { agents } = house.app.counters;
  const bytes = writeSlip(48).title('购电凭证').cut().bytes();
  const jobId = newId();
  expect(await printAtCounter(agents, to, jobId, bytes)).toMatchObject({ result: 'answered' });
  await end();
  await connected(false);
  start();
  await connected(true);
  const again = await agents.ask(
    to,
    'print',
    { jobId, bytes: Buffer.from(bytes).toString('base64') },
    { requestId: newId() },
  );
  expect(again).toEqual({ result: 'answered', answer: { printed: true } });
  expect(readdirSync(join(folder, 'printed')).filter((name) => name.endsWith('.bin'))).toHaveLength(1);
});
