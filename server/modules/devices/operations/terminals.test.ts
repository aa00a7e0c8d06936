/** Terminals from invitation to closing: codes, keys, tickets, names; and who may. */
import { describe, expect, test } from 'vitest';
import { changeTerminal } from '../../../../shared/contracts/devices/change-terminal.ts';
import { closeTerminal } from '../../../../shared/contracts/devices/close-terminal.ts';
import { deviceHealth } from '../../../../shared/contracts/devices/device-health.ts';
import { enrolTerminal } from '../../../../shared/contracts/devices/enrol-terminal.ts';
import { enterCounter } from '../../../../shared/contracts/devices/enter-counter.ts';
import { inviteTerminal } from '../../../../shared/contracts/devices/invite-terminal.ts';
import { issueTerminalCode } from '../../../../shared/contracts/devices/issue-terminal-code.ts';
import { terminals } from '../../../../shared/contracts/devices/terminals.ts';
import { session } from '../../../../shared/contracts/posts/session.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { openHouse } from '../../../../test/support/house.ts';
import { newAgentKey } from '../../../../test/support/scripted-agent.ts';
import { openTerminal } from '../../../../test/support/terminal.ts';

const house = await openHouse();
const administrator = house.as('system-administrator');
const technician = house.as('vending-technician');
const clerk = house.as('vending-clerk');

let count = 0;
const fields = () => ({
  name: `一号窗口 ${++count}`,
  place: '售电大厅',
  purpose: 'vending' as const,
  expects: ['reader' as const, 'printer' as const],
  slipPaper: '80mm' as const,
});
const invited = async () => (await administrator.call(inviteTerminal, fields())).terminalId;
const codeOf = async (terminalId: string) => (await technician.call(issueTerminalCode, { terminalId })).code;

describe('inviting', () => {
  test('the terminal is on the list, waiting for its agent', async () => {
    const given = fields();
    const terminal = await administrator.call(inviteTerminal, given);
    expect(terminal).toMatchObject({ ...given, state: 'invited', connected: false, devices: [] });
    expect(terminal.can).toEqual(['devices.change-terminal', 'devices.close-terminal', 'devices.issue-terminal-code']);
    const { rows } = await clerk.ask(terminals, {});
    expect(rows.find((row) => row.terminalId === terminal.terminalId)).toMatchObject({ name: given.name, can: [] });
  });

  test('one name, one terminal; a printer has a width', async () => {
    const given = fields();
    await administrator.call(inviteTerminal, given);
    expect((await technician.refused(inviteTerminal, given)).code).toBe('terminal.name_taken');
    const narrow = { ...fields(), slipPaper: null };
    expect((await technician.refused(inviteTerminal, narrow)).code).toBe('terminal.slip_paper');
  });

  test('not by those who work at it', async () => {
    expect((await clerk.refused(inviteTerminal, fields())).code).toBe('post.not_allowed');
    const terminalId = await invited();
    for (const contract of [issueTerminalCode, closeTerminal])
      expect((await clerk.refused(contract, { terminalId })).code).toBe('post.not_allowed');
    expect((await clerk.refused(changeTerminal, { terminalId, ...fields() })).code).toBe('post.not_allowed');
  });
});

describe('enrolling', () => {
  test('by the code, once; the same key again is answered again, another key is not', async () => {
    const terminalId = await invited();
    const code = await codeOf(terminalId);
    const agent = house.browser();
    const { publicKey } = newAgentKey();
    const loose = code.toLowerCase().replaceAll('-', ' ');
    expect(await agent.post(enrolTerminal, { code: loose, publicKey })).toMatchObject({ terminalId });
    expect(await agent.post(enrolTerminal, { code, publicKey })).toMatchObject({ terminalId });
    const other = { code, publicKey: newAgentKey().publicKey };
    expect((await agent.refused(enrolTerminal, other)).code).toBe('terminal.code_wrong');
    expect((await technician.refused(issueTerminalCode, { terminalId })).code).toBe('terminal.already_enrolled');
    const { rows } = await house.database.owner.query(
      "select kind from security_event where detail->>'terminal' = $1 order by at, event_id",
      [terminalId],
    );
    expect(rows.map((row) => row.kind)).toEqual(['terminal-code-issued', 'terminal-enrolled']);
  });

  test('a new code voids the one before, and a day later it is too old', async () => {
    const terminalId = await invited();
    const first = await codeOf(terminalId);
    const second = await codeOf(terminalId);
    const { publicKey } = newAgentKey();
    const agent = house.browser();
    expect((await agent.refused(enrolTerminal, { code: first, publicKey })).code).toBe('terminal.code_wrong');
    house.later(24 * 3600 + 1);
    expect((await agent.refused(enrolTerminal, { code: second, publicKey })).code).toBe('terminal.code_wrong');
  });

  test('a key that is none leaves the code good', async () => {
    const code = await codeOf(await invited());
    const agent = house.browser();
    const rubbish = Buffer.alloc(44, 1).toString('base64');
    expect((await agent.refused(enrolTerminal, { code, publicKey: rubbish })).code).toBe('terminal.key_unusable');
    await agent.post(enrolTerminal, { code, publicKey: newAgentKey().publicKey });
  });

  test('no secret is in the chain or in a stored answer', async () => {
    const code = await codeOf(await invited());
    await house.browser().post(enrolTerminal, { code, publicKey: newAgentKey().publicKey });
    const { rows } = await house.database.owner.query(
      `select 1 from chain_record where body like $1 union all select 1 from request where response::text like $1`,
      [`%${code}%`],
    );
    expect(rows).toEqual([]);
  });
});

