/**
 * Walks every chain of a site from its genesis: hashes recomputed, numbers without a gap, columns as in the body, the
 * head where the last record left it. After a bad record it goes on from what is stored, so that one change is one
 * fault and not all that follow.
 */
import { hash } from 'node:crypto';
import type pg from 'pg';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import type { Faults } from './faults.ts';
import { type CutRecord, cutRecord, parseRecord } from './record.ts';
import { readStored, type StoredRecord } from './stored.ts';

export interface ChainRow {
  readonly chain_id: string;
  readonly kind: string;
  readonly business_date: BusinessDate;
  readonly genesis: string;
  readonly next_seq: number;
  readonly head_hash: string;
  readonly opened_at: Instant;
  readonly closed_at: Instant | null;
}

/** A chain as its records are, beside what its row says. */
export interface WalkedChain {
  readonly row: ChainRow;
  readonly count: number;
  readonly head: string;
}

export interface Place {
  /** Index of the chain in the order of the walk. */
  readonly chain: number;
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The canonical JSON of a kept row: where its bytes lie. */
export interface StoredFact {
  readonly table: string;
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** Bytes before each fact that were read already; in a record's body, what stands before its first row is longer. */
export const ROOM = 48;

export interface Walk {
  readonly siteId: string;
  readonly faults: Faults;
  /** The bytes before the fact (`ROOM` of them) may be written over; all are another's once this returns. */
  readonly onFact: (fact: StoredFact, place: Place) => void;
  /** Called with each record's hash, for anchors. */
  readonly onHash: (hash: string) => void;
}

const sha256 = (content: string | Buffer): string => hash('sha256', content, 'hex');
/** What PostgreSQL counts microseconds from. */
const EPOCH = Date.UTC(2000, 0, 1);

export const nameOfChain = (row: Pick<ChainRow, 'chain_id' | 'kind' | 'business_date'>): string =>
  `${row.kind} chain ${row.chain_id} of ${row.business_date}`;

export async function loadChains(client: pg.ClientBase, siteId: string): Promise<ChainRow[]> {
  const { rows } = await client.query<ChainRow>(
    `select chain_id, kind, business_date, genesis, next_seq, head_hash, opened_at, closed_at from chain
     where site_id = $1 order by business_date, opened_at, chain_id`,
    [siteId],
  );
  return rows;
}

export async function walkChains(
  client: pg.Client,
  chains: readonly ChainRow[],
  walk: Walk,
): Promise<{ walked: WalkedChain[]; records: number }> {
  const order = new Map(chains.map((chain, index) => [chain.chain_id, index]));
  const walkers = new Map<string, Walker>();
  let strays = 0;
  const read = await readStored(client, walk.siteId, (record) => {
    const index = order.get(record.chainId);
    if (index === undefined) {
      strays += 1;
      return;
    }
    const walker = walkers.get(record.chainId) ?? startWalk(chains[index]!, index);
    if (walker.count === 0) walkers.set(record.chainId, walker);
    step(walker, record, walk);
  });
  const walked = chains.map((row, index) => endWalk(walkers.get(row.chain_id) ?? startWalk(row, index), walk.faults));
  if (strays > 0) await nameStrays(client, walk);
  return { walked, records: read - strays };
}

interface Walker {
  readonly row: ChainRow;
  readonly index: number;
  readonly start: string;
  previous: string;
  seq: number;
  count: number;
  /** When the record before was written, in milliseconds since 1970; null before the first. */
  at: number | null;
}

function startWalk(row: ChainRow, index: number): Walker {
  const start = sha256(row.genesis);
  return { row, index, start, previous: start, seq: 0, count: 0, at: null };
}

function step(walker: Walker, record: StoredRecord, walk: Walk): void {
  const where = () => `${nameOfChain(walker.row)}, record ${record.seq}`;
  if (record.seq !== walker.seq + 1)
    walk.faults.add(`${where()}: the number before it is ${walker.seq}: records are missing or renumbered`);
  if (hashOf(walker.previous, record) !== record.hash)
    walk.faults.add(`${where()}: the hash does not fit its content and the record before it`);
  const at = record.at / 1000 + EPOCH;
  walker.previous = record.hash;
  walker.seq = record.seq;
  walker.count += 1;
  walker.at = at;
  walk.onHash(record.hash);
  const { bytes, bodyAt, bodyEnd } = record;
  const said: LaidOut | undefined = cutRecord(bytes.toString('latin1', bodyAt, bodyEnd)) ?? parsed(record);
  if (said === undefined) {
    walk.faults.add(`${where()}: the content is not a record`);
    return;
  }
  const saidAt = Date.parse(said.at);
  const wrong = [
    saidAt === at && new Date(at).toISOString() === said.at ? '' : 'at',
    said.operation === record.operation ? '' : 'operation',
    said.person === record.personId ? '' : 'person_id',
    said.post === record.post ? '' : 'post',
  ].filter((column) => column !== '');
  if (wrong.length > 0) walk.faults.add(`${where()}: ${wrong.join(', ')} differs from the hashed content`);
  const place: Place = { chain: walker.index, seq: record.seq, at: saidAt };
  const rows = said.bytes ?? bytes;
  const offset = said.bytes === undefined ? bodyAt : 0;
  for (const { table, start, end } of said.facts)
    walk.onFact({ table, bytes: rows, start: start + offset, end: end + offset }, place);
}

/** The hash is over the hash before, the number and the body: the first two are put before the body where it lies. */
function hashOf(previous: string, { bytes, bodyAt, bodyEnd, seq }: StoredRecord): string {
  const head = `${previous}\n${seq}\n`;
  const start = bodyAt - head.length;
  if (start < 0) return sha256(Buffer.concat([Buffer.from(head), bytes.subarray(bodyAt, bodyEnd)]));
  bytes.write(head, start, 'latin1');
  return sha256(bytes.subarray(start, bodyEnd));
}

interface LaidOut extends CutRecord {
  /** Where the facts are when they are not in the record's own bytes. */
  readonly bytes?: Buffer;
}

/** A record of another shape than is written here, its rows laid out with room before them. */
function parsed({ bytes, bodyAt, bodyEnd }: StoredRecord): LaidOut | undefined {
  const record = parseRecord(bytes.toString('utf8', bodyAt, bodyEnd));
  if (record === undefined) return undefined;
  const parts: Buffer[] = [];
  let length = 0;
  const facts = record.facts.map(({ table, row }) => {
    const text = Buffer.from(row);
    parts.push(Buffer.alloc(ROOM), text);
    const start = length + ROOM;
    length = start + text.length;
    return { table, start, end: length };
  });
  return { ...record, facts, bytes: Buffer.concat(parts) };
}

function endWalk(walker: Walker, faults: Faults): WalkedChain {
  const { row, seq, count, previous, at } = walker;
  const name = nameOfChain(row);
  if (row.next_seq !== seq + 1)
    faults.add(`${name}: its head says ${row.next_seq - 1} records, there are ${count}: the last are missing or added`);
  if (row.head_hash !== previous) faults.add(`${name}: its head is not the hash of its last record (${seq})`);
  // A drawer's chain ends with the record that closes it; a day's is closed by the seal, which the manifest says.
  if (row.kind === 'drawer' && row.closed_at !== null && Date.parse(row.closed_at) !== at)
    faults.add(
      `${name}: closed at ${row.closed_at}, its last record is of ${at === null ? 'no time' : new Date(at).toISOString()}`,
    );
  return { row, count, head: previous };
}

/** Records whose chain does not exist. */
async function nameStrays(client: pg.ClientBase, walk: Walk): Promise<void> {
  const { rows } = await client.query<{ chain_id: string; n: number }>(
    `select chain_id, count(*) as n from chain_record r where site_id = $1
       and not exists (select 1 from chain c where c.site_id = r.site_id and c.chain_id = r.chain_id)
     group by chain_id order by chain_id`,
    [walk.siteId],
  );
  for (const stray of rows) walk.faults.add(`chain ${stray.chain_id} is missing, ${stray.n} records name it`);
}
