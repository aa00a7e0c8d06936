import type { CommandRow } from './store/commands.ts';
import type { SwitchTicket } from './throw-switch.ts';

export const ticketOf = (row: CommandRow, lookOnly = false): SwitchTicket => ({
  siteId: row.site_id,
  commandId: row.command_id,
  meterId: row.meter_id,
  command: row.command,
  validMinutes: row.valid_minutes,
  notAfter: row.not_after,
  lookOnly,
});
