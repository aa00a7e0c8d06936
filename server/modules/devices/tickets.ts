/**
 * Which browser is which counter. The agent asks for a ticket, opens its browser with it, and the browser trades it,
 * once and within a minute, for a token in its cookie. Only hashes are kept.
 */
import type pg from 'pg';
import { addSeconds, type Instant } from '../../../shared/values/calendar.ts';
import { sha256 } from '../../platform/chain/day.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { newSiteToken, siteOfToken } from '../../platform/site-token.ts';
import type { CommandAddress } from './agent-port.ts';

const TICKET_SECONDS = 60;

/** The address to open; the ticket stands behind the `#`, where no server's log sees it. */
export async function issueTicket(tx: Tx, { siteId, terminalId }: CommandAddress, now: Instant): Promise<string> {
  const ticket = newSiteToken(siteId);
  await tx.run(q.deleteFrom('browser_ticket').where('site_id', '=', siteId).where('expires_at', '<', now));
  await tx.run(
    q.insertInto('browser_ticket').values({
      site_id: siteId,
      ticket_hash: sha256(ticket),
      terminal_id: terminalId,
      issued_at: now,
      expires_at: addSeconds(now, TICKET_SECONDS),
    }),
  );
  return `/counter-ticket#${ticket}`;
}

export interface EnteredCounter {
  readonly siteId: string;
  readonly terminal: string;
  readonly token: string;
}

/** Uses the ticket up; null when it is no ticket, used, or too old, or its terminal is closed. */
export async function enterByTicket(tx: Tx, ticket: string, now: Instant): Promise<EnteredCounter | null> {
  const siteId = siteOfToken(ticket);
  if (siteId === null) return null;
  const [spent] = await tx.many(
    sql<{ terminal_id: string; name: string }>`update browser_ticket b set used_at = ${now} from terminal t
      where b.site_id = ${siteId} and b.ticket_hash = ${sha256(ticket)} and b.used_at is null and b.expires_at > ${now}
        and t.site_id = b.site_id and t.terminal_id = b.terminal_id and t.state = 'enrolled'
      returning b.terminal_id, t.name`,
  );
  if (spent === undefined) return null;
  const token = newSiteToken(siteId);
  await tx.run(
    q.insertInto('terminal_token').values({
      site_id: siteId,
      token_hash: sha256(token),
      terminal_id: spent.terminal_id,
      issued_at: now,
    }),
  );
  return { siteId, terminal: spent.name, token };
}

/** The enrolled terminal a browser's token belongs to. Asked with every request, so one round trip without a transaction. */
export async function terminalOfToken(pool: pg.Pool, siteId: string, token: string): Promise<string | null> {
  const found = await pool.query<{ terminal_id: string }>({
    name: 'devices.terminal-of-token',
    text: `select k.terminal_id from terminal_token k
     join terminal t on t.site_id = k.site_id and t.terminal_id = k.terminal_id and t.state = 'enrolled'
     where k.site_id = $1 and k.token_hash = $2 and k.ended_at is null`,
    values: [siteId, sha256(token)],
  });
  return found.rows[0]?.terminal_id ?? null;
}
