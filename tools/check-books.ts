/**
 * `node tools/check-books.ts <file> [--anchor <digest>]… [--anchors <file>]`: verifies a file of `npm run export-books`
 * from genesis. It stands alone: it imports nothing but Node, shares no code with what wrote the file, and needs no
 * database and no password. What it checks, and the format, is written in docs/books-format.md, so that another program
 * can do it again.
 *
 * Prints what does not fit, the first first, then `checked: N records, N rows, N faults`. Exit code 0, 1, or 2 when the
 * file could not be read to its end.
 */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Row = { [key: string]: Json };

interface Day {
  businessDate: string;
  openedAt: string;
  sealedAt: string | null;
  digest: string | null;
  manifest: string | null;
}

interface Chain {
  id: string;
  kind: string;
  businessDate: string;
  genesis: string;
  count: number;
  head: string;
  openedAt: string;
  closedAt: string | null;
}

interface LastFact {
  hash: string;
  at: string;
  chain: string;
  seq: number;
  seen: boolean;
}

interface Head {
  format: string;
  version: number;
  site: string;
  tables: { name: string; key: string[] }[];
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** RFC 8785: members in the order of their UTF-16 code units, no white space. */
function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`).join(',')}}`;
}

interface Books {
  head: Head | null;
  days: Day[];
  chains: Map<string, Chain>;
  /** Where each chain has come to. */
  walked: Map<string, { count: number; hash: string }>;
  facts: Map<string, Map<string, LastFact>>;
  keys: Map<string, string[]>;
  sums: Map<string, bigint>;
  hashes: Set<string>;
  counts: { days: number; chains: number; records: number; rows: number };
  faults: string[];
}

const newBooks = (): Books => ({
  head: null,
  days: [],
  chains: new Map(),
  walked: new Map(),
  facts: new Map(),
  keys: new Map(),
  sums: new Map(),
  hashes: new Set(),
  counts: { days: 0, chains: 0, records: 0, rows: 0 },
  faults: [],
});

const nameOf = (chain: Chain | undefined, id: string): string =>
  chain === undefined ? `chain ${id}` : `${chain.kind} chain ${id} of ${chain.businessDate}`;

const keyOf = (books: Books, table: string, row: Row): string =>
  (books.keys.get(table) ?? []).map((column) => String(row[column])).join('|');

function takeHead(books: Books, head: Head): void {
  if (head.format !== 'zhishou-books' || head.version !== 1)
    throw new Error('this is no file of zhishou-books version 1');
  books.head = head;
  for (const { name, key } of head.tables) books.keys.set(name, key);
}

function takeRecord(books: Books, record: { chain: string; seq: number; hash: string; body: string }): void {
  books.counts.records += 1;
  const chain = books.chains.get(record.chain);
  const where = `${nameOf(chain, record.chain)}, record ${record.seq}`;
  if (chain === undefined) {
    books.faults.push(`${where}: the chain itself is missing`);
    return;
  }
  const before = books.walked.get(record.chain) ?? { count: 0, hash: sha256(chain.genesis) };
  if (record.seq !== before.count + 1)
    books.faults.push(`${where}: record ${before.count + 1} is missing or renumbered`);
  if (sha256(`${before.hash}\n${record.seq}\n${record.body}`) !== record.hash)
    books.faults.push(`${where}: the hash does not fit the content and the record before it`);
  books.walked.set(record.chain, { count: record.seq, hash: record.hash });
  books.hashes.add(record.hash);
  const body = JSON.parse(record.body) as { at: string; facts: { table: string; row: Row }[] };
  for (const fact of body.facts) takeFact(books, fact, { at: body.at, chain: record.chain, seq: record.seq });
}

function takeFact(
  books: Books,
  { table, row }: { table: string; row: Row },
  place: { at: string; chain: string; seq: number },
): void {
  const ofTable = books.facts.get(table) ?? new Map<string, LastFact>();
  books.facts.set(table, ofTable);
  const key = keyOf(books, table, row);
  const known = ofTable.get(key);
  const later = known === undefined || (known.chain === place.chain ? place.seq >= known.seq : place.at >= known.at);
  if (later) ofTable.set(key, { ...place, hash: sha256(canonical(row)), seen: false });
}

function takeRow(books: Books, { table, row }: { table: string; row: Row }): void {
  books.counts.rows += 1;
  const key = keyOf(books, table, row);
  const fact = books.facts.get(table)?.get(key);
  if (fact === undefined) books.faults.push(`${table} ${key}: the row is not in the chain`);
  else if (fact.seen) books.faults.push(`${table} ${key}: the row is there twice`);
  else {
    fact.seen = true;
    if (fact.hash !== sha256(canonical(row)))
      books.faults.push(`${table} ${key}: the row is not what the chain last said`);
  }
  if (table === 'ledger_line') {
    const entry = String(row.entry_id);
    books.sums.set(entry, (books.sums.get(entry) ?? 0n) + BigInt(row.amount_fen as number));
  }
}

function takeLine(books: Books, line: { [key: string]: unknown }): boolean {
  if ('end' in line) {
    if (canonical(line.end as Json) !== canonical(books.counts))
      books.faults.push('the file does not hold as much as its end says');
    return true;
  }
  if ('record' in line) takeRecord(books, line.record as Parameters<typeof takeRecord>[1]);
  else if ('row' in line) takeRow(books, line as unknown as { table: string; row: Row });
  else if ('chain' in line) {
    const chain = line.chain as Chain;
    books.counts.chains += 1;
    books.chains.set(chain.id, chain);
  } else if ('day' in line) {
    books.counts.days += 1;
    books.days.push(line.day as Day);
  } else takeHead(books, line as unknown as Head);
  return false;
}

