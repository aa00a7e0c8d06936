/**
 * `node tools/check-books.ts <file> [--anchor <digest>]… [--anchors <file>]`: verifies a file of `npm run export-books`
 * from genesis. It stands alone: it imports nothing but Node, shares no code with what wrote the file, and needs no
 * database and no password. What it checks, and the format, is written in docs/books-format.md, so that another program
 * can do it again.
 *
 * Prints what does not fit, the first first, then `checked: N records, N rows, N faults`. Exit code 0, 1, or 2 when the
 * file could not be read to its end.
 */
import { hash as hashOf } from 'node:crypto';
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

/** A fact's place in the books: its chain's number in order of the file, its number there, milliseconds since 1970. */
interface Place {
  readonly chain: number;
  readonly seq: number;
  readonly at: number;
}

/**
 * The last fact of each key. A big house has tens of millions: they lie in arrays, which take no room of the heap and
 * have no end where a Map has one. Keys and rows are known by 128 bits of their hashes, four words each.
 */
interface Facts {
  size: number;
  /** By the key's first word, the next free one where that is taken: index + 1, or 0. */
  slots: Uint32Array;
  keys: Uint32Array;
  rows: Uint32Array;
  tables: Uint16Array;
  chains: Uint32Array;
  seqs: Float64Array;
  ats: Float64Array;
  seen: Uint8Array;
}

interface Head {
  format: string;
  version: number;
  site: string;
  tables: { name: string; key: string[] }[];
}

const sha256 = (text: string): string => hashOf('sha256', text, 'hex');

const WORDS = 4;

function wordsOf(text: string): number[] {
  const bytes = hashOf('sha256', text, 'buffer');
  return Array.from({ length: WORDS }, (_, word) => bytes.readUInt32LE(word * 4));
}

const newFacts = (room: number): Facts => ({
  size: 0,
  slots: new Uint32Array(room * 2),
  keys: new Uint32Array(room * WORDS),
  rows: new Uint32Array(room * WORDS),
  tables: new Uint16Array(room),
  chains: new Uint32Array(room),
  seqs: new Float64Array(room),
  ats: new Float64Array(room),
  seen: new Uint8Array(room),
});

const sameWords = (array: Uint32Array, index: number, words: readonly number[]): boolean =>
  words.every((word, at) => array[index * WORDS + at] === word);

/** Where the key is, or where it would be: a number of a slot. Half of the slots are always free. */
function slotOf(facts: Facts, key: readonly number[]): number {
  const last = facts.slots.length - 1;
  for (let slot = key[0]! & last; ; slot = (slot + 1) & last) {
    const taken = facts.slots[slot]!;
    if (taken === 0 || sameWords(facts.keys, taken - 1, key)) return slot;
  }
}

/** Twice the room. */
function grown(facts: Facts): Facts {
  const bigger = newFacts(facts.seen.length * 2);
  bigger.size = facts.size;
  for (const part of ['keys', 'rows', 'tables', 'chains', 'seqs', 'ats', 'seen'] as const)
    bigger[part].set(facts[part]);
  for (let index = 0; index < facts.size; index += 1) {
    const key = Array.from(facts.keys.subarray(index * WORDS, (index + 1) * WORDS));
    bigger.slots[slotOf(bigger, key)] = index + 1;
  }
  return bigger;
}

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
  walked: Map<string, { count: number; hash: string; number: number }>;
  facts: Facts;
  /** Tables with facts, by their numbers. */
  kept: Map<string, number>;
  keys: Map<string, string[]>;
  /** Of entries whose lines do not, or not yet, come to 0. */
  sums: Map<string, bigint>;
  /** Anchors not found yet. */
  anchors: Set<string>;
  counts: { days: number; chains: number; records: number; rows: number };
  faults: string[];
}

const newBooks = (anchors: readonly string[]): Books => ({
  head: null,
  days: [],
  chains: new Map(),
  walked: new Map(),
  facts: newFacts(1 << 16),
  kept: new Map(),
  keys: new Map(),
  sums: new Map(),
  anchors: new Set(anchors),
  counts: { days: 0, chains: 0, records: 0, rows: 0 },
  faults: [],
});

const nameOf = (chain: Chain | undefined, id: string): string =>
  chain === undefined ? `chain ${id}` : `${chain.kind} chain ${id} of ${chain.businessDate}`;

