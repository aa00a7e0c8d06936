/**
 * A counter of a test's house: enrolled through its doors, with a scripted agent dialled in over a real WebSocket.
 *
 *   const counter = await openTerminal(house, { purpose: 'vending' });
 *   await counter.seat(house.as('vending-clerk'));
 */
import type { AddressInfo } from 'node:net';
import type { DeviceReport } from '../../shared/agent/protocol.ts';
import type { InputOf } from '../../shared/contracts/contract.ts';
import { enrolTerminal } from '../../shared/contracts/devices/enrol-terminal.ts';
import { enterCounter } from '../../shared/contracts/devices/enter-counter.ts';
import { inviteTerminal } from '../../shared/contracts/devices/invite-terminal.ts';
import { issueTerminalCode } from '../../shared/contracts/devices/issue-terminal-code.ts';
import { addSeconds } from '../../shared/values/calendar.ts';
import type { Holder, TestHouse } from './house.ts';
import { type AgentKey, dial, newAgentKey, type Script, type ScriptedAgent } from './scripted-agent.ts';

export const READER: DeviceReport = { device: 'reader', name: 'R1', state: 'ready' };
export const PRINTER: DeviceReport = { device: 'printer', name: 'P1', state: 'ready' };

export interface TestTerminal {
  readonly terminalId: string;
  readonly name: string;
  readonly key: AgentKey;
  readonly agent: ScriptedAgent;
  /** What the agent says of its devices from now on, when it is asked. */
  report(...devices: readonly DeviceReport[]): void;
  /** How far the machine's clock is ahead from now on. */
  setClock(secondsAhead: number): void;
  /** What runs on the machine from now on; the agent says so at once. */
  run(...programs: readonly string[]): void;
  /** The person sits down here: the browser is this terminal's. */
  seat(holder: Holder): Promise<void>;
  /** Dials in anew, after `agent.cut()`. */
  dialAgain(): Promise<ScriptedAgent>;
}

async function portOf(house: TestHouse): Promise<number> {
  const { server } = house.app.http;
  if (!server.listening) await house.app.http.listen({ port: 0, host: '127.0.0.1' });
  return (server.address() as AddressInfo).port;
}

let count = 0;

export async function openTerminal(
  house: TestHouse,
  given: Partial<InputOf<typeof inviteTerminal>> & Pick<Script, 'virtual' | 'answer'> = {},
): Promise<TestTerminal> {
  const { virtual = false, answer, ...fields } = given;
  const administrator = house.as('system-administrator');
  count += 1;
  const { terminalId, name } = await administrator.call(inviteTerminal, {
    name: `柜台 ${count}`,
    place: '',
    purpose: 'counter',
    expects: ['reader'],
    slipPaper: null,
    ...fields,
  });
  const { code } = await administrator.call(issueTerminalCode, { terminalId });
  const key = newAgentKey();
  await house.browser().post(enrolTerminal, { code, publicKey: key.publicKey });
  let devices: readonly DeviceReport[] = [READER];
  let ahead = 0;
  let programs: readonly string[] = ['browser', 'zhishou-agent'];
  const script: Script = {
    port: await portOf(house),
    terminalId,
    key,
    virtual,
    answer(command) {
      if (command.name === 'health')
        return { answer: { devices, virtual, clock: addSeconds(house.clock.now(), ahead), programs: [...programs] } };
      return answer?.(command) ?? null;
    },
  };
  const begin = async (): Promise<ScriptedAgent> => {
    const dialled = await dial({ ...script, devices });
    await dialled.next('welcome');
    return dialled;
  };
  const agent = await begin();
  return {
    terminalId,
    name,
    key,
    agent,
    report(...reports) {
      devices = reports;
    },
    setClock(secondsAhead) {
      ahead = secondsAhead;
    },
    run(...running) {
      programs = running;
      agent.say({ type: 'event', event: { kind: 'programs', programs: [...running] } });
    },
    async seat(holder) {
      agent.say({ type: 'want-ticket' });
      const { path } = await agent.next('ticket');
      await holder.browser.post(enterCounter, { ticket: path.split('#')[1]! });
    },
    dialAgain: begin,
  };
}
