/**
 * Fills a house's books with sales that verify, many in a transaction: rows as the server writes them (template.ts),
 * record and hash by the published rule (docs/books-format.md), numbers, cash and credit going on from where they
 * stand. Constraints, triggers and rights are the application's. Nobody may sell meanwhile; all lies on one day.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { slipContent } from '../server/modules/vending/rules/slip-digest.ts';
import { recordBody } from '../server/platform/chain/append.ts';
import { type ConnectionSettings, openPool } from '../server/platform/db/pool.ts';
import type { Fact } from '../server/platform/db/tx.ts';
import type { Actor } from '../server/platform/operations/actor.ts';
import type { Instant } from '../shared/values/calendar.ts';
import { canonicalJson } from '../shared/values/canonical.ts';
import { newId } from '../shared/values/ids.ts';
import {
  type Counter,
  countersOf,
  factsOf,
  moveOn,
  type Place,
  placeOf,
  type Row,
  SALE,
  TABLES,
  type Template,
  templateOf,
} from './template.ts';

/** Sales of one counter in one transaction. */
const AT_ONCE = 250;
/** While the one writes, the other makes its rows. */
const WRITERS = 2;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

interface Head {
  seq: number;
  hash: string;
}

/** Rows by table, the chain's and the requests' among them. */
type Rows = Map<string, Row[]>;

const add = (rows: Rows, table: string, row: Row): void => {
  const known = rows.get(table);
  if (known === undefined) rows.set(table, [row]);
  else known.push(row);
};

/** With the digest that its slip bears. */
function withDigest(facts: readonly Fact[]): Fact[] {
  const tenders = facts.filter(({ table }) => table === 'payment').map(({ row }) => row);
  return facts.map(({ table, row }) => {
    if (table !== 'sale') return { table, row };
    return { table, row: { ...row, digest: sha256(slipContent(row as never, tenders as never)) } };
  });
}

function inputOf({ template: { sale }, meter, cash }: Place): Row {
  const tenders = [{ tender: 'cash', amountFen: cash }];
  const money = { by: 'money', moneyFen: cash, expectedTotalFen: cash, tenders };
  return { ...money, meterId: meter.id, priceVersionId: sale.price_version_id };
}

function answerOf({ template: { response }, meter, saleId, slip, at, amount }: Place): Row {
  const own = { saleId, slipNo: slip, meterNo: meter.no, roomCode: meter.room, accountNo: meter.accountNo, paidAt: at };
  const count = { purchaseCount: meter.count + 1, balanceAfterMilli: meter.balance + amount };
  return { ...(JSON.parse(response) as Row), ...own, ...count };
}

function addSale(rows: Rows, place: Place, head: Head): void {
  const { template, counter, at } = place;
  const { siteId, session } = counter;
  const key = newId();
  const bodyHash = sha256(canonicalJson(inputOf(place)));
  const personId = session.custodian_id as string;
  const actor: Actor = { ...(JSON.parse(template.actor) as Actor), personId, requestId: newId() };
  const facts = withDigest(factsOf(place));
  for (const { table, row } of facts) add(rows, table, row);
  const body = recordBody(actor, { operation: SALE, at: at as Instant, key, bodyHash, facts });
  head.seq += 1;
  head.hash = sha256(`${head.hash}\n${head.seq}\n${body}`);
  const said = { site_id: siteId, person_id: personId, operation: SALE, at };
  const { seq, hash } = head;
  add(rows, 'chain_record', { ...said, chain_id: session.chain_id, seq, post: template.post, body, hash });
  add(rows, 'request', { ...said, key, body_hash: bodyHash, actor, response: answerOf(place) });
}

