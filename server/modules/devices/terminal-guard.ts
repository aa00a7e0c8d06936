/**
 * One machine, one purpose: where the house takes money at terminals only, whoever opens a drawer or sells sits at an
 * enrolled terminal of that purpose, whose agent is connected and which was checked before work. One prepared
 * statement; the connection is judged by its lease, nobody is asked.
 */
import { PURPOSE_SPECS, type Purpose } from '../../../shared/devices/words.ts';
import type { BusinessDate } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';

interface GuardRow {
  readonly required: boolean;
  readonly name: string | null;
  readonly purpose: Purpose | null;
  readonly connected: boolean;
  readonly checked_on: BusinessDate | null;
}

const GUARD = `select r.required, t.name, t.purpose, l.checked_on,
    coalesce(l.connection_id is not null and l.leased_until > clock_timestamp(), false) as connected
  from (select site_id, required from terminal_rule where site_id = $1 order by version desc limit 1) r
  left join terminal t on t.site_id = r.site_id and t.terminal_id = $2 and t.state = 'enrolled'
  left join terminal_link l on l.site_id = t.site_id and l.terminal_id = t.terminal_id`;

/**
 * Refuses 'terminal.none', 'terminal.other_purpose', 'terminal.offline' or 'terminal.not_checked'; says nothing where
 * the house does not ask for terminals.
 * @param today where the day of the check matters: when a drawer is opened. A session is of one day anyway.
 */
export async function requireTerminal(tx: Tx, actor: Actor, today?: BusinessDate): Promise<void> {
  const [row] = await tx.prepared<GuardRow>('devices.guard', GUARD, [actor.siteId, actor.terminalId]);
  if (row === undefined || !row.required) return;
  const { name, purpose } = row;
  if (name === null || purpose === null) refuse('terminal.none');
  if (!PURPOSE_SPECS[purpose].posts.some((post) => post === actor.post)) refuse('terminal.other_purpose', { name });
  if (!row.connected) refuse('terminal.offline', { name });
  if (row.checked_on === null || (today !== undefined && row.checked_on !== today))
    refuse('terminal.not_checked', { name });
}
