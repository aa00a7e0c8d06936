/**
 * One machine, one purpose: where the house takes money at terminals only, whoever opens a drawer or sells sits at an
 * enrolled terminal of that purpose, whose agent is connected and which was checked before work. Everywhere, a grave
 * incident that the product found stops selling at its place until it is closed. One prepared statement; the connection
 * is judged by its lease, nobody is asked.
 */
import { PURPOSE_SPECS, type Purpose } from '../../../shared/devices/words.ts';
import type { BusinessDate } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { assert, refuse } from '../../platform/operations/refuse.ts';

interface GuardRow {
  readonly stopped: string | null;
  readonly required: boolean;
  readonly name: string | null;
  readonly purpose: Purpose | null;
  readonly connected: boolean;
  readonly checked_on: BusinessDate | null;
}

const GUARD = `select coalesce(r.required, false) as required,
    t.name, t.purpose, l.checked_on,
    coalesce(l.connection_id is not null and l.leased_until > clock_timestamp(), false) as connected,
    (select 'I' || c.case_no from selling_stop s join case_file c on c.site_id = s.site_id and c.case_id = s.case_id
      where s.site_id = $1 and c.state <> 'closed' and (s.terminal_id is null or s.terminal_id = $2)
      order by c.case_no limit 1) as stopped
  from site
  left join lateral (select required from terminal_rule where site_id = $1 order by version desc limit 1) r on true
  left join terminal t on t.site_id = $1 and t.terminal_id = $2 and t.state = 'enrolled'
  left join terminal_link l on l.site_id = t.site_id and l.terminal_id = t.terminal_id
  where site.site_id = $1`;

/**
 * Refuses 'terminal.stopped' everywhere; where the house takes money at terminals only, also 'terminal.none',
 * 'terminal.other_purpose', 'terminal.offline' or 'terminal.not_checked'.
 * @param today where the day of the check matters: when a drawer is opened. A session is of one day anyway.
 */
export async function requireTerminal(tx: Tx, actor: Actor, today?: BusinessDate): Promise<void> {
  const [row] = await tx.prepared<GuardRow>('devices.guard', GUARD, [actor.siteId, actor.terminalId]);
  assert(row !== undefined, 'the site of the actor is not there');
  if (row.stopped !== null) refuse('terminal.stopped', { number: row.stopped });
  if (!row.required) return;
  const { name, purpose } = row;
  if (name === null || purpose === null) refuse('terminal.none');
  if (!PURPOSE_SPECS[purpose].posts.some((post) => post === actor.post)) refuse('terminal.other_purpose', { name });
  if (!row.connected) refuse('terminal.offline', { name });
  if (row.checked_on === null || (today !== undefined && row.checked_on !== today))
    refuse('terminal.not_checked', { name });
}
