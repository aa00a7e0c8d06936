/** The doors of terminals: what carries a one-time code, a ticket or a cookie (see docs/adr/0008). */
import { enrolTerminal } from '../../../../shared/contracts/devices/enrol-terminal.ts';
import { enterCounter } from '../../../../shared/contracts/devices/enter-counter.ts';
import { issueTerminalCode } from '../../../../shared/contracts/devices/issue-terminal-code.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { type Tx, transaction } from '../../../platform/db/tx.ts';
import { keptAtDoor } from '../../../platform/http/kept-at-door.ts';
import { type Door, type DoorRoute, throughDoor } from '../../../platform/http/route.ts';
import { systemActor } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { eventOf, noteSecurity } from '../../posts/index.ts';
import { issueEnrolmentCode, isUsableKey, lockCode } from '../enrolment.ts';
import { requireMove } from '../rules/terminal-states.ts';
import { lockTerminal } from '../store.ts';
import { enterByTicket } from '../tickets.ts';

const issueTerminalCodeDoor = throughDoor(issueTerminalCode, async (door, { terminalId }) => {
  const { actor, clock } = door;
  const { siteId, personId } = actor;
  return transaction(door.pool, async (tx) => {
    const terminal = await lockTerminal(tx, siteId, terminalId);
    if (terminal.state === 'closed') refuse('terminal.closed');
    if (terminal.state === 'enrolled') refuse('terminal.already_enrolled');
    const issued = await issueEnrolmentCode(tx, { siteId, terminalId }, personId, clock.now());
    await noteSecurity(tx, clock.now(), eventOf(actor, 'terminal-code-issued', { terminal: terminalId }));
    return { terminalId, name: terminal.name, ...issued };
  });
});

/** A wrong code is refused after its note was written, therefore not inside the transaction. */
async function noteWrongCode(door: Door): Promise<never> {
  await transaction(door.pool, (tx) =>
    noteSecurity(tx, door.clock.now(), eventOf(door.actor, 'terminal-code-wrong', {})),
  );
  refuse('terminal.code_wrong');
}

const enrolTerminalDoor = throughDoor(enrolTerminal, async (door, { code, publicKey }) => {
  if (!isUsableKey(publicKey)) refuse('terminal.key_unusable');
  const found = await transaction(door.pool, (tx) => lockCode(tx, code, door.clock.now()));
  if (found === undefined) return noteWrongCode(door);
  const actor = systemActor(found.site_id, newId());
  const enrolled = await keptAtDoor(door, actor, enrolTerminal, (tx) => enrol(tx, door, { code, publicKey }));
  return enrolled ?? noteWrongCode(door);
});

async function enrol(tx: Tx, door: Door, { code, publicKey }: { code: string; publicKey: string }) {
  const now = door.clock.now();
  const row = await lockCode(tx, code, now);
  if (row === undefined) return null;
  const { site_id: siteId, terminal_id: terminalId } = row;
  const terminal = await lockTerminal(tx, siteId, terminalId);
  const answer = { terminalId, name: terminal.name };
  if (row.used) return terminal.public_key === publicKey && terminal.state === 'enrolled' ? answer : null;
  requireMove(terminal.state, 'enrolled');
  await tx.keep(
    'terminal',
    q
      .updateTable('terminal')
      .set({ state: 'enrolled', public_key: publicKey, enrolled_at: now })
      .where('site_id', '=', siteId)
      .where('terminal_id', '=', terminalId)
      .returningAll(),
  );
  await tx.run(
    q
      .updateTable('enrolment_code')
      .set({ used_at: now })
      .where('site_id', '=', siteId)
      .where('terminal_id', '=', terminalId)
      .where('used_at', 'is', null)
      .where('voided_at', 'is', null),
  );
  await noteSecurity(tx, door.clock.now(), {
    siteId,
    kind: 'terminal-enrolled',
    personId: null,
    sessionId: null,
    address: door.address,
    detail: { terminal: terminalId },
  });
  return answer;
}

const enterCounterDoor = throughDoor(enterCounter, async (door, { ticket }) => {
  const entered = await transaction(door.pool, (tx) => enterByTicket(tx, ticket, door.clock.now()));
  if (entered === null) refuse('terminal.ticket_spent');
  door.setTerminal(entered.token);
  return { terminal: entered.terminal };
});

export const terminalDoors: readonly DoorRoute[] = [issueTerminalCodeDoor, enrolTerminalDoor, enterCounterDoor];
