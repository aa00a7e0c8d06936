/**
 * The raw limit: the rows of a real sale written again through `pg` by hand, with the same indexes, constraints,
 * hashes and commits, and nothing read, checked or decided. The rows are taken from the chain record of a sale the
 * server made, so that they are the same rows whatever a sale comes to consist of.
 */
import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type ConnectionSettings, openPool } from '../server/platform/db/pool.ts';
import { newId } from '../shared/values/ids.ts';

type Row = Record<string, unknown>;

interface Statement {
  readonly name: string;
  readonly text: string;
}

interface Client {
  readonly siteId: string;
  readonly session: Row;
  readonly series: string;
  seq: number;
  cash: number;
  meters: { id: string; account: string; seq: number; count: number; balance: number }[];
  turn: number;
}

export interface Raw {
  /** One sale of client `index`. */
  sale(index: number): Promise<void>;
  readonly statements: readonly Statement[];
  close(): Promise<void>;
}

const groups = (columns: readonly string[], rows: number, from: number): string =>
  Array.from(
    { length: rows },
    (_, row) => `(${columns.map((_, column) => `$${from + row * columns.length + column + 1}`).join(', ')})`,
  ).join(', ');

/** Inserts into one table, or into two that must come in one statement (a ledger entry and its lines). */
function insertOf(parts: readonly { table: string; columns: readonly string[]; rows: readonly Row[] }[]): Statement {
  let from = 0;
  const texts = parts.map(({ table, columns, rows }) => {
    const text = `insert into ${table} (${columns.join(', ')}) values ${groups(columns, rows.length, from)}`;
    from += columns.length * rows.length;
    return text;
  });
  const last = texts.pop()!;
  const before = texts.map((text, index) => `w${index} as (${text})`).join(', ');
  return { name: `raw.${parts.at(-1)!.table}`, text: before === '' ? last : `with ${before} ${last}` };
}

const APPEND: Statement = { name: 'raw.chain', text: 'select seq from chain_append($1, $2, $3, $4, $5, $6, $7)' };
const NUMBER: Statement = {
  name: 'raw.number',
  text: 'update number_series set last = last + 1 where site_id = $1 and series = $2 returning last',
};
const CREDIT: Statement = {
  name: 'raw.credit',
  text: 'update meter_credit set balance = $3, next_seq = next_seq + 1, purchase_count = $4 where site_id = $1 and meter_id = $2',
};
const PARTY: Statement = {
  name: 'raw.party',
  text: `insert into ledger_party_balance values ($1, '2203', $2, $3)
    on conflict (site_id, account_code, party_id) do update set balance_fen = ledger_party_balance.balance_fen + excluded.balance_fen`,
};
const CLAIM: Statement = {
  name: 'raw.claim',
  text: 'insert into request (site_id, person_id, operation, key, body_hash, actor, at) values ($1, $2, $3, $4, $5, $6, $7)',
};
const FINISH: Statement = {
  name: 'raw.finish',
  text: 'update request set response = $5 where site_id = $1 and person_id = $2 and operation = $3 and key = $4',
};

/** The kept tables a sale writes, in the order of their foreign keys. */
const TABLES = [
  ['drawer_movement'],
  ['payment'],
  ['ledger_entry', 'ledger_line'],
  ['credit_movement'],
  ['sale'],
  ['delivery_attempt'],
] as const;

async function clientsOf(pool: pg.Pool): Promise<Client[]> {
  const sessions = await pool.query(`select s.*, m.seq, m.cash_after_fen from drawer_session s
    cross join lateral (select seq, cash_after_fen from drawer_movement d where d.site_id = s.site_id
      and d.drawer_session_id = s.drawer_session_id order by seq desc limit 1) m
    where s.state = 'open' order by s.drawer_session_id`);
  const meters = await pool.query(`select m.meter_id, m.account_id, c.next_seq, c.purchase_count, c.balance from meter m
    join meter_credit c using (site_id, meter_id) order by m.meter_id`);
  const each = Math.trunc(meters.rows.length / sessions.rows.length);
  return sessions.rows.map((session, index) => ({
    siteId: session.site_id,
    session,
    series: `slip.${session.drawer_session_id}`,
    seq: session.seq,
    cash: Number(session.cash_after_fen),
    meters: meters.rows.slice(index * each, (index + 1) * each).map((meter) => ({
      id: meter.meter_id,
      account: meter.account_id,
      seq: Number(meter.next_seq),
      count: meter.purchase_count,
      balance: Number(meter.balance),
    })),
    turn: 0,
  }));
}

async function templateOf(pool: pg.Pool) {
  const record = await pool.query(
    `select body, person_id, post from chain_record where operation = 'vending.sell-credit' order by at desc limit 1`,
  );
  const { body, person_id, post } = record.rows[0];
  const request = await pool.query(
    `select actor::text, response::text from request where operation = 'vending.sell-credit' and response is not null limit 1`,
  );
  const facts = (JSON.parse(body) as { facts: { table: string; row: Row }[] }).facts;
  return {
    body: body as string,
    personId: person_id as string,
    post: post as string,
    ...(request.rows[0] as { actor: string; response: string }),
    facts,
  };
}

interface Part {
  readonly table: string;
  readonly rows: readonly Row[];
  readonly columns: readonly string[];
}

