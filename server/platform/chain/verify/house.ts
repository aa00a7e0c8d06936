/**
 * Verifies everything from genesis: chains, sealed days, every row of every kept table against what the chain last said
 * of it, and what modules add (balanced entries, gapless numbers). Reads one snapshot, writes nothing, changes nothing.
 *
 * What it cannot see: cash that was never entered, a rewrite of the whole database including the chains when no digest
 * from outside is given as an anchor, and rows of tables that are not kept (sessions, personal data).
 */
import type pg from 'pg';
import { loadChains, walkChains } from './chains.ts';
import { verifyDays } from './days.ts';
import { collectFaults, type Faults } from './faults.ts';
import { locate } from './locate.ts';
import { drawKey, startReplay, type Total, totalOf } from './replay.ts';
import { openSnapshot } from './snapshot.ts';
import { describeTables, type KeptTable } from './tables.ts';

/** A check by one statement: $1 is the site; each row that comes back has a column `fault`, in words. */
export interface HouseCheck {
  readonly sql: string;
}

export interface VerifyOptions {
  /** Of all modules. */
  readonly keptTables: readonly string[];
  readonly checks?: readonly HouseCheck[];
  /** Digests from paper or elsewhere that must be on the books: at least the first 32 hexadecimal figures. */
  readonly anchors?: readonly string[];
  /** One site; default: all of them. */
  readonly siteId?: string;
}

export interface VerifyReport {
  readonly records: number;
  readonly rows: number;
  readonly faultCount: number;
  /** The first faults, at most 51, in the order in which they were found. */
  readonly faults: readonly string[];
}

const ANCHOR_FIGURES = 32;

export function isAnchor(text: string): boolean {
  return /^[0-9a-f]{32,64}$/.test(text);
}

export async function verifyHouse(pool: pg.Pool, options: VerifyOptions): Promise<VerifyReport> {
  const faults = collectFaults();
  const anchors = new Map((options.anchors ?? []).map((anchor) => [anchor.slice(0, ANCHOR_FIGURES), anchor]));
  const onHash = (hash: string): void => {
    const anchor = anchors.size === 0 ? undefined : anchors.get(hash.slice(0, ANCHOR_FIGURES));
    if (anchor !== undefined && hash.startsWith(anchor)) anchors.delete(hash.slice(0, ANCHOR_FIGURES));
  };
  const snapshot = await openSnapshot(pool);
  let records = 0;
  let rows = 0;
  try {
    const on: Connections = { chains: snapshot.client, tables: await snapshot.join(), checks: await snapshot.join() };
    const tables = await describeTables(on.tables, options.keptTables);
    const { rows: sites } = await on.tables.query<{ site_id: string }>('select site_id from site order by site_id');
    for (const { site_id: siteId } of sites) {
      if (options.siteId !== undefined && options.siteId !== siteId) continue;
      const done = await verifySite(on, { siteId, tables, faults, onHash, checks: options.checks ?? [] });
      records += done.records;
      rows += done.rows;
    }
  } finally {
    await snapshot.close();
  }
  for (const anchor of anchors.values())
    faults.add(
      `anchor ${anchor}: no record and no sealed day has this digest; the books were rewritten after it was taken`,
    );
  return { records, rows, faultCount: faults.count, faults: faults.listed };
}

/** Of one snapshot: what each reads, it reads while the others do. */
interface Connections {
  readonly chains: pg.Client;
  readonly tables: pg.ClientBase;
  readonly checks: pg.ClientBase;
}

interface Site {
  readonly siteId: string;
  readonly tables: readonly KeptTable[];
  readonly faults: Faults;
  readonly onHash: (hash: string) => void;
  readonly checks: readonly HouseCheck[];
}

async function verifySite(on: Connections, site: Site): Promise<{ records: number; rows: number }> {
  const { siteId, tables, faults, onHash } = site;
  const key = drawKey();
  const chains = await loadChains(on.chains, siteId);
  const replay = startReplay(tables, key, faults);
  const [walk, totals, checked] = await Promise.all([
    walkChains(on.chains, chains, { siteId, faults, onFact: replay.take, onHash }),
    addUp(on, site, key),
    runChecks(on, site),
  ]);
  await verifyDays(on.chains, { siteId, chains: walk.walked, faults, onHash });
  for (const [index, said] of replay.totals().entries()) {
    const found = totals[index]!;
    if (said.rows === found.rows && said.sum === found.sum) continue;
    const size = Math.max(said.rows, found.rows);
    await locate(on.tables, { siteId, chains, table: said.table, size, faults });
  }
  for (const fault of checked) faults.add(fault);
  return { records: walk.records, rows: totals.reduce((sum, total) => sum + total.rows, 0) };
}

async function addUp({ tables: client }: Connections, { tables, siteId }: Site, key: string): Promise<Total[]> {
  const totals: Total[] = [];
  for (const table of tables) totals.push(await totalOf(client, table, siteId, key));
  return totals;
}

async function runChecks({ checks: client }: Connections, { checks, siteId }: Site): Promise<string[]> {
  const found: string[] = [];
  for (const check of checks) {
    const { rows } = await client.query<{ fault: string }>(check.sql, [siteId]);
    found.push(...rows.map((row) => row.fault));
  }
  return found;
}