describe('the browser of a counter', () => {
  test('is known by a ticket that is good once and for a minute', async () => {
    const counter = await openTerminal(house);
    expect((await clerk.ask(session)).terminal).toBeNull();
    await counter.seat(clerk);
    expect((await clerk.ask(session)).terminal).toEqual({ name: counter.name });
    expect((await clerk.ask(deviceHealth, {})).terminal).toMatchObject({ name: counter.name, connected: true });
    counter.agent.say({ type: 'want-ticket' });
    const ticket = (await counter.agent.next('ticket')).path.split('#')[1]!;
    await house.browser().post(enterCounter, { ticket });
    expect((await house.browser().refused(enterCounter, { ticket })).code).toBe('terminal.ticket_spent');
    counter.agent.say({ type: 'want-ticket' });
    const late = (await counter.agent.next('ticket')).path.split('#')[1]!;
    house.later(61);
    expect((await house.browser().refused(enterCounter, { ticket: late })).code).toBe('terminal.ticket_spent');
    await counter.agent.cut();
  });

  test('without one, this browser is no terminal', async () => {
    const { terminal, can } = await house.as('cashier').ask(deviceHealth, {});
    expect({ terminal, can }).toEqual({ terminal: null, can: [] });
  });
});

describe('changing and closing', () => {
  test('fields change; a name that is taken does not', async () => {
    const [one, other] = [fields(), fields()];
    const { terminalId } = await administrator.call(inviteTerminal, one);
    await administrator.call(inviteTerminal, other);
    const changed = { ...one, place: '二楼', expects: [], slipPaper: null };
    expect(await technician.call(changeTerminal, { terminalId, ...changed })).toMatchObject(changed);
    const taken = { terminalId, ...changed, name: other.name };
    expect((await technician.refused(changeTerminal, taken)).code).toBe('terminal.name_taken');
    expect((await technician.refused(changeTerminal, { ...taken, terminalId: newId() })).code).toBe('record.not_found');
  });

  test('closed, it is nobody any more, and stays so', async () => {
    const counter = await openTerminal(house);
    const cashier = house.as('cashier');
    await counter.seat(cashier);
    const { terminalId } = counter;
    expect(await technician.call(closeTerminal, { terminalId })).toMatchObject({
      state: 'closed',
      connected: false,
      can: [],
    });
    expect((await cashier.ask(session)).terminal).toBeNull();
    expect((await technician.refused(closeTerminal, { terminalId })).code).toBe('state.illegal_move');
    expect((await technician.refused(issueTerminalCode, { terminalId })).code).toBe('terminal.closed');
    expect((await technician.refused(changeTerminal, { terminalId, ...fields() })).code).toBe('terminal.closed');
    expect((await clerk.ask(terminals, {})).rows.map((row) => row.terminalId)).not.toContain(terminalId);
    const closed = await clerk.ask(terminals, { closed: 'true' as never });
    expect(closed.rows.map((row) => row.terminalId)).toContain(terminalId);
    await expect(counter.dialAgain()).rejects.toThrow();
  });
});

test('the list goes on from the last row seen', async () => {
  for (let times = 0; times < 3; times++) await invited();
  const first = await clerk.ask(terminals, { limit: 2 });
  const rest = await clerk.ask(terminals, { limit: 200, after: first.next! });
  const seen = [...first.rows, ...rest.rows].map((row) => row.terminalId);
  expect(seen).toEqual([...new Set(seen)].sort());
  expect(rest.next).toBeNull();
});
