/** The next few commands of a batch, for the page that watches it; the job `carry-out` does the same by itself. */
import { carryOnBatch as contract } from '../../../../shared/contracts/control/carry-on-batch.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { beforeSending } from '../before-sending.ts';
import type { Thrown } from '../rules/command-states.ts';
import { settleCommand } from '../settle-command.ts';
import { batchViews } from '../store/batches.ts';
import { takeCommands } from '../store/commands.ts';
import { type SwitchTicket, throwSwitch } from '../throw-switch.ts';
import { ticketOf } from '../ticket.ts';

const AT_ONCE = 8;
const LOST_AFTER_SECONDS = 180;

interface Ticket {
  readonly batchId: string;
  readonly tickets: readonly SwitchTicket[];
}

export const carryOnBatch = implement<typeof contract, Ticket, readonly Thrown[]>(contract, {
  async reserve(tx, { siteId }, clock, { batchId }) {
    const now = clock.now();
    const [batch] = await batchViews(tx, siteId, { batchId, limit: 1 });
    if (batch === undefined) return refuse('record.not_found');
    await beforeSending(tx, siteId, now);
    const lostBefore = addSeconds(now, -LOST_AFTER_SECONDS);
    const rows = await takeCommands(tx, siteId, { now, lostBefore, batchId, limit: AT_ONCE });
    if (rows.length === 0) {
      const [present] = await batchViews(tx, siteId, { batchId, limit: 1 });
      return { done: present! };
    }
    return { ticket: { batchId, tickets: rows.map((row) => ticketOf(row)) } };
  },
  call: ({ tickets }, outside) => Promise.all(tickets.map((ticket) => throwSwitch(ticket, outside.meters))),
  async settle(tx, actor, clock, { ticket: { batchId, tickets }, outcome }) {
    for (const [index, ticket] of tickets.entries())
      await settleCommand(tx, actor, clock, { ticket, thrown: outcome[index]! });
    const [batch] = await batchViews(tx, actor.siteId, { batchId, limit: 1 });
    return batch!;
  },
});
