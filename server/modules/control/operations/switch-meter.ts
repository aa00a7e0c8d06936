/**
 * One meter switched by a person: the command is written before anything is sent, the relay is read back after it, and
 * what was read back is the answer.
 */
import { switchMeter as contract } from '../../../../shared/contracts/control/switch-meter.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { placedMeters } from '../../collection/index.ts';
import { requireCuttable } from '../require-cuttable.ts';
import { cutsOff, type Thrown } from '../rules/command-states.ts';
import { settleCommand } from '../settle-command.ts';
import { commandViews } from '../store/command-views.ts';
import { insertCommands, openCommandOf } from '../store/commands.ts';
import { type SwitchTicket, throwSwitch } from '../throw-switch.ts';
import { ticketOf } from '../ticket.ts';

export const switchMeter = implement<typeof contract, SwitchTicket, Thrown>(contract, {
  async reserve(tx, actor, clock, input) {
    const { siteId } = actor;
    await tx.prepared(
      'control.lock-credit',
      'select 1 from meter_credit where site_id = $1 and meter_id = $2 for update',
      [siteId, input.meterId],
    );
    const [meter] = await placedMeters(tx, siteId, { meterIds: [input.meterId], all: true });
    if (meter === undefined) return refuse('record.not_found');
    const facts = { meterNo: meter.meter_no };
    if (meter.state === 'retired') refuse('meter.retired', facts);
    if (!meter.linked) refuse('control.not_linked', facts);
    if (await openCommandOf(tx, siteId, input.meterId)) refuse('control.under_way', facts);
    if (cutsOff(input.command)) await requireCuttable(tx, siteId, meter);
    const now = clock.now();
    const [row] = await insertCommands(tx, actor, [
      {
        meterId: meter.meter_id,
        roomId: meter.room_id,
        command: input.command,
        origin: 'hand',
        originId: null,
        reason: input.reason,
        note: input.note,
        validMinutes: input.validMinutes,
        notAfter: addSeconds(now, input.validMinutes * 60),
        at: now,
        begins: 'asked',
      },
    ]);
    return { ticket: ticketOf(row!) };
  },
  call: (ticket, outside) => throwSwitch(ticket, outside.meters),
  async settle(tx, actor, clock, { ticket, outcome }) {
    await settleCommand(tx, actor, clock, { ticket, thrown: outcome });
    const [view] = await commandViews(tx, actor.siteId, { commandId: ticket.commandId, limit: 1 });
    return view!;
  },
});
