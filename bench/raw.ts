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

export async function openRaw(connection: ConnectionSettings, connections: number): Promise<Raw> {
  const pool = openPool({ ...connection, applicationName: 'bench raw', max: connections });
  const clients = await clientsOf(pool);
  const template = await templateOf(pool);
  const rowsOf = (table: string): Row[] =>
    template.facts.filter((fact) => fact.table === table).map((fact) => fact.row);
  const inserts = TABLES.map((tables) => {
    const parts = tables.map((table) => {
      const rows = rowsOf(table);
      return { table, rows, columns: Object.keys(rows[0]!) };
    });
    return { parts, last: parts.at(-1)!, statement: insertOf(parts) };
  });

  type Part = (typeof inserts)[number]['last'];

  const replaced = (client: Client): Row & { saleId: string } => {
    const meter = client.meters[client.turn % client.meters.length]!;
    const entries = rowsOf('ledger_entry').map(() => newId());
    return { saleId: newId(), entries, meter, attempt: newId(), slip: `${client.session.slip_prefix}-${randomUUID()}` };
  };

  const valuesOf = (client: Client, ids: Row, { table, rows, columns }: Part): unknown[] => {
    const meter = ids.meter as Client['meters'][number];
    const oldEntries = rowsOf('ledger_entry').map((entry) => entry.entry_id);
    const amount = Number(rowsOf('credit_movement')[0]!.amount);
    const cash = Number(rowsOf('drawer_movement')[0]!.amount_fen);
    const entryOf = (old: unknown): unknown => (ids.entries as string[])[oldEntries.indexOf(old)];
    return rows.flatMap((row) =>
      columns.map((column) => {
        const value = row[column];
        switch (column) {
          case 'sale_id':
          case 'document_id':
            return ids.saleId;
          case 'payment_id':
            return newId();
          case 'entry_id':
          case 'paid_entry_id':
          case 'delivered_entry_id':
            return entryOf(value);
          case 'attempt_id':
          case 'request_id':
            return ids.attempt;
          case 'drawer_session_id':
            return client.session.drawer_session_id;
          case 'drawer_id':
            return client.session.drawer_id;
          case 'slip_no':
          case 'document_number':
            return ids.slip;
          case 'meter_id':
            return meter.id;
          case 'account_id':
            return meter.account;
          case 'party_id':
            return value === null ? null : meter.account;
          case 'purchase_count':
            return meter.count + 1;
          case 'cash_after_fen':
            return client.cash + cash;
          case 'balance_after':
            return meter.balance + amount;
          case 'seq':
            return table === 'drawer_movement' ? client.seq + 1 : meter.seq;
          default:
            return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
        }
      }),
    );
  };

  const sale = async (index: number): Promise<void> => {
    const client = clients[index]!;
    const ids = replaced(client);
    const meter = ids.meter as Client['meters'][number];
    const now = new Date().toISOString();
    const key = newId();
    const connectionTaken = await pool.connect();
    const run = (statement: Statement, values: unknown[]) => connectionTaken.query({ ...statement, values });
    try {
      await connectionTaken.query('BEGIN');
      const operation = 'vending.sell-credit';
      const hash = createHash('sha256').update(key).digest('hex');
      await run(CLAIM, [client.siteId, template.personId, operation, key, hash, template.actor, now]);
      await run(NUMBER, [client.siteId, client.series]);
      for (const insert of inserts) {
        if (insert.last.table === 'credit_movement') {
          const amount = Number(insert.last.rows[0]!.amount);
          await run(CREDIT, [client.siteId, meter.id, meter.balance + amount, meter.count + 1]);
        }
        await run(
          insert.statement,
          insert.parts.flatMap((part) => valuesOf(client, ids, part)),
        );
        if (insert.last.table === 'ledger_line') await run(PARTY, [client.siteId, meter.account, 0]);
      }
      await run(APPEND, [
        client.siteId,
        client.session.chain_id,
        now,
        operation,
        template.personId,
        template.post,
        template.body,
      ]);
      await run(FINISH, [client.siteId, template.personId, operation, key, template.response]);
      await connectionTaken.query('COMMIT');
    } finally {
      connectionTaken.release();
    }
    client.seq += 1;
    client.cash += Number(rowsOf('drawer_movement')[0]!.amount_fen);
    client.turn += 1;
    meter.seq += 1;
    meter.count += 1;
    meter.balance += Number(rowsOf('credit_movement')[0]!.amount);
  };
  const statements = [CLAIM, NUMBER, ...inserts.map((insert) => insert.statement), CREDIT, PARTY, APPEND, FINISH];
  return { sale, statements, close: () => pool.end() };
}
