/**
 * What waited is looked at once more before it is sent: beyond its time it is not sent, and a room that was protected or
 * sold to meanwhile is not cut off.
 */
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { settleTripOfEvent } from './load-events.ts';
import { cutsOff } from './rules/command-states.ts';
import { expireCommands, leaveOut, waitingToCut } from './store/commands.ts';
import { whyNotCut } from './trip-guard.ts';

export async function beforeSending(tx: Tx, siteId: string, now: Instant): Promise<void> {
  const dropped = await expireCommands(tx, siteId, now);
  for (const [meterId, { why }] of await whyNotCut(tx, siteId, await waitingToCut(tx, siteId)))
    dropped.push(...(await leaveOut(tx, siteId, meterId, { reason: why, now })));
  for (const command of dropped)
    if (command.origin === 'load' && cutsOff(command.command)) await settleTripOfEvent(tx, command);
}