interface Insert {
  readonly parts: readonly Part[];
  readonly last: Part;
  readonly statement: Statement;
}

type Template = Awaited<ReturnType<typeof templateOf>>;

/** What one sale puts in the place of the template's own values. */
interface Place {
  readonly client: Client;
  readonly meter: Client['meters'][number];
  readonly saleId: string;
  readonly attempt: string;
  readonly slip: string;
  readonly entries: ReadonlyMap<unknown, string>;
  readonly cash: number;
  readonly amount: number;
}

const rowsOf = (template: Template, table: string): Row[] =>
  template.facts.filter((fact) => fact.table === table).map((fact) => fact.row);

const insertsOf = (template: Template): Insert[] =>
  TABLES.map((tables) => {
    const parts = tables.map((table) => {
      const rows = rowsOf(template, table);
      return { table, rows, columns: Object.keys(rows[0]!) };
    });
    return { parts, last: parts.at(-1)!, statement: insertOf(parts) };
  });

function placeOf(template: Template, client: Client): Place {
  return {
    client,
    meter: client.meters[client.turn % client.meters.length]!,
    saleId: newId(),
    attempt: newId(),
    slip: `${client.session.slip_prefix}-${randomUUID()}`,
    entries: new Map(rowsOf(template, 'ledger_entry').map((entry) => [entry.entry_id, newId()])),
    cash: Number(rowsOf(template, 'drawer_movement')[0]!.amount_fen),
    amount: Number(rowsOf(template, 'credit_movement')[0]!.amount),
  };
}

/** Column → its value in this sale; columns that are not here keep the template's. */
const REPLACED: Readonly<Record<string, (place: Place, old: unknown, table: string) => unknown>> = {
  sale_id: (place) => place.saleId,
  document_id: (place) => place.saleId,
  payment_id: () => newId(),
  entry_id: (place, old) => place.entries.get(old),
  paid_entry_id: (place, old) => place.entries.get(old),
  delivered_entry_id: (place, old) => place.entries.get(old),
  attempt_id: (place) => place.attempt,
  request_id: (place) => place.attempt,
  drawer_session_id: (place) => place.client.session.drawer_session_id,
  drawer_id: (place) => place.client.session.drawer_id,
  slip_no: (place) => place.slip,
  document_number: (place) => place.slip,
  meter_id: (place) => place.meter.id,
  account_id: (place) => place.meter.account,
  party_id: (place, old) => (old === null ? null : place.meter.account),
  purchase_count: (place) => place.meter.count + 1,
  cash_after_fen: (place) => place.client.cash + place.cash,
  balance_after: (place) => place.meter.balance + place.amount,
  seq: (place, _old, table) => (table === 'drawer_movement' ? place.client.seq + 1 : place.meter.seq),
};

const asParameter = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

const valuesOf = (place: Place, { table, rows, columns }: Part): unknown[] =>
  rows.flatMap((row) =>
    columns.map((column) => {
      const replace = REPLACED[column];
      return replace === undefined ? asParameter(row[column]) : replace(place, row[column], table);
    }),
  );

function moveOn({ client, meter, cash, amount }: Place): void {
  client.seq += 1;
  client.cash += cash;
  client.turn += 1;
  meter.seq += 1;
  meter.count += 1;
  meter.balance += amount;
}

const OPERATION = 'vending.sell-credit';

async function writeSale(connection: pg.PoolClient, template: Template, inserts: readonly Insert[], place: Place) {
  const { client, meter } = place;
  const { personId, post } = template;
  const run = (statement: Statement, values: unknown[]) => connection.query({ ...statement, values });
  const now = new Date().toISOString();
  const key = newId();
  const hash = createHash('sha256').update(key).digest('hex');
  await connection.query('BEGIN');
  await run(CLAIM, [client.siteId, personId, OPERATION, key, hash, template.actor, now]);
  await run(NUMBER, [client.siteId, client.series]);
  for (const insert of inserts) {
    if (insert.last.table === 'credit_movement')
      await run(CREDIT, [client.siteId, meter.id, meter.balance + place.amount, meter.count + 1]);
    const values = insert.parts.flatMap((part) => valuesOf(place, part));
    await run(insert.statement, values);
    if (insert.last.table === 'ledger_line') await run(PARTY, [client.siteId, meter.account, 0]);
  }
  await run(APPEND, [client.siteId, client.session.chain_id, now, OPERATION, personId, post, template.body]);
  await run(FINISH, [client.siteId, personId, OPERATION, key, template.response]);
  await connection.query('COMMIT');
}

export async function openRaw(connection: ConnectionSettings, connections: number): Promise<Raw> {
  const pool = openPool({ ...connection, applicationName: 'bench raw', max: connections });
  const clients = await clientsOf(pool);
  const template = await templateOf(pool);
  const inserts = insertsOf(template);
  return {
    statements: [CLAIM, NUMBER, ...inserts.map((insert) => insert.statement), CREDIT, PARTY, APPEND, FINISH],
    async sale(index) {
      const place = placeOf(template, clients[index]!);
      const taken = await pool.connect();
      try {
        await writeSale(taken, template, inserts, place);
      } finally {
        taken.release();
      }
      moveOn(place);
    },
    close: () => pool.end(),
  };
}
