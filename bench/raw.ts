/**
 * The raw limit: the rows of a real sale written again through `pg` by hand, with the same indexes, constraints,
 * hashes and commits, and nothing read, checked or decided. The rows are taken from the chain record of a sale the
 * server made, so that they are the same rows whatever a sale comes to consist of.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type ConnectionSettings, openPool } from '../server/platform/db/pool.ts';
import type { Fact } from '../server/platform/db/tx.ts';
import { newId } from '../shared/values/ids.ts';
import {
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

interface Statement {
  readonly name: string;
  readonly text: string;
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

interface Insert {
  readonly tables: readonly string[];
  readonly statement: Statement;
}

const rowsOf = (facts: readonly Fact[], table: string): Row[] =>
  facts.filter((fact) => fact.table === table).map(({ row }) => row);

const insertsOf = ({ facts }: Template): Insert[] =>
  TABLES.map((tables) => ({
    tables,
    statement: insertOf(
      tables.map((table) => {
        const rows = rowsOf(facts, table);
        return { table, rows, columns: Object.keys(rows[0]!) };
      }),
    ),
  }));

const asParameter = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

async function writeSale(connection: pg.PoolClient, inserts: readonly Insert[], place: Place) {
  const { template, counter, meter, at } = place;
  const { personId, post } = template;
  const { siteId, series, session } = counter;
  const run = (statement: Statement, values: unknown[]) => connection.query({ ...statement, values });
  const facts = factsOf(place);
  const key = newId();
  const hash = createHash('sha256').update(key).digest('hex');
  await connection.query('BEGIN');
  await run(CLAIM, [siteId, personId, SALE, key, hash, template.actor, at]);
  await run(NUMBER, [siteId, series]);
  for (const { tables, statement } of inserts) {
    if (tables.includes('credit_movement'))
      await run(CREDIT, [siteId, meter.id, meter.balance + place.amount, meter.count + 1]);
    const rows = tables.flatMap((table) => rowsOf(facts, table));
    await run(
      statement,
      rows.flatMap((row) => Object.values(row).map(asParameter)),
    );
    if (tables.includes('ledger_line')) await run(PARTY, [siteId, meter.account, 0]);
  }
  await run(APPEND, [siteId, session.chain_id, at, SALE, personId, post, template.body]);
  await run(FINISH, [siteId, personId, SALE, key, template.response]);
  await connection.query('COMMIT');
}

export async function openRaw(connection: ConnectionSettings, connections: number): Promise<Raw> {
  const pool = openPool({ ...connection, applicationName: 'bench raw', max: connections });
  const counters = await countersOf(pool);
  const template = await templateOf(pool);
  const inserts = insertsOf(template);
  return {
    statements: [CLAIM, NUMBER, ...inserts.map(({ statement }) => statement), CREDIT, PARTY, APPEND, FINISH],
    async sale(index) {
      const place = placeOf(template, counters[index]!, new Date().toISOString());
      const taken = await pool.connect();
      try {
        await writeSale(taken, inserts, place);
      } finally {
        taken.release();
      }
      moveOn(place);
    },
    close: () => pool.end(),
  };
}
