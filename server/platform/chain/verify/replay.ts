/**
 * Replays the facts: what the chain last said of each row is what the table must hold, in every column, no row more
 * and no row less.
 *
 * First by sums: each row's canonical text is hashed with a key drawn anew for this run, and per table the sum over the
 * last facts must equal the sum over the rows, which PostgreSQL adds up by itself. Only where they differ are rows
 * compared one by one (locate.ts). The key is not known before, so no change can be made that leaves the sum as it was.
 */
import { type BinaryToTextEncoding, hash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { canonicalJson } from '../../../../shared/values/canonical.ts';
import { type Place, ROOM, type StoredFact } from './chains.ts';
import type { Faults } from './faults.ts';
import { batches } from './snapshot.ts';
import { type KeptTable, quoteName } from './tables.ts';

export interface Replay {
  take(fact: StoredFact, place: Place): void;
  /** What the facts amount to per table, in the order of the tables. */
  totals(): Total[];
}

export interface Total {
  readonly table: KeptTable;
  readonly rows: number;
  readonly sum: bigint;
}

/** As many characters as there is room for before a fact. */
export const drawKey = (): string => randomBytes(ROOM / 2).toString('hex');

/** 52 bits, so that a digest is one exact number; 13 hexadecimal figures. */
const FIGURES = 13;

/** One character for each byte; Node's types do not name it for this function, which takes every encoding. */
const LATIN1 = 'binary' as BinaryToTextEncoding;

/** The first 52 bits of the hash of what lies from `start` on, which the key stands before. */
function digestAt(bytes: Buffer, start: number, end: number): number {
  const eight = hash('sha256', bytes.subarray(start, end), LATIN1);
  let digest = 0;
  for (let at = 0; at < 6; at += 1) digest = digest * 0x100 + eight.charCodeAt(at);
  return digest * 0x10 + (eight.charCodeAt(6) >> 4);
}

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

/** The last fact of each row, in columns: a house has millions, and an object for each would be most of the work. */
interface Latest {
  readonly place: Map<string, number>;
  readonly digests: number[];
  readonly chains: number[];
  readonly seqs: number[];
  readonly ats: number[];
}

interface TableFacts {
  readonly table: KeptTable;
  readonly sum: Sum;
  rows: number;
  /** By key, for tables whose rows change; a final row has one fact and needs no memory. */
  readonly latest: Latest;
  /** How the members of the key begin, without the site, which is the same for all that is compared. */
  readonly members: readonly string[];
}

/** The primary key as one text, without the site, which is the same for all that is compared. */
export const keyOf = (table: KeptTable, row: Readonly<Record<string, unknown>>): string =>
  table.key
    .filter((column) => column !== 'site_id')
    .map((column) => String(row[column]))
    .join('|');

export function startReplay(tables: readonly KeptTable[], key: string, faults: Faults): Replay {
  const byName = new Map<string, TableFacts>(tables.map((table) => [table.name, newFacts(table)]));
  const keyBytes = Buffer.from(key);
  const unknown = new Set<string>();
  return {
    take(fact, place) {
      const facts = byName.get(fact.table);
      if (facts !== undefined) {
        // Before the key is written there: a row of a changing table has its own key read first.
        const row = facts.table.final ? '' : keyAt(facts, fact);
        keyBytes.copy(fact.bytes, fact.start - keyBytes.length);
        takeFact(facts, row, digestAt(fact.bytes, fact.start - keyBytes.length, fact.end), place);
      } else if (!unknown.has(fact.table)) {
        unknown.add(fact.table);
        faults.add(`the chain keeps rows of ${fact.table}, which no module declares as a kept table`);
      }
    },
    totals() {
      return [...byName.values()].map(({ table, sum, rows, latest }) => {
        for (const digest of latest.digests) sum.add(digest);
        return { table, rows: rows + latest.digests.length, sum: sum.total() };
      });
    },
  };
}

function newFacts(table: KeptTable): TableFacts {
  const latest = { place: new Map<string, number>(), digests: [], chains: [], seqs: [], ats: [] };
  const members = table.key.filter((column) => column !== 'site_id').map((column) => `"${column}":`);
  return { table, sum: newSum(), rows: 0, latest, members };
}

function takeFact(facts: TableFacts, key: string, digest: number, { chain, seq, at }: Place): void {
  if (facts.table.final) {
    facts.sum.add(digest);
    facts.rows += 1;
    return;
  }
  const { latest } = facts;
  let known = latest.place.get(key);
  if (known === undefined) {
    known = latest.digests.length;
    latest.place.set(key, known);
  } else if (latest.chains[known] === chain ? seq < latest.seqs[known]! : at < latest.ats[known]!) return;
  latest.digests[known] = digest;
  latest.chains[known] = chain;
  latest.seqs[known] = seq;
  latest.ats[known] = at;
}

/**
 * The primary key of a row as one text, cut out of its canonical JSON: a member before any object within the row and
 * without a backslash before it is what it looks like. Another row is parsed.
 */
function keyAt({ table, members }: TableFacts, { bytes, start, end }: StoredFact): string {
  const row = bytes.toString('latin1', start, end);
  const nested = row.indexOf('{', 1);
  const limit = nested < 0 ? row.length : nested;
  const parts: string[] = [];
  for (const member of members) {
    const at = row.indexOf(member) + member.length;
    const quoted = row.charCodeAt(at) === 0x22;
    const stop = quoted ? row.indexOf('"', at + 1) : row.slice(at, limit).search(/[,}]/) + at;
    if (at < member.length || at > limit || stop > limit || stop < at) return keyOf(table, JSON.parse(row));
    parts.push(quoted ? row.slice(at + 1, stop) : row.slice(at, stop));
  }
  const key = parts.join('|');
  // Joined or cut, the key would keep the whole row in memory; and one with a backslash is not as it was written.
  return key.includes('\\') ? keyOf(table, JSON.parse(row)) : Buffer.from(key, 'latin1').toString('latin1');
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
  const room = Buffer.from(key);
  let count = 0;
  for await (const rows of rowTexts(client, table, siteId)) {
    count += rows.length;
    for (const text of rows) {
      const bytes = Buffer.concat([room, Buffer.from(text)]);
      sum.add(digestAt(bytes, 0, bytes.length));
    }
  }
  return { table, rows: count, sum: sum.total() };
}

type Pieces = Readonly<Record<string, unknown>>;

/** Canonical texts of rows that PostgreSQL cannot render alone. */
async function* rowTexts(client: pg.ClientBase, table: KeptTable, siteId: string): AsyncGenerator<string[]> {
  const pieces = table.piecesSql;
  const wanted = pieces === null ? '*' : pieces.map((sql, index) => `${sql} as p${index}`).join(', ');
  const text = (row: Pieces): string => (pieces === null ? canonicalJson(row) : joined(row, pieces.length));
  for await (const rows of batches(client, `select ${wanted} from ${quoteName(table.name)} where site_id = $1`, [
    siteId,
  ]))
    yield rows.map(text);
}

function joined(row: Pieces, count: number): string {
  let text = '';
  for (let index = 0; index < count; index += 1) {
    const piece = row[`p${index}`] as string | null;
    text += index % 2 === 0 ? piece : piece === null ? 'null' : canonicalJson(JSON.parse(piece));
  }
  return text;
}
