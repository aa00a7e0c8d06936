/**
 * The server's own machine as a terminal: enrolled without a code by the key of the agent that runs in this process.
 * One a house; a new key takes the place of the old one. Closed by the administrator, it stays closed.
 */
import type pg from 'pg';
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { q, sql } from '../../platform/db/query.ts';
import { reading, type Tx } from '../../platform/db/tx.ts';
import { runJob } from '../../platform/jobs.ts';
import type { Live } from '../../platform/live.ts';
import { SYSTEM_PERSON } from '../../platform/operations/actor.ts';
import type { CommandAddress } from './agent-port.ts';
import { insertTerminal } from './store.ts';

export interface LocalAgent {
  /** Ed25519, DER SubjectPublicKeyInfo as base64. */
  readonly publicKey: string;
  readonly virtual: boolean;
}

interface LocalRow {
  readonly terminal_id: string;
  readonly public_key: string;
  readonly state: string;
}

const NAMES = ['本机', '本机柜台', '服务器本机'] as const;

const localRow = (tx: Tx, siteId: string) =>
  tx.maybe(
    sql<LocalRow>`select terminal_id, public_key, state from terminal where site_id = ${siteId} and local
      order by terminal_id desc limit 1`,
  );

async function freeName(tx: Tx, siteId: string): Promise<string> {
  const taken = await tx.many(
    sql<{ name: string }>`select name from terminal where site_id = ${siteId} and state <> 'closed'`,
  );
  return NAMES.find((name) => !taken.some((row) => row.name === name)) ?? `本机 ${newId().slice(-4)}`;
}

/** The terminals of this machine, one for each house that is set up; empty while there is none. */
export async function enrolLocal(
  parts: { readonly pool: pg.Pool; readonly clock: Clock; readonly live: Live },
  agent: LocalAgent,
): Promise<CommandAddress[]> {
  const houses = await reading(parts.pool, (tx) =>
    tx.many(sql<{ site_id: string }>`select site_id from house where state = 'open'`),
  );
  const terminals: CommandAddress[] = [];
  for (const { site_id: siteId } of houses) {
    const job = { name: 'devices.enrol-local', cron: '', run: (tx: Tx) => enrolHere(tx, siteId, agent, parts.clock) };
    await runJob(parts, job, siteId);
    const row = await reading(parts.pool, (tx) => localRow(tx, siteId));
    if (row?.state === 'enrolled') terminals.push({ siteId, terminalId: row.terminal_id });
  }
  return terminals;
}

async function enrolHere(tx: Tx, siteId: string, agent: LocalAgent, clock: Clock): Promise<void> {
  const row = await localRow(tx, siteId);
  if (row === undefined)
    return insertTerminal(tx, {
      siteId,
      terminalId: newId(),
      fields: {
        name: await freeName(tx, siteId),
        place: '',
        purpose: 'counter',
        // What prints is the browser, which shows the slip; a slip printer is registered by who has one.
        expects: agent.virtual ? ['reader'] : [],
        slipPaper: null,
      },
      by: SYSTEM_PERSON,
      now: clock.now(),
      localKey: agent.publicKey,
    });
  if (row.state !== 'enrolled' || row.public_key === agent.publicKey) return;
  await tx.keep(
    'terminal',
    q
      .updateTable('terminal')
      .set({ public_key: agent.publicKey, enrolled_at: clock.now() })
      .where('site_id', '=', siteId)
      .where('terminal_id', '=', row.terminal_id)
      .returningAll(),
  );
}
