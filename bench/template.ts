/**
 * A sale as a template: the kept rows of one that the server made, from its chain record, and where each counter
 * stands. What is written besides the server (the raw limit, the fill of a big house) are the same rows, whatever a
 * sale comes to consist of.
 */
import type pg from 'pg';
import type { Fact } from '../server/platform/db/tx.ts';
import { newId } from '../shared/values/ids.ts';

export type Row = Readonly<Record<string, unknown>>;

export const SALE = 'vending.sell-credit';

/** The kept tables a sale writes, in the order of their foreign keys; those of one line go in one statement. */
export const TABLES = [
  ['drawer_movement'],
  ['payment'],
  ['ledger_entry', 'ledger_line'],
  ['credit_movement'],
  ['sale'],
  ['delivery_attempt'],
] as const;

export interface Meter {
  readonly id: string;
  readonly no: string;
  readonly account: string;
  readonly accountNo: string;
  readonly room: string;
  /** Of its next movement. */
  seq: number;
  count: number;
  balance: number;
  /** Quantity sold to it so far, in thousandths. */
  bought: number;
}

/** One drawer session with its clerk and meters. Nobody else sells there while this is used. */
export interface Counter {
  readonly siteId: string;
  readonly session: Row;
  readonly series: string;
  readonly cashAccount: string;
  /** Line of the cash journal, cash and slip number as the last sale left them. */
  seq: number;
  cash: number;
  slip: number;
  readonly meters: readonly Meter[];
  turn: number;
}

export async function countersOf(pool: pg.Pool): Promise<Counter[]> {
  const sessions = await pool.query(`select s.*, d.account_code, m.seq, m.cash_after_fen, coalesce(n.last, 0) as last
    from drawer_session s
    join drawer d using (site_id, drawer_id)
    left join number_series n on n.site_id = s.site_id and n.series = 'slip.' || s.drawer_session_id
    cross join lateral (select seq, cash_after_fen from drawer_movement d where d.site_id = s.site_id
      and d.drawer_session_id = s.drawer_session_id order by seq desc limit 1) m
    where s.state = 'open' order by s.drawer_session_id`);
  const meters = await pool.query(`select m.meter_id, m.meter_no, m.account_id, a.account_no, p.full_code, c.next_seq,
      c.purchase_count, c.balance, coalesce(sold.milli, 0)::bigint as bought
    from meter m
    join meter_credit c on c.site_id = m.site_id and c.meter_id = m.meter_id
    join customer_account a on a.site_id = m.site_id and a.account_id = m.account_id
    join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
    left join (select site_id, meter_id, sum(quantity_milli) as milli from sale group by site_id, meter_id) sold
      on sold.site_id = m.site_id and sold.meter_id = m.meter_id
    order by m.meter_id`);
  const each = Math.trunc(meters.rows.length / sessions.rows.length);
  return sessions.rows.map((session, index) => ({
    siteId: session.site_id,
    session,
    series: `slip.${session.drawer_session_id}`,
    cashAccount: session.account_code,
    seq: session.seq,
    cash: session.cash_after_fen,
    slip: session.last,
    meters: meters.rows.slice(index * each, (index + 1) * each).map((meter) => ({
      id: meter.meter_id,
      no: meter.meter_no,
      account: meter.account_id,
      accountNo: meter.account_no,
      room: meter.full_code,
      seq: meter.next_seq,
      count: meter.purchase_count,
      balance: meter.balance,
      bought: meter.bought,
    })),
    turn: 0,
  }));
}

export interface Template {
  /** The chain record's text. */
  readonly body: string;
  readonly personId: string;
  readonly post: string;
  readonly facts: readonly Fact[];
  readonly sale: Row;
  /** Of the request row: who asked, and what was answered. */
  readonly actor: string;
  readonly response: string;
}

/** @throws Error when the house has made no sale yet, or one that wrote other rows than a sale usually does */
export async function templateOf(pool: pg.Pool): Promise<Template> {
  const { rows } = await pool.query(
    `select r.body, r.person_id, r.post, q.actor::text, q.response::text from chain_record r
     join request q on q.site_id = r.site_id and q.person_id = r.person_id and q.operation = r.operation
       and q.key = (r.body::json ->> 'key')::uuid
     where r.operation = $1 order by r.at desc, r.seq desc limit 1`,
    [SALE],
  );
  const [found] = rows as { body: string; person_id: string; post: string; actor: string; response: string }[];
  if (found === undefined) throw new Error('no sale to write again');
  const { facts } = JSON.parse(found.body) as { facts: Fact[] };
  const known = new Set<string>(TABLES.flat());
  const strange = facts.find(({ table }) => !known.has(table));
  if (strange !== undefined) throw new Error(`the sale wrote ${strange.table} too`);
  const { body, post, actor, response } = found;
  const sale = facts.find(({ table }) => table === 'sale')!.row;
  return { body, personId: found.person_id, post, facts, sale, actor, response };
}