const keyOf = (books: Books, table: string, row: Row): string =>
  (books.keys.get(table) ?? []).map((column) => String(row[column])).join('|');

function findAnchors({ anchors }: Books, hash: string): void {
  for (const anchor of anchors) if (hash.startsWith(anchor)) anchors.delete(anchor);
}

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
  const before = books.walked.get(record.chain) ?? {
    count: 0,
    hash: sha256(chain.genesis),
    number: books.walked.size,
  };
  if (record.seq !== before.count + 1)
    books.faults.push(`${where}: record ${before.count + 1} is missing or renumbered`);
  if (sha256(`${before.hash}\n${record.seq}\n${record.body}`) !== record.hash)
    books.faults.push(`${where}: the hash does not fit the content and the record before it`);
  books.walked.set(record.chain, { ...before, count: record.seq, hash: record.hash });
  findAnchors(books, record.hash);
  const body = JSON.parse(record.body) as { at: string; facts: { table: string; row: Row }[] };
  const place: Place = { at: Date.parse(body.at), chain: before.number, seq: record.seq };
  for (const fact of body.facts) takeFact(books, fact, place);
}

const wordsOfKey = (books: Books, table: string, row: Row): number[] => wordsOf(`${table} ${keyOf(books, table, row)}`);

function isLater({ chains, seqs, ats }: Facts, index: number, place: Place): boolean {
  return chains[index] === place.chain ? place.seq >= seqs[index]! : place.at >= ats[index]!;
}

function takeFact(books: Books, { table, row }: { table: string; row: Row }, place: Place): void {
  if (!books.kept.has(table)) books.kept.set(table, books.kept.size);
  if (books.facts.size === books.facts.seen.length) books.facts = grown(books.facts);
  const { facts } = books;
  const key = wordsOfKey(books, table, row);
  const slot = slotOf(facts, key);
  const known = facts.slots[slot]! - 1;
  if (known >= 0 && !isLater(facts, known, place)) return;
  const index = known >= 0 ? known : facts.size++;
  facts.slots[slot] = index + 1;
  facts.keys.set(key, index * WORDS);
  facts.rows.set(wordsOf(canonical(row)), index * WORDS);
  facts.tables[index] = books.kept.get(table)!;
  facts.chains[index] = place.chain;
  facts.seqs[index] = place.seq;
  facts.ats[index] = place.at;
}

function takeRow(books: Books, { table, row }: { table: string; row: Row }): void {
  books.counts.rows += 1;
  const { facts } = books;
  const index = facts.slots[slotOf(facts, wordsOfKey(books, table, row))]! - 1;
  const fault = (what: string): void => void books.faults.push(`${table} ${keyOf(books, table, row)}: ${what}`);
  if (index < 0) fault('the row is not in the chain');
  else if (facts.seen[index] === 1) fault('the row is there twice');
  else {
    facts.seen[index] = 1;
    if (!sameWords(facts.rows, index, wordsOf(canonical(row)))) fault('the row is not what the chain last said');
  }
  if (table === 'ledger_line') {
    const entry = String(row.entry_id);
    const sum = (books.sums.get(entry) ?? 0n) + BigInt(row.amount_fen as number);
    if (sum === 0n) books.sums.delete(entry);
    else books.sums.set(entry, sum);
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
    findAnchors(books, day.digest ?? '');
    previous = day;
  }
}

function checkRest(books: Books): void {
  const { facts, kept, keys, sums, anchors, faults } = books;
  const tables = [...kept.keys()];
  for (const table of tables)
    if (!keys.has(table)) faults.push(`the chain keeps rows of ${table}, which the file does not hold`);
  const chains = [...books.walked.keys()];
  for (let index = 0; index < facts.size; index += 1) {
    const table = tables[facts.tables[index]!]!;
    if (facts.seen[index] === 1 || !keys.has(table)) continue;
    const id = chains[facts.chains[index]!]!;
    const where = `${nameOf(books.chains.get(id), id)}, record ${facts.seqs[index]}`;
    faults.push(`${table} of ${where}: the chain says it is there, the row is missing`);
  }
  for (const [entry, sum] of sums) faults.push(`ledger entry ${entry}: its lines sum to ${sum} fen`);
  for (const anchor of anchors)
    faults.push(`anchor ${anchor}: not in these books; they were rewritten, or are older than the anchor`);
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
  const books = newBooks(anchors);
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
  checkRest(books);
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
