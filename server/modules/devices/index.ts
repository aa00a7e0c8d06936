/** The public face of devices: counters and what stands on them. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { addSessionExtra } from '../posts/index.ts';
import { terminalDoors } from './doors/terminal-doors.ts';
import { forgetPrints } from './jobs/forget-prints.ts';
import { watchClock } from './jobs/watch-clock.ts';
import { changeTerminalOperation } from './operations/change-terminal.ts';
import { checkDevicesOperation } from './operations/check-devices.ts';
import { closeDownOperation } from './operations/close-down.ts';
import { closeTerminalOperation } from './operations/close-terminal.ts';
import { confirmCheckOperation } from './operations/confirm-check.ts';
import { inviteTerminalOperation } from './operations/invite-terminal.ts';
import { requireTerminalsOperation } from './operations/require-terminals.ts';
import { setProgramRuleOperation } from './operations/set-program-rule.ts';
import { virtualInsertIntoMeterOperation } from './operations/virtual-insert-into-meter.ts';
import { virtualPlaceCardOperation } from './operations/virtual-place-card.ts';
import { virtualRemoveCardOperation } from './operations/virtual-remove-card.ts';
import { virtualStateOperation } from './operations/virtual-state.ts';
import { programsQuery } from './queries/programs.ts';
import { deviceHealthQuery, healthChecksQuery, terminalsQuery } from './queries/terminals.ts';
import { terminalRow } from './store.ts';

export type { AgentOutcome, Agents, CommandAddress } from './agent-port.ts';
export { registerCheckPoint } from './check-points.ts';
export { type CloseDownGuard, registerCloseDownGuard } from './close-down-guard.ts';
export { type Counters, openCounters } from './counters.ts';
export { enrolLocal, type LocalAgent } from './local-terminal.ts';
export { printAtCounter } from './print.ts';
export { meantTerminal, type TerminalRow } from './store.ts';
export { requireTerminal } from './terminal-guard.ts';
export { orderEnd } from './virtual-order.ts';

addSessionExtra(async (tx, actor) => {
  if (actor.terminalId === null) return {};
  const row = await terminalRow(tx, actor.siteId, actor.terminalId);
  return { terminal: row === undefined ? null : { name: row.name } };
});

export const devicesModule: ServerModule = {
  name: 'devices',
  operations: [
    inviteTerminalOperation,
    changeTerminalOperation,
    closeTerminalOperation,
    requireTerminalsOperation,
    checkDevicesOperation,
    confirmCheckOperation,
    setProgramRuleOperation,
    closeDownOperation,
    virtualPlaceCardOperation,
    virtualRemoveCardOperation,
    virtualInsertIntoMeterOperation,
    virtualStateOperation,
  ],
  queries: [terminalsQuery, deviceHealthQuery, healthChecksQuery, programsQuery],
  doors: terminalDoors,
  jobs: [forgetPrints, watchClock],
  keptTables: [
    'terminal',
    'terminal_rule',
    'health_check',
    'health_point',
    'check_confirmation',
    'device_fault',
    'program_rule',
    'foreign_program',
    'closing_down',
  ],
};
