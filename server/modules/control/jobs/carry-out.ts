/**
 * Every minute: sends the commands that wait, restoring before cutting off, and looks again at those that were not read
 * back. What waited beyond its time is not sent.
 */
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { outsideJob } from '../../../platform/operations/implement.ts';
import { beforeSending } from '../before-sending.ts';
import type { Thrown } from '../rules/command-states.ts';
import { settleCommand } from '../settle-command.ts';
import { takeCommands, takeUnsure } from '../store/commands.ts';
import { type SwitchTicket, throwSwitch } from '../throw-switch.ts';
import { ticketOf } from '../ticket.ts';

const AT_ONCE = 16;
const BATCH = 64;
const LOST_AFTER_SECONDS = 180;
const LOOK_AFTER_SECONDS = 60;
const LOOK_UNTIL_SECONDS = 3600;
const ATTEMPTS = 6;

export const carryOut = outsideJob<SwitchTicket, Thrown>({
  name: 'control.carry-out',
  cron: '* * * * *',
  atOnce: AT_ONCE,
  async take(tx, { siteId }, clock) {
    const now = clock.now();
    await beforeSending(tx, siteId, now);
    const next = await takeCommands(tx, siteId, {
      now,
      lostBefore: addSeconds(now, -LOST_AFTER_SECONDS),
      batchId: null,
      limit: BATCH,
    });
    const unsure = await takeUnsure(tx, siteId, {
      endedBefore: addSeconds(now, -LOOK_AFTER_SECONDS),
      endedAfter: addSeconds(now, -LOOK_UNTIL_SECONDS),
      attempts: ATTEMPTS,
    });
    return [...next.map((row) => ticketOf(row)), ...unsure.map((row) => ticketOf(row, true))];
  },
  call: (ticket, outside) => throwSwitch(ticket, outside.meters),
  async settle(tx, actor, clock, { piece, outcome }) {
    await settleCommand(tx, actor, clock, { ticket: piece, thrown: outcome });
  },
});
