/**
 * The connection of a terminal's agent as a row: which connection of which server holds it, and until when. A newer
 * connection takes it over. By the database's clock, which is the same for all servers.
 */
import type { DeviceReport } from '../../../../shared/agent/protocol.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { CommandAddress } from '../agent-port.ts';

/** Renewed every five seconds; a server that dies is noticed after this. */
const LEASE = sql`clock_timestamp() + interval '20 seconds'`;

export interface HeldLink extends CommandAddress {
  readonly connectionId: string;
}

export interface KnownTerminal extends CommandAddress {
  readonly name: string;
  readonly state: string;
  readonly publicKey: string | null;
}

/** By its id alone, as the agent says it: nobody knows the site yet. */
export function terminalById(tx: Tx, terminalId: string): Promise<KnownTerminal | undefined> {
  return tx.maybe(
    sql<KnownTerminal>`select site_id as "siteId", terminal_id as "terminalId", name, state,
      public_key as "publicKey" from terminal where terminal_id = ${terminalId}`,
  );
}

export interface Arrival {
  readonly version: string;
  readonly virtual: boolean;
  readonly devices: readonly DeviceReport[];
  readonly lastNumber?: number | undefined;
}

const ofLink = (link: CommandAddress) => sql`site_id = ${link.siteId} and terminal_id = ${link.terminalId}`;

/** The connection takes the terminal over from whichever held it. */
export async function takeLink(tx: Tx, link: HeldLink, arrival: Arrival, now: Instant): Promise<void> {
  await tx.run(
    sql`update terminal_link set connection_id = ${link.connectionId}, leased_until = ${LEASE}, last_seen_at = ${now},
      version = ${arrival.version}, virtual = ${arrival.virtual}, card_atr = null,
      last_number = greatest(last_number, ${arrival.lastNumber ?? 0}::bigint) where ${ofLink(link)}`,
  );
  await storeReports(tx, link, arrival.devices, now);
}

/** False: a newer connection has the terminal, or the terminal was closed. */
export async function renewLink(tx: Tx, link: HeldLink, now: Instant): Promise<boolean> {
  const renewed = await tx.run(
    sql`update terminal_link set leased_until = ${LEASE}, last_seen_at = ${now}
      where ${ofLink(link)} and connection_id = ${link.connectionId}
        and exists (select 1 from terminal where ${ofLink(link)} and state = 'enrolled')`,
  );
  return renewed === 1;
}

export async function leaveLink(tx: Tx, link: HeldLink, now: Instant): Promise<void> {
  await tx.run(
    sql`update terminal_link set connection_id = null, leased_until = null, last_seen_at = ${now}, card_atr = null
      where ${ofLink(link)} and connection_id = ${link.connectionId}`,
  );
}

/** Whoever holds the terminal, holds it no more: it was closed. */
export async function cutLink(tx: Tx, link: CommandAddress): Promise<void> {
  await tx.run(
    sql`update terminal_link set connection_id = null, leased_until = null, card_atr = null where ${ofLink(link)}`,
  );
}

/** Locks the link; null when another connection has it. Answers the number given last. */
export async function lockLink(tx: Tx, link: HeldLink): Promise<number | null> {
  const row = await tx.maybe(
    q
      .selectFrom('terminal_link')
      .select('last_number')
      .where('site_id', '=', link.siteId)
      .where('terminal_id', '=', link.terminalId)
      .where('connection_id', '=', link.connectionId)
      .forUpdate(),
  );
  return row?.last_number ?? null;
}

export const setLastNumber = (tx: Tx, link: CommandAddress, number: number): Promise<number> =>
  tx.run(sql`update terminal_link set last_number = ${number} where ${ofLink(link)}`);

export const setCard = (tx: Tx, link: HeldLink, atr: string | null): Promise<number> =>
  tx.run(
    sql`update terminal_link set card_atr = ${atr} where ${ofLink(link)} and connection_id = ${link.connectionId}`,
  );

export async function isConnected(tx: Tx, link: CommandAddress): Promise<boolean> {
  const [row] = await tx.prepared<{ connected: boolean }>(
    'devices.connected',
    `select coalesce(connection_id is not null and leased_until > clock_timestamp(), false) as connected
     from terminal_link where site_id = $1 and terminal_id = $2`,
    [link.siteId, link.terminalId],
  );
  return row?.connected ?? false;
}

/** The last state of each device; one that is not reported any more is forgotten. */
export async function storeReports(
  tx: Tx,
  link: CommandAddress,
  devices: readonly DeviceReport[],
  now: Instant,
): Promise<void> {
  await tx.run(sql`delete from device_report where ${ofLink(link)}`);
  const seen = new Map(devices.map((report) => [`${report.device} ${report.name}`, report]));
  for (const { device, name, state, detail } of seen.values())
    await tx.run(
      q.insertInto('device_report').values({
        site_id: link.siteId,
        terminal_id: link.terminalId,
        device,
        name,
        state,
        detail: detail ?? '',
        at: now,
      }),
    );
}

/** Terminals among these that have something queued: what a lost signal did not tell. */
export async function queuedFor(tx: Tx, terminalIds: readonly string[]): Promise<string[]> {
  const rows = await tx.prepared<{ terminal_id: string }>(
    'devices.queued-for',
    "select distinct terminal_id from agent_command where state = 'queued' and terminal_id = any($1)",
    [terminalIds],
  );
  return rows.map((row) => row.terminal_id);
}
