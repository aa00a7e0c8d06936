/** Writes what came of one command, and what follows from it for the event it belongs to or the room's load. */
import type { CommandState } from '../../../shared/control/words.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { endFlag, raiseFlag } from '../collection/index.ts';
import type { LinkAnswer } from '../network/index.ts';
import { endEventByPerson, endEventByRestore, settleTripOfEvent } from './load-events.ts';
import { assertCommandMove, cutsOff, judgeCommand, judgeLook, restores, type Thrown } from './rules/command-states.ts';
import { type CommandRow, endCommand, lockCommand } from './store/commands.ts';
import { noteSight } from './store/relay-seen.ts';
import type { SwitchTicket } from './throw-switch.ts';

const answerText = (sent: LinkAnswer<null> | null): string | null => {
  if (sent === null) return null;
  return sent.result === 'refused' ? `refused:${sent.error}` : sent.result;
};

const byPerson = (row: CommandRow): boolean => row.origin === 'hand' || row.origin === 'batch';
const carriedOut = (state: CommandState): boolean => state === 'confirmed' || state === 'accepted';

export interface SettledCommand {
  readonly ticket: SwitchTicket;
  readonly thrown: Thrown;
}

/** Answers the row as it now is; one that was settled meanwhile stays as it is. */
export async function settleCommand(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { ticket, thrown }: SettledCommand,
): Promise<CommandRow> {
  const { siteId, commandId } = ticket;
  const row = await lockCommand(tx, siteId, commandId);
  if (row === undefined) throw new Error(`the command ${commandId} is not here`);
  const unsure = row.state === 'accepted' || row.state === 'silent';
  if (row.state !== 'asked' && !(ticket.lookOnly && unsure)) return row;
  const now = clock.now();
  const state = unsure
    ? judgeLook(row.command, row.state as 'accepted' | 'silent', thrown.after)
    : judgeCommand(row.command, thrown);
  assertCommandMove(row.state, state);
  await noteSight(tx, siteId, {
    meterId: row.meter_id,
    at: now,
    relay: thrown.after,
    powerWatts: thrown.powerWatts,
  });
  const ended = await endCommand(tx, siteId, commandId, {
    state,
    answer: unsure ? row.answer : answerText(thrown.sent),
    relay_before: row.relay_before ?? thrown.before,
    relay_after: thrown.after ?? row.relay_after,
    power_watts: thrown.powerWatts,
    current_milliamperes: thrown.currentMilliamperes,
    ended_at: now,
  });
  await whatFollows(tx, actor, clock, ended);
  return ended;
}

async function whatFollows(tx: Tx, actor: Actor, clock: Clock, row: CommandRow): Promise<void> {
  const now = row.ended_at!;
  if (row.state === 'confirmed')
    await endFlag(tx, actor, { meterId: row.meter_id, kind: 'relay-differs', at: now, note: '已按新命令读回确认' });
  if (row.state === 'contradicted')
    await raiseFlag(tx, actor, clock, {
      meterId: row.meter_id,
      kind: 'relay-differs',
      at: now,
      facts: { wanted: row.command, found: row.relay_after },
    });
  if (row.origin === 'load' && cutsOff(row.command)) await settleTripOfEvent(tx, row);
  if (row.origin === 'load' && restores(row.command) && row.state === 'confirmed') await endEventByRestore(tx, row);
  if (byPerson(row) && restores(row.command) && carriedOut(row.state)) await endEventByPerson(tx, row);
}
