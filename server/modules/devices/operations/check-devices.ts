/**
 * The check before work. The counter's agent is asked how its devices are; whatever comes of it is kept, and a fault
 * goes to the technician once.
 */
import { checkDevices as contract } from '../../../../shared/contracts/devices/check-devices.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assert } from '../../../platform/operations/refuse.ts';
import type { AgentOutcome } from '../agent-port.ts';
import { healthChecksOf } from '../checks.ts';
import { followFaults } from '../faults.ts';
import { judgeAll, resultOf } from '../rules/judge-health.ts';
import { lockTerminal, meantTerminal, setChecked, terminalRow } from '../store.ts';

interface CheckTicket {
  readonly siteId: string;
  readonly terminalId: string;
  readonly requestId: string;
}

const ASK_MS = 10_000;

export const checkDevicesOperation = implement<typeof contract, CheckTicket, AgentOutcome<'health'>>(contract, {
  async reserve(tx, actor, _clock, { terminalId }) {
    const terminal = await meantTerminal(tx, actor, terminalId);
    return { ticket: { siteId: actor.siteId, terminalId: terminal.terminal_id, requestId: newId() } };
  },
  call: ({ siteId, terminalId, requestId }, { agents }) =>
    agents.ask({ siteId, terminalId }, 'health', {}, { requestId, timeoutMs: ASK_MS }),
  async settle(tx, actor, clock, { ticket, outcome }) {
    const { siteId, terminalId } = ticket;
    const now = clock.now();
    await lockTerminal(tx, siteId, terminalId);
    const terminal = await terminalRow(tx, siteId, terminalId);
    assert(terminal !== undefined, 'a terminal is never deleted');
    const heard = outcome.result === 'answered' ? outcome.answer : null;
    const judged = heard === null ? [] : judgeAll(terminal.expects, heard.devices);
    const date = await currentDay(tx, siteId, now);
    const incidents = await followFaults(tx, actor, clock, {
      place: { terminalId, name: terminal.name },
      judged,
    });
    await tx.keep(
      'health_check',
      q
        .insertInto('health_check')
        .values({
          site_id: siteId,
          check_id: newId(),
          terminal_id: terminalId,
          business_date: date,
          at: now,
          person_id: actor.personId,
          post: actor.post,
          result: heard === null ? 'offline' : resultOf(judged),
          devices: JSON.stringify(heard?.devices ?? []),
          clock_ahead_seconds: heard === null ? null : secondsAhead(heard.clock, now),
          virtual: heard?.virtual ?? null,
        })
        .returningAll(),
    );
    if (heard !== null) await setChecked(tx, siteId, terminalId, date);
    const [check] = await healthChecksOf(tx, siteId, { terminalId, limit: 1 });
    assert(check !== undefined, 'the check just made is not there');
    return { check, incidents };
  },
});

const secondsAhead = (there: string, here: string): number => Math.trunc((Date.parse(there) - Date.parse(here)) / 1000);
