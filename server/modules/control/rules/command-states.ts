/**
 * The states of a command, and how one ends: by what was read back, not by what the meter said. "Accepted" is only its
 * word; a meter is known to say no and do it, or yes and not.
 */
import type { CommandState, Relay, SwitchCommand } from '../../../../shared/control/words.ts';
import { assert } from '../../../platform/operations/refuse.ts';
import type { LinkAnswer } from '../../network/index.ts';

const MOVES: Readonly<Record<CommandState, readonly CommandState[]>> = {
  waiting: ['asked', 'expired', 'skipped'],
  asked: ['asked', 'accepted', 'confirmed', 'refused', 'silent', 'contradicted', 'unreachable', 'expired'],
  accepted: ['accepted', 'confirmed', 'contradicted'],
  silent: ['silent', 'confirmed', 'contradicted'],
  confirmed: [],
  refused: [],
  contradicted: [],
  unreachable: [],
  expired: [],
  skipped: [],
};

/** A move that is not in the table is a bug of ours: nobody outside chooses these. */
export function assertCommandMove(from: CommandState, to: CommandState): void {
  assert(MOVES[from].includes(to), `a command in state ${from} does not move to ${to}`);
}

/** Whether a command cuts the room off; all others give it power or leave it. */
export const cutsOff = (command: SwitchCommand): boolean => command === 'trip';
export const restores = (command: SwitchCommand): boolean => command === 'close' || command === 'allow-close';

/** What the relay may be once the command is carried out; null where the relay does not show it (keeping power on). */
export function relaysAfter(command: SwitchCommand): readonly Relay[] | null {
  if (command === 'trip') return ['open'];
  if (command === 'close') return ['closed'];
  // The household presses the meter's button when it likes.
  return command === 'allow-close' ? ['close-allowed', 'closed'] : null;
}

export interface Thrown {
  /** Null: not sent, because nothing was reached or it was too late. */
  readonly sent: LinkAnswer<null> | null;
  readonly tooLate: boolean;
  readonly before: Relay | null;
  readonly after: Relay | null;
  readonly powerWatts: number | null;
  readonly currentMilliamperes: number | null;
}

export function judgeCommand(command: SwitchCommand, thrown: Thrown): CommandState {
  const { sent, after } = thrown;
  const wanted = relaysAfter(command);
  const asWanted = after !== null && (wanted?.includes(after) ?? false);
  if (sent === null) {
    if (asWanted) return 'confirmed';
    return thrown.tooLate ? 'expired' : 'unreachable';
  }
  if (asWanted) return 'confirmed';
  if (sent.result === 'refused') return 'refused';
  if (sent.result === 'unreachable') return 'unreachable';
  if (after !== null && wanted !== null) return 'contradicted';
  return sent.result === 'silent' ? 'silent' : 'accepted';
}

/** A command that ended without being read back, looked at again. Still unknown while the meter does not answer. */
export function judgeLook(command: SwitchCommand, before: 'accepted' | 'silent', relay: Relay | null): CommandState {
  const wanted = relaysAfter(command);
  if (relay === null || wanted === null) return before;
  return wanted.includes(relay) ? 'confirmed' : 'contradicted';
}

/** May have reached the meter, so that the room may be without power because of it. */
export const mayHaveCut = (state: CommandState): boolean =>
  state === 'asked' || state === 'accepted' || state === 'confirmed' || state === 'silent' || state === 'contradicted';