/** What one sale puts in the place of the template's own values. */
export interface Place {
  readonly template: Template;
  readonly counter: Counter;
  readonly meter: Meter;
  readonly at: string;
  readonly saleId: string;
  readonly attempt: string;
  readonly slip: string;
  readonly entries: ReadonlyMap<unknown, string>;
  readonly cash: number;
  readonly amount: number;
}

const firstOf = (template: Template, table: string): Row => template.facts.find((fact) => fact.table === table)!.row;

export function placeOf(template: Template, counter: Counter, at: string): Place {
  const entries = template.facts.filter(({ table }) => table === 'ledger_entry');
  return {
    template,
    counter,
    meter: counter.meters[counter.turn % counter.meters.length]!,
    at,
    saleId: newId(),
    attempt: newId(),
    slip: `${counter.session.slip_prefix}-${counter.slip + 1}`,
    entries: new Map(entries.map(({ row }) => [row.entry_id, newId()])),
    cash: firstOf(template, 'drawer_movement').amount_fen as number,
    amount: firstOf(template, 'credit_movement').amount as number,
  };
}

type Replace = (place: Place, old: unknown, table: string) => unknown;

const time: Replace = ({ at }) => at;
const clerk: Replace = ({ counter }) => counter.session.custodian_id;
const entry: Replace = ({ entries }, old) => entries.get(old);
const countAfter: Replace = ({ meter }) => meter.count + 1;
const balanceAfter: Replace = ({ meter, amount }) => meter.balance + amount;

/** Column → its value in this sale; columns that are not here keep the template's. */
const REPLACED: Readonly<Record<string, Replace>> = {
  sale_id: ({ saleId }) => saleId,
  document_id: ({ saleId }) => saleId,
  payment_id: () => newId(),
  entry_id: entry,
  paid_entry_id: entry,
  delivered_entry_id: entry,
  attempt_id: ({ attempt }) => attempt,
  request_id: ({ attempt }) => attempt,
  drawer_session_id: ({ counter }) => counter.session.drawer_session_id,
  drawer_id: ({ counter }) => counter.session.drawer_id,
  business_date: ({ counter }) => counter.session.business_date,
  person_id: clerk,
  posted_by: clerk,
  slip_no: ({ slip }) => slip,
  slip_count: ({ counter }) => counter.slip + 1,
  document_number: ({ slip }) => slip,
  account_code: ({ counter }, old) => (String(old).startsWith('1001.') ? counter.cashAccount : old),
  text: ({ template: { sale }, slip, meter }, old) =>
    String(old).replace(String(sale.slip_no), slip).replace(String(sale.room_code), meter.room),
  meter_id: ({ meter }) => meter.id,
  meter_no: ({ meter }) => meter.no,
  account_id: ({ meter }) => meter.account,
  account_no: ({ meter }) => meter.accountNo,
  room_code: ({ meter }) => meter.room,
  party_id: ({ meter }, old) => (old === null ? null : meter.account),
  already_milli: ({ meter }) => meter.bought,
  purchase_count: countAfter,
  read_count: countAfter,
  cash_after_fen: ({ counter, cash }) => counter.cash + cash,
  balance_after: balanceAfter,
  read_balance: balanceAfter,
  seq: ({ counter, meter }, _old, table) => (table === 'drawer_movement' ? counter.seq + 1 : meter.seq),
  at: time,
  paid_at: time,
  delivered_at: time,
  posted_at: time,
  created_at: time,
  settled_at: time,
};

const replaced = (place: Place, { table, row }: Fact): Fact => ({
  table,
  row: Object.fromEntries(
    Object.entries(row).map(([column, old]) => [column, REPLACED[column]?.(place, old, table) ?? old]),
  ),
});

/** The kept rows of this sale, in the template's order. The sale's digest is the template's still. */
export const factsOf = (place: Place): Fact[] => place.template.facts.map((fact) => replaced(place, fact));

/** After the sale. */
export function moveOn({ template, counter, meter, cash, amount }: Place): void {
  counter.seq += 1;
  counter.slip += 1;
  counter.cash += cash;
  counter.turn += 1;
  meter.seq += 1;
  meter.count += 1;
  meter.balance += amount;
  meter.bought += template.sale.quantity_milli as number;
}
