/**
 * The check before work. The counter's agent is asked how its devices are and what runs; every point is kept green or
 * red, and a fault goes to the technician once. A good check opens the day for its terminal; where something is red,
 * somebody must see it and say so first (confirm-check).
 */
import { checkDevices as contract } from '../../../../shared/contracts/devices/check-devices.ts';
import { instant, wholeSecondsBetween } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import type { Clock } from '../../../platform/clock.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assert } from '../../../platform/operations/refuse.ts';
import type { AgentOutcome } from '../agent-port.ts';
import { askPoints, clockIsOff, type Heard, ownPoints, type Point } from '../check-points.ts';
import { healthChecksOf } from '../checks.ts';
import { followFaults } from '../faults.ts';
import { followPrograms } from '../foreign-programs.ts';
import { storePrograms } from '../program-rows.ts';
import { judgeAll } from '../rules/judge-health.ts';
import { lockTerminal, meantTerminal, setChecked, type TerminalRow, terminalRow } from '../store.ts';

interface CheckTicket {
  readonly siteId: string;
  readonly terminalId: string;
  readonly requestId: string;
}

type Answer = Extract<AgentOutcome<'health'>, { result: 'answered' }>['answer'];

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
    await lockTerminal(tx, siteId, terminalId);
    const terminal = await terminalRow(tx, siteId, terminalId);
    assert(terminal !== undefined, 'a terminal is never deleted');
    const answer = outcome.result === 'answered' ? outcome.answer : null;
    const looked = answer === null ? null : await look(tx, actor, clock, { terminal, answer });
    const points = [...ownPoints(looked?.heard ?? null), ...(await askPoints(tx, actor, clock.now()))];
    const clockAhead = looked?.heard.clockAhead ?? null;
    const checkId = await keepCheck(tx, actor, clock, { terminalId, answer, clockAhead, points });
    const [check] = await healthChecksOf(tx, actor, { checkId, limit: 1 });
    assert(check !== undefined, 'the check just made is not there');
    return { check, incidents: looked?.incidents ?? [] };
  },
});

interface Look {
  readonly terminal: TerminalRow;
  readonly answer: Answer;
}

/** What the answer says, and the incidents that come of it. */
async function look(tx: Tx, actor: Actor, clock: Clock, { terminal, answer }: Look) {
  const { siteId } = actor;
  const now = clock.now();
  const place = { terminalId: terminal.terminal_id, name: terminal.name };
  const clockAhead = wholeSecondsBetween(now, instant(answer.clock));
  const judged = judgeAll(terminal.expects, answer.devices);
  const clockState = clockIsOff(clockAhead) ? 'fault' : 'ready';
  const faults = await followFaults(tx, actor, clock, {
    place,
    judged: [...judged, { device: 'clock', state: clockState }],
  });
  const programs = answer.programs ?? null;
  if (programs !== null) await storePrograms(tx, { siteId, terminalId: place.terminalId }, programs, now);
  const { foreign, incidents } = await followPrograms(tx, actor, clock, { place, programs });
  const heard: Heard = { devices: answer.devices, clockAhead, judged, foreign };
  return { heard, incidents: [...faults, ...incidents] };
}

interface ToKeep {
  readonly terminalId: string;
  readonly answer: Answer | null;
  /** Null: there was no answer. */
  readonly clockAhead: number | null;
  readonly points: readonly Point[];
}

async function keepCheck(tx: Tx, actor: Actor, clock: Clock, kept: ToKeep): Promise<string> {
  const { siteId } = actor;
  const { terminalId, answer, clockAhead, points } = kept;
  const now = clock.now();
  const date = await currentDay(tx, siteId, now);
  const checkId = newId();
  const fit = points.every(({ good }) => good);
  await tx.keep(
    'health_check',
    q
      .insertInto('health_check')
      .values({
        site_id: siteId,
        check_id: checkId,
        terminal_id: terminalId,
        business_date: date,
        at: now,
        person_id: actor.personId,
        post: actor.post,
        result: answer === null ? 'offline' : fit ? 'fit' : 'unfit',
        devices: JSON.stringify(answer?.devices ?? []),
        clock_ahead_seconds: clockAhead,
        virtual: answer?.virtual ?? null,
      })
      .returningAll(),
  );
  for (const { point, good, says } of points)
    await tx.keep(
      'health_point',
      q
        .insertInto('health_point')
        .values({ site_id: siteId, check_id: checkId, point, good, says_zh: says.zh, says_en: says.en })
        .returningAll(),
    );
  // A check that is not good takes back what an earlier one gave.
  if (answer !== null) await setChecked(tx, siteId, terminalId, fit ? date : null);
  return checkId;
}
