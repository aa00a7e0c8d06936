/**
 * Replays the facts: what the chain last said of each row is what the table must hold, in every column, no row more
 * and no row less.
 *
 * First by sums: each row's canonical text is hashed with a key drawn anew for this run, and per table the sum over the
 * last facts must equal the sum over the rows, which PostgreSQL adds up by itself. Only where they differ are rows
 * compared one by one (locate.ts). The key is not known before, so no change can be made that leaves the sum as it was.
 */
import { hash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { canonicalJson } from '../../../../shared/values/canonical.ts';
import type { Place } from './chains.ts';
import type { Faults } from './faults.ts';
import type { ReadFact } from './record.ts';
import { batches } from './snapshot.ts';
import { type KeptTable, quoteName } from './tables.ts';

export interface Replay {
  take(fact: ReadFact, place: Place): void;
  /** What the facts amount to per table, in the order of the tables. */
  totals(): Total[];
}

export interface Total {
  readonly table: KeptTable;
  readonly rows: number;
  readonly sum: bigint;
}

export const drawKey = (): string => randomBytes(24).toString('hex');

/** 52 bits, so that a digest is one exact number. */
const FIGURES = 13;
const digestOf = (key: string, text: string): number =>
  Number.parseInt(hash('sha256', key + text, 'hex').slice(0, FIGURES), 16);

interface Sum {
  add(digest: number): void;
  total(): bigint;
}

function newSum(): Sum {
  let low = 0;
  let high = 0;
  let carried = 0n;
  let count = 0;
  const total = () => carried + BigInt(high) * 0x400_0000n + BigInt(low);
  return {
    add(digest) {
      low += digest % 0x400_0000;
      high += Math.floor(digest / 0x400_0000);
      count += 1;
      // 2^26 terms of 26 bits fill the 53 bits that a number holds exactly.
      if (count === 0x200_0000) {
        carried = total();
        low = 0;
        high = 0;
        count = 0;
      }
    },
    total,
  };
}

interface Latest {
  digest: number;
  chain: number;
  seq: number;
  at: number;
}

interface TableFacts {
  readonly table: KeptTable;
  readonly sum: Sum;
  rows: number;
  /** By key, for tables whose rows change; a final row has one fact and needs no memory. */
  readonly latest: Map<string, Latest>;
}

/** The primary key as one text, without the site, which is the same for all that is compared. */
export const keyOf = (table: KeptTable, row: Readonly<Record<string, unknown>>): string =>
  table.key
    .filter((column) => column !== 'site_id')
    .map((column) => String(row[column]))
    .join('|');

export function startReplay(tables: readonly KeptTable[], key: string, faults: Faults): Replay {
  const byName = new Map<string, TableFacts>(
    tables.map((table) => [table.name, { table, sum: newSum(), rows: 0, latest: new Map() }]),
  );
  const unknown = new Set<string>();
  return {
    take(fact, place) {
      const facts = byName.get(fact.table);
      if (facts !== undefined) {
        takeFact(facts, fact.row, digestOf(key, fact.row), place);
      } else if (!unknown.has(fact.table)) {
        unknown.add(fact.table);
        faults.add(`the chain keeps rows of ${fact.table}, which no module declares as a kept table`);
      }
    },
    totals() {
      return [...byName.values()].map(({ table, sum, rows, latest }) => {
        for (const { digest } of latest.values()) sum.add(digest);
        return { table, rows: rows + latest.size, sum: sum.total() };
      });
    },
  };
}

function takeFact(facts: TableFacts, row: string, digest: number, place: Place): void {
  if (facts.table.final) {
    facts.sum.add(digest);
    facts.rows += 1;
    return;
  }
  const key = keyOf(facts.table, JSON.parse(row) as Record<string, unknown>);
  const known = facts.latest.get(key);
  if (known === undefined) {
    facts.latest.set(key, { digest, chain: place.chain, seq: place.seq, at: place.at });
  } else if (known.chain === place.chain ? place.seq >= known.seq : place.at >= known.at) {
    known.digest = digest;
    known.chain = place.chain;
    known.seq = place.seq;
    known.at = place.at;
  }
}

/** The same total over the rows of the table as it is. */
export async function totalOf(client: pg.ClientBase, table: KeptTable, siteId: string, key: string): Promise<Total> {
  const name = quoteName(table.name);
  if (table.textSql !== null) {
    const { rows } = await client.query<{ n: number; total: string }>(
      `select count(*) as n, coalesce(sum(('x' || substr(encode(sha256(convert_to($2::text || ${table.textSql}, 'UTF8')),
         'hex'), 1, ${FIGURES}))::bit(${FIGURES * 4})::bigint), 0)::text as total
       from ${name} where site_id = $1`,
      [siteId, key],
    );
    return { table, rows: rows[0]!.n, sum: BigInt(rows[0]!.total) };
  }
  const sum = newSum();
  let count = 0;
  for await (const rows of batches(client, `select * from ${name} where site_id = $1`, [siteId])) {
    count += rows.length;
    for (const row of rows) sum.add(digestOf(key, canonicalJson(row)));
  }
  return { table, rows: count, sum: sum.total() };
}
