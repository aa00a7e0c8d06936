/**
 * Finds the rows of one table that differ from what the chain says of them, once the sums have shown that some do.
 * Slower, and only run on a fault: the chain is read again for this table and each row is held against its facts.
 *
 * Facts of one row on two chains are ordered by their times only when these are further apart than a transaction may
 * have waited for the row: closer ones may have been written in either order, and the row may be as any of them.
 */
import { hash } from 'node:crypto';
import type pg from 'pg';
import { canonicalJson } from '../../../../shared/values/canonical.ts';
import { type ChainRow, nameOfChain, type Place } from './chains.ts';
import type { Faults } from './faults.ts';
import { readRecord } from './record.ts';
import { keyOf } from './replay.ts';
import { batches } from './snapshot.ts';
import { type KeptTable, quoteName } from './tables.ts';

type Row = Readonly<Record<string, unknown>>;

interface Candidate extends Place {
  readonly digest: string;
}

export interface Search {
  readonly siteId: string;
  readonly chains: readonly ChainRow[];
  readonly table: KeptTable;
  /** Rows of the table or facts of it, whichever are more. */
  readonly size: number;
  readonly faults: Faults;
}

const UNORDERED_MS = 15_000;
/** Keys held in memory at a time; a bigger table is searched in as many passes as it needs. */
const KEYS_AT_ONCE = 1_000_000;

export async function locate(client: pg.ClientBase, search: Search): Promise<void> {
  const passes = Math.ceil(search.size / KEYS_AT_ONCE) || 1;
  const { count } = search.faults;
  for (let pass = 0; pass < passes; pass += 1) {
    const mine = (key: string) => passes === 1 || Number.parseInt(digest(key).slice(0, 8), 16) % passes === pass;
    const candidates = await candidatesOf(client, search, mine);
    await compareRows(client, search, candidates, mine);
  }
  // Sums that differ while every row fits: the facts of a final table name one row twice.
  if (search.faults.count === count && search.table.final) await findTwice(client, search);
}

const digest = (text: string): string => hash('sha256', text, 'hex');

/** A column added after the fact was written is compared as null. */
const completed = (table: KeptTable, row: Row): string =>
  canonicalJson({ ...Object.fromEntries(table.columns.map((column) => [column, null])), ...row });

const rendered = (table: KeptTable): string => (table.textSql === null ? '' : `, ${table.textSql} as verify_text`);

async function* factsOf(client: pg.ClientBase, { siteId, chains, table }: Search) {
  const order = new Map(chains.map((chain, index) => [chain.chain_id, index]));
  const text = 'select chain_id, seq, body from chain_record where site_id = $1 and position($2 in body) > 0';
  type Found = { chain_id: string; seq: number; body: string };
  for await (const rows of batches<Found>(client, text, [siteId, `"table":${JSON.stringify(table.name)}`])) {
    for (const { chain_id: chainId, seq, body } of rows) {
      const record = readRecord(body);
      if (record === undefined) continue;
      const place: Place = { chain: order.get(chainId) ?? -1, seq, at: Date.parse(record.at) };
      for (const fact of record.facts) if (fact.table === table.name) yield { row: JSON.parse(fact.row) as Row, place };
    }
  }
}

async function candidatesOf(client: pg.ClientBase, search: Search, mine: (key: string) => boolean) {
  const candidates = new Map<string, Candidate[]>();
  for await (const { row, place } of factsOf(client, search)) {
    const key = keyOf(search.table, row);
    if (!mine(key)) continue;
    const candidate: Candidate = { ...place, digest: digest(completed(search.table, row)) };
    candidates.set(key, withCandidate(candidates.get(key) ?? [], candidate));
  }
  return candidates;
}

const isAfter = (a: Candidate, b: Candidate): boolean =>
  a.chain === b.chain ? a.seq >= b.seq : a.at > b.at + UNORDERED_MS;

/** The facts that no other is known to have followed. */
function withCandidate(known: readonly Candidate[], added: Candidate): Candidate[] {
  const left = known.filter((one) => !isAfter(added, one));
  return left.some((one) => isAfter(one, added)) ? left : [...left, added];
}

async function compareRows(
  client: pg.ClientBase,
  search: Search,
  candidates: Map<string, Candidate[]>,
  mine: (key: string) => boolean,
): Promise<void> {
  const { table, siteId, faults } = search;
  const bad: { key: string; row: Row; candidate: Candidate }[] = [];
  const order = table.key.map(quoteName).join(', ');
  const text = `select *${rendered(table)} from ${quoteName(table.name)} where site_id = $1 order by ${order}`;
  for await (const rows of batches<Record<string, unknown>>(client, text, [siteId])) {
    for (const { verify_text: own, ...row } of rows) {
      const key = keyOf(table, row);
      if (!mine(key)) continue;
      const known = candidates.get(key);
      candidates.delete(key);
      const found = digest(typeof own === 'string' ? own : canonicalJson(row));
      if (known === undefined)
        faults.add(`${nameOfRow(table, row)}: the row is in no record; it was put in from outside`);
      else if (!known.some((one) => one.digest === found)) {
        if (bad.length < 60) bad.push({ key, row, candidate: known.at(-1)! });
        else faults.add(`${nameOfRow(table, row)}: differs from the chain`);
      }
    }
  }
  for (const one of bad) faults.add(await describe(client, search, one));
  for (const [key, known] of candidates) {
    const { chain, seq } = known.at(-1)!;
    faults.add(`${table.name} ${key}: the row is gone; ${placeName(search, chain)}, record ${seq}, wrote it`);
  }
}

const nameOfRow = (table: KeptTable, row: Row): string => `${table.name} ${keyOf(table, row)}`;

const placeName = ({ chains }: Search, chain: number): string =>
  chains[chain] === undefined ? 'a missing chain' : nameOfChain(chains[chain]);

async function describe(
  client: pg.ClientBase,
  search: Search,
  { key, row, candidate }: { key: string; row: Row; candidate: Candidate },
): Promise<string> {
  const { rows } = await client.query<{ body: string }>(
    'select body from chain_record where site_id = $1 and chain_id = $2 and seq = $3',
    [search.siteId, search.chains[candidate.chain]?.chain_id, candidate.seq],
  );
  const said = (readRecord(rows[0]?.body ?? '')?.facts ?? [])
    .filter((fact) => fact.table === search.table.name)
    .map((fact) => JSON.parse(fact.row) as Row)
    .findLast((fact) => keyOf(search.table, fact) === key);
  const differences = search.table.columns
    .filter((column) => canonicalJson(said?.[column] ?? null) !== canonicalJson(row[column] ?? null))
    .map((column) => `${column} is ${show(row[column])}, the chain says ${show(said?.[column])}`);
  const where = `${placeName(search, candidate.chain)}, record ${candidate.seq}`;
  return `${search.table.name} ${key}: ${differences.join('; ') || 'the text of the row differs'} (${where})`;
}

const show = (value: unknown): string => canonicalJson(value ?? null).slice(0, 120);

async function findTwice(client: pg.ClientBase, search: Search): Promise<void> {
  const seen = new Set<string>();
  for await (const { row, place } of factsOf(client, search)) {
    const key = keyOf(search.table, row);
    if (seen.has(key))
      search.faults.add(
        `${search.table.name} ${key}: written a second time by ${placeName(search, place.chain)}, record ${place.seq}, though its rows are final`,
      );
    seen.add(key);
  }
}
