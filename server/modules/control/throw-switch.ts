/**
 * Throws one switch: reads the relay, sends the command if it is not too late, reads back. No transaction is open. Safe
 * to do again with the same ticket: the same command twice is the same, and after its time it is only looked at.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Relay, SwitchCommand } from '../../../shared/control/words.ts';
import { addSeconds, type Instant, minutesBetween } from '../../../shared/values/calendar.ts';
import type { LinkAnswer, MeterAddress, MeterLink } from '../network/index.ts';
import { relaysAfter, type Thrown } from './rules/command-states.ts';

export interface SwitchTicket {
  readonly siteId: string;
  readonly commandId: string;
  readonly meterId: string;
  readonly command: SwitchCommand;
  readonly validMinutes: number;
  readonly notAfter: Instant;
  /** Only to be read back. */
  readonly lookOnly: boolean;
}

/** A relay takes its time; the first read-back may still show the old state. */
const SETTLES_MS = 1200;

const known = <T>(answer: LinkAnswer<T>): T | null => (answer.result === 'answered' ? answer.value : null);

async function readBack(meters: MeterLink, to: MeterAddress) {
  const read = await meters.read(to, ['relay', 'powerWatts', 'currentMilliamperes']);
  return {
    after: known(read.relay),
    powerWatts: known(read.powerWatts),
    currentMilliamperes: known(read.currentMilliamperes),
  };
}

const asWanted = (command: SwitchCommand, relay: Relay | null): boolean =>
  relay === null || (relaysAfter(command)?.includes(relay) ?? true);

export async function throwSwitch(ticket: SwitchTicket, meters: MeterLink): Promise<Thrown> {
  const { command, notAfter } = ticket;
  const to: MeterAddress = { siteId: ticket.siteId, meterId: ticket.meterId };
  const first = (await meters.read(to, ['relay'])).relay;
  const before = known(first);
  const tooLate = first.at > notAfter;
  const unsent = { before, after: before, powerWatts: null, currentMilliamperes: null, sent: null, tooLate };
  if (first.result === 'unreachable') return { ...unsent, after: null };
  if (tooLate || ticket.lookOnly) return { ...unsent, ...(await readBack(meters, to)) };
  const left = Math.max(1, minutesBetween(first.at, addSeconds(notAfter, 59)));
  const sent = await meters.switchRelay(to, command, Math.min(ticket.validMinutes, left));
  let back = await readBack(meters, to);
  if (sent.result === 'answered' && !asWanted(command, back.after)) {
    await pause(SETTLES_MS);
    back = await readBack(meters, to);
  }
  return { sent, tooLate, before, ...back };
}