/** The rows of each table as one JSON parameter: no limit of parameters, one plan. */
async function insert(connection: pg.PoolClient, tables: readonly string[], rows: Rows): Promise<void> {
  const texts = tables.map((table, index) => {
    const columns = Object.keys(rows.get(table)![0]!).join(', ');
    return `insert into ${table} (${columns})
      select ${columns} from json_populate_recordset(null::${table}, $${index + 1})`;
  });
  const last = texts.pop()!;
  const before = texts.map((text, index) => `w${index} as (${text})`).join(', ');
  const text = before === '' ? last : `with ${before} ${last}`;
  const values = tables.map((table) => JSON.stringify(rows.get(table)));
  await connection.query({ name: `fill.${tables.at(-1)}`, text, values });
}

async function headOf(connection: pg.PoolClient, { siteId, session }: Counter): Promise<Head> {
  const { rows } = await connection.query(
    'select next_seq - 1 as seq, head_hash as hash from chain where site_id = $1 and chain_id = $2 for update',
    [siteId, session.chain_id],
  );
  return rows[0] as Head;
}

/** Where the counter stands now: its number, its chain and its meters. */
async function store(connection: pg.PoolClient, counter: Counter, head: Head): Promise<void> {
  const { siteId, session, series, slip, meters } = counter;
  await connection.query(
    `insert into number_series (site_id, series, last) values ($1, $2, $3)
     on conflict (site_id, series) do update set last = excluded.last`,
    [siteId, series, slip],
  );
  await connection.query('update chain set next_seq = $3, head_hash = $4 where site_id = $1 and chain_id = $2', [
    siteId,
    session.chain_id,
    head.seq + 1,
    head.hash,
  ]);
  await connection.query(
    `update meter_credit c set balance = m.balance, next_seq = m.seq, purchase_count = m.count
     from json_to_recordset($2) as m (id uuid, balance bigint, seq bigint, count integer)
     where c.site_id = $1 and c.meter_id = m.id`,
    [siteId, JSON.stringify(meters)],
  );
  // What a sale adds to the customer's side it takes away again on delivery; the row is there, and stays as it is.
  await connection.query(
    `insert into ledger_party_balance (site_id, account_code, party_id, balance_fen)
     select $1, '2203', account, 0 from json_to_recordset($2) as m (account uuid) on conflict do nothing`,
    [siteId, JSON.stringify(meters)],
  );
}

async function fillCounter(pool: pg.Pool, template: Template, counter: Counter, count: number): Promise<void> {
  const connection = await pool.connect();
  try {
    await connection.query('begin; set local synchronous_commit = off');
    const head = await headOf(connection, counter);
    const rows: Rows = new Map();
    for (let i = 0; i < count; i += 1) {
      const place = placeOf(template, counter, new Date().toISOString());
      addSale(rows, place, head);
      moveOn(place);
    }
    for (const tables of TABLES) await insert(connection, tables, rows);
    await insert(connection, ['chain_record'], rows);
    await insert(connection, ['request'], rows);
    await store(connection, counter, head);
    await connection.query('commit');
  } finally {
    connection.release();
  }
}

/** Answers the seconds it took. @throws Error when a row does not fit; the rows of that transaction are not there then */
export async function fillBooks(connection: ConnectionSettings, sales: number): Promise<number> {
  const pool = openPool({ ...connection, applicationName: 'bench fill', max: WRITERS, statementTimeoutMs: 0 });
  const began = performance.now();
  try {
    const template = await templateOf(pool);
    const counters = await countersOf(pool);
    const writers = Math.min(WRITERS, counters.length);
    let left = sales;
    // Each writer keeps to counters of its own: no two write to one chain.
    const write = async (writer: number): Promise<void> => {
      const own = counters.filter((_, index) => index % writers === writer);
      for (let turn = 0; left > 0; turn += 1) {
        const count = Math.min(AT_ONCE, left, Math.ceil(sales / counters.length));
        left -= count;
        await fillCounter(pool, template, own[turn % own.length]!, count);
      }
    };
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  } finally {
    await pool.end();
  }
  return (performance.now() - began) / 1000;
}
