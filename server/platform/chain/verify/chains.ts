/**
 * Walks every chain of a site from its genesis: hashes recomputed, numbers without a gap, columns as in the body, the
 * head where the last record left it. After a bad record it goes on from what is stored, so that one change is one
 * fault and not all that follow.
 */
import { hash } from 'node:crypto';
import type pg from 'pg';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import type { Faults } from './faults.ts';
import { type ReadFact, readRecord } from './record.ts';

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

export interface Walk {
  readonly siteId: string;
  readonly faults: Faults;
  readonly onFact: (fact: ReadFact, place: Place) => void;
  /** Called with each record's hash, for anchors. */
  readonly onHash: (hash: string) => void;
}

interface RecordRow {
  readonly chain_id: string;
  readonly seq: number;
  readonly at: Instant;
  readonly operation: string;
  readonly person_id: string;
  readonly post: string;
  readonly body: string;
  readonly hash: string;
}

const sha256 = (text: string): string => hash('sha256', text, 'hex');
/** Records asked for at once: big enough that round trips do not matter, small enough that the loop is not held up. */
const AT_ONCE = 400;

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
  client: pg.ClientBase,
  chains: readonly ChainRow[],
  walk: Walk,
): Promise<{ walked: WalkedChain[]; records: number }> {
  const order = new Map(chains.map((chain, index) => [chain.chain_id, index]));
  const walkers = new Map<string, Walker>();
  let records = 0;
  for await (const rows of recordsOf(client, chains, walk.siteId)) {
    records += rows.length;
    for (const row of rows) {
      const index = order.get(row.chain_id)!;
      const walker = walkers.get(row.chain_id) ?? startWalk(chains[index]!, index);
      if (walker.seq === 0) walkers.set(row.chain_id, walker);
      step(walker, row, walk);
    }
  }
  const walked = chains.map((row, index) => endWalk(walkers.get(row.chain_id) ?? startWalk(row, index), walk.faults));
  await findStrays(client, walk, records);
  return { walked, records };
}

const COLUMNS = 'chain_id, seq, at, operation, person_id, post, body, hash';
const PAGE = `select ${COLUMNS} from chain_record
  where site_id = $1 and chain_id = $2 and seq > $3 order by seq limit $4`;
const GROUP = `select ${COLUMNS} from chain_record
  where site_id = $1 and chain_id = any($2::uuid[]) order by array_position($2::uuid[], chain_id), seq`;

/** Gathers short chains into one query and pages through long ones; the next page is fetched while one is checked. */
async function* recordsOf(client: pg.ClientBase, chains: readonly ChainRow[], siteId: string) {
  const ask = (ids: readonly string[], after: number) =>
    ids.length === 1
      ? client.query<RecordRow>({ name: 'verify.page', text: PAGE, values: [siteId, ids[0], after, AT_ONCE] })
      : client.query<RecordRow>({ name: 'verify.group', text: GROUP, values: [siteId, ids] });
  const groups = groupShort(chains);
  let next = groups.length > 0 ? ask(groups[0]!, 0) : undefined;
  for (let group = 0; next !== undefined; ) {
    const { rows } = await next;
    const ids: string[] = groups[group]!;
    const more = ids.length === 1 && rows.length === AT_ONCE;
    if (!more) group += 1;
    next = more ? ask(ids, rows.at(-1)!.seq) : group < groups.length ? ask(groups[group]!, 0) : undefined;
    // The answer is awaited at the next turn; until then a failure must not count as unhandled.
    next?.catch(() => undefined);
    yield rows;
  }
}

function groupShort(chains: readonly ChainRow[]): string[][] {
  const groups: string[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const chain of chains) {
    const records = Math.max(chain.next_seq - 1, 1);
    if (size + records > AT_ONCE) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)!.push(chain.chain_id);
    size += records;
  }
  return groups;
}

interface Walker {
  readonly row: ChainRow;
  readonly index: number;
  readonly start: string;
  previous: string;
  seq: number;
  count: number;
  /** When the record before was written; null before the first. */
  at: Instant | null;
}

function startWalk(row: ChainRow, index: number): Walker {
  const start = sha256(row.genesis);
  return { row, index, start, previous: start, seq: 0, count: 0, at: null };
}

function step(walker: Walker, row: RecordRow, walk: Walk): void {
  const where = () => `${nameOfChain(walker.row)}, record ${row.seq}`;
  if (row.seq !== walker.seq + 1)
    walk.faults.add(`${where()}: the number before it is ${walker.seq}: records are missing or renumbered`);
  const computed = sha256(`${walker.previous}\n${row.seq}\n${row.body}`);
  if (computed !== row.hash) walk.faults.add(`${where()}: the hash does not fit its content and the record before it`);
  walker.previous = row.hash;
  walker.seq = row.seq;
  walker.count += 1;
  walker.at = row.at;
  walk.onHash(row.hash);
  const record = readRecord(row.body);
  if (record === undefined) {
    walk.faults.add(`${where()}: the content is not a record`);
    return;
  }
  const wrong = [
    record.at === row.at ? '' : 'at',
    record.operation === row.operation ? '' : 'operation',
    record.person === row.person_id ? '' : 'person_id',
    record.post === row.post ? '' : 'post',
  ].filter((column) => column !== '');
  if (wrong.length > 0) walk.faults.add(`${where()}: ${wrong.join(', ')} differs from the hashed content`);
  const place: Place = { chain: walker.index, seq: row.seq, at: Date.parse(record.at) };
  for (const fact of record.facts) walk.onFact(fact, place);
}

function endWalk(walker: Walker, faults: Faults): WalkedChain {
  const { row, seq, count, previous, at } = walker;
  const name = nameOfChain(row);
  if (row.next_seq !== seq + 1)
    faults.add(`${name}: its head says ${row.next_seq - 1} records, there are ${count}: the last are missing or added`);
  if (row.head_hash !== previous) faults.add(`${name}: its head is not the hash of its last record (${seq})`);
  // A drawer's chain ends with the record that closes it; a day's is closed by the seal, which the manifest says.
  if (row.kind === 'drawer' && row.closed_at !== null && row.closed_at !== at)
    faults.add(`${name}: closed at ${row.closed_at}, its last record is of ${at ?? 'no time'}`);
  return { row, count, head: previous };
}

/** Records whose chain does not exist. */
async function findStrays(client: pg.ClientBase, walk: Walk, walked: number): Promise<void> {
  const { rows: total } = await client.query<{ n: number }>(
    'select count(*) as n from chain_record where site_id = $1',
    [walk.siteId],
  );
  if (total[0]!.n === walked) return;
  const { rows } = await client.query<{ chain_id: string; n: number }>(
    `select chain_id, count(*) as n from chain_record r where site_id = $1
       and not exists (select 1 from chain c where c.site_id = r.site_id and c.chain_id = r.chain_id)
     group by chain_id order by chain_id`,
    [walk.siteId],
  );
  for (const stray of rows) walk.faults.add(`chain ${stray.chain_id} is missing, ${stray.n} records name it`);
}