function checkChains(books: Books): void {
  const digests = new Map(books.days.map((day) => [day.businessDate, day.digest]));
  for (const chain of books.chains.values()) {
    const name = nameOf(chain, chain.id);
    const { count, hash } = books.walked.get(chain.id) ?? { count: 0, hash: sha256(chain.genesis) };
    if (count !== chain.count) books.faults.push(`${name}: its head says ${chain.count} records, there are ${count}`);
    if (hash !== chain.head) books.faults.push(`${name}: its head is not the hash of its last record`);
    const genesis = JSON.parse(chain.genesis) as Row;
    const told = { site: books.head!.site, chain: chain.id, kind: chain.kind, businessDate: chain.businessDate };
    for (const [member, value] of Object.entries({ ...told, openedAt: chain.openedAt }))
      if (genesis[member] !== value) books.faults.push(`${name}: ${member} differs from its genesis`);
    const day = genesis.previousDay;
    if (typeof day === 'string' && digests.get(day) !== genesis.previousDigest)
      books.faults.push(`${name}: names another digest of ${day} than that day now has`);
  }
}

function checkDays(books: Books): void {
  let previous: Day | null = null;
  for (const day of books.days) {
    if (day.sealedAt === null) continue;
    const name = `day ${day.businessDate}`;
    if (sha256(day.manifest ?? '') !== day.digest) books.faults.push(`${name}: the digest is not that of its manifest`);
    const chains = [...books.chains.values()]
      .filter(({ businessDate }) => businessDate === day.businessDate)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, kind, openedAt, closedAt, count, head }) => {
        return { id, kind, openedAt, closedAt, count, head, first: count === 0 ? 0 : 1, last: count };
      });
    const expected = canonical({
      format: 'zhishou-day-1',
      site: books.head!.site,
      businessDate: day.businessDate,
      openedAt: day.openedAt,
      sealedAt: day.sealedAt,
      previousDay: previous?.businessDate ?? null,
      previousDigest: previous?.digest ?? null,
      chains,
    });
    if (expected !== day.manifest)
      books.faults.push(`${name}: its manifest does not describe the chains that are there`);
    books.hashes.add(day.digest ?? '');
    previous = day;
  }
}

function checkRest(books: Books, anchors: readonly string[]): void {
  for (const [table, facts] of books.facts) {
    if (!books.keys.has(table)) books.faults.push(`the chain keeps rows of ${table}, which the file does not hold`);
    else
      for (const [key, fact] of facts)
        if (!fact.seen) books.faults.push(`${table} ${key}: the chain says it is there, the row is missing`);
  }
  for (const [entry, sum] of books.sums)
    if (sum !== 0n) books.faults.push(`ledger entry ${entry}: its lines sum to ${sum} fen`);
  for (const anchor of anchors)
    if (![...books.hashes].some((hash) => hash.startsWith(anchor)))
      books.faults.push(`anchor ${anchor}: not in these books; they were rewritten, or are older than the anchor`);
}

function anchorsOf(given: readonly string[], file: string | undefined): string[] {
  const lines = file === undefined ? [] : readFileSync(file, 'utf8').split('\n');
  const words = lines.map((line) => line.trim().split(/\s+/).at(-1) ?? '').filter((word) => word !== '');
  const anchors = [...given, ...words].map((text) => text.replaceAll('-', '').toLowerCase());
  const wrong = anchors.find((anchor) => !/^[0-9a-f]{32,64}$/.test(anchor));
  if (wrong !== undefined) throw new Error(`not a digest of 32 to 64 hexadecimal figures: ${wrong}`);
  return anchors;
}

async function* linesOf(parts: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const part of parts) {
    const buffer = Buffer.concat([rest, part]);
    let from = 0;
    for (let end = buffer.indexOf(10); end >= 0; end = buffer.indexOf(10, from)) {
      yield buffer.toString('utf8', from, end);
      from = end + 1;
    }
    rest = buffer.subarray(from);
  }
  if (rest.length > 0) throw new Error('the file ends in the middle of a line: it is cut off');
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { anchor: { type: 'string', multiple: true, default: [] }, anchors: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined) throw new Error('name the file of the books');
  const anchors = anchorsOf(values.anchor, values.anchors);
  const books = newBooks();
  let ended = false;
  await pipeline(createReadStream(file), createGunzip(), async (parts: AsyncIterable<Buffer>) => {
    for await (const line of linesOf(parts)) {
      if (ended) throw new Error('something follows the end of the file');
      ended = takeLine(books, JSON.parse(line) as { [key: string]: unknown });
    }
  });
  if (!ended) throw new Error('the file has no end: it is cut off');
  checkChains(books);
  checkDays(books);
  checkRest(books, anchors);
  for (const [index, fault] of books.faults.slice(0, 50).entries())
    console.log(index === 0 ? `first fault: ${fault}` : `fault: ${fault}`);
  const { records, rows } = books.counts;
  console.log(`checked: ${records} records, ${rows} rows, ${books.faults.length} faults`);
  return books.faults.length === 0 ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
