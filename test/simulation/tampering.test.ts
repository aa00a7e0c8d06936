/**
 * Rows changed behind the product's back, by the owner and with the triggers off: verification finds each of them, and
 * the auditor every one that reaches a figure on a page.
 */
import { beforeAll, expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { auditDay } from './audit.ts';
import { liveWeeks } from './days.ts';
import { type Office, openOffice } from './office.ts';

interface Tampering {
  readonly what: string;
  readonly table: string;
  /** Columns of the primary key besides the site's. */
  readonly key: readonly string[];
  /** Column → its new value, in SQL. */
  readonly set: Readonly<Record<string, string>>;
  readonly where: string;
  /** The auditor sees it on a page as well. */
  readonly shown: boolean;
}

/** The database compares text and digest, so a forger mends both. */
const digestOf = (text: string): string => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;
const CHEAPER = "replace(spec, '5283', '1283')";
const MORE = `replace(content, '"openingFen":', '"openingFen":1')`;

const ofSale = { table: 'sale', key: ['sale_id'] };
const line = { table: 'ledger_line', key: ['entry_id', 'line_no'] };

const TAMPERINGS: readonly Tampering[] = [
  {
    what: 'a line of the ledger',
    ...line,
    set: { amount_fen: 'amount_fen - 100' },
    where: "account_code like '6001.%'",
    shown: true,
  },
  {
    what: 'whose balance a line moves',
    ...line,
    set: { party_id: '(select account_id from customer_account c where c.account_id <> party_id order by 1 limit 1)' },
    where: "account_code = '2203'",
    shown: true,
  },
  {
    what: 'the day of a line',
    ...line,
    set: { business_date: 'business_date - 1' },
    where: "account_code like '6001.%' and business_date = (select max(business_date) from day_sheet)",
    shown: true,
  },
  {
    what: 'the day of an entry',
    table: 'ledger_entry',
    key: ['entry_id'],
    set: { business_date: 'business_date - 1' },
    where: "document_kind = 'sale'",
    shown: false,
  },
  {
    what: 'a meter’s credit',
    table: 'meter_credit',
    key: ['meter_id'],
    set: { balance: 'balance + 50000' },
    where: 'purchase_count > 0',
    shown: true,
  },
  {
    what: 'a meter’s count of purchases',
    table: 'meter_credit',
    key: ['meter_id'],
    set: { purchase_count: 'purchase_count + 1' },
    where: 'purchase_count > 0',
    shown: true,
  },
  {
    what: 'a movement of credit',
    table: 'credit_movement',
    key: ['meter_id', 'seq'],
    set: { amount: 'amount * 2' },
    where: "kind = 'purchase'",
    shown: false,
  },
  {
    what: 'a sale’s total',
    ...ofSale,
    set: { total_fen: 'total_fen + 100', residue_kept_fen: 'residue_kept_fen + 100' },
    where: "sold_by = 'money'",
    shown: true,
  },
  {
    what: 'a sale’s clerk',
    ...ofSale,
    set: { person_id: '(select custodian_id from drawer_session d where d.custodian_id <> person_id limit 1)' },
    where: 'true',
    shown: true,
  },
  {
    what: 'a sale’s price version',
    ...ofSale,
    set: { spec_hash: 'reverse(spec_hash)' },
    where: 'business_date = (select max(business_date) from day_sheet)',
    shown: true,
  },
  {
    what: 'a sale that is said to be reversed',
    ...ofSale,
    set: { state: "'reversed'", reversed_at: 'paid_at' },
    where: "state = 'delivered'",
    shown: true,
  },
  {
    what: 'a tariff in force',
    table: 'tariff_version',
    key: ['version_id'],
    set: { spec: CHEAPER, spec_hash: digestOf(CHEAPER) },
    where: "spec like '%5283%'",
    shown: false,
  },
  {
    what: 'a line of the cash journal',
    table: 'drawer_movement',
    key: ['drawer_session_id', 'seq'],
    set: { amount_fen: 'amount_fen + 100' },
    where: "kind = 'sale'",
    shown: true,
  },
  {
    what: 'the count of a closed drawer',
    table: 'drawer_session',
    key: ['drawer_session_id'],
    set: { counted_fen: 'counted_fen + 100', expected_fen: 'expected_fen + 100' },
    where: "state = 'closed'",
    shown: false,
  },
  {
    what: 'a payment',
    table: 'payment',
    key: ['payment_id'],
    set: { amount_fen: 'amount_fen + 100' },
    where: "direction = 'in' and tender = 'qr'",
    shown: false,
  },
  {
    what: 'a daily slip',
    table: 'daily_slip',
    key: ['slip_id'],
    set: { content: MORE, content_digest: digestOf(MORE) },
    where: 'true',
    shown: true,
  },
  {
    what: 'a day sheet',
    table: 'day_sheet',
    key: ['sheet_id'],
    set: { received_fen: 'received_fen + 1' },
    where: 'true',
    shown: true,
  },
  {
    what: 'a case',
    table: 'case_file',
    key: ['case_id'],
    set: { amount_fen: 'amount_fen - 1' },
    where: "subject like 'cash.%'",
    shown: true,
  },
  {
    what: 'a reading',
    table: 'reading',
    key: ['meter_id', 'register', 'read_at'],
    set: { value_milli: 'value_milli + 1' },
    where: 'true',
    shown: true,
  },
  {
    what: 'a record of the chain',
    table: 'chain_record',
    key: ['chain_id', 'seq'],
    set: { body: 'replace(body, \'"at":"2026\', \'"at":"2025\')' },
    where: 'true',
    shown: false,
  },
];

let office: Office;
let day: string;

beforeAll(async () => {
  office = await openOffice(3, '2026-06-10');
  await liveWeeks(office, { days: 2, acts: 60, verifyEvery: 9 });
  day = office.books.sealed ?? '';
  expect(await seen()).toBeNull();
});

/** What the auditor says about the house as it stands. */
async function seen(): Promise<string | null> {
  try {
    await auditDay(office, day);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

const owner = () => office.house.database.owner;

/** Does it to the last such row, and answers how it is undone. */
async function tamper({ table, key, set, where }: Tampering): Promise<() => Promise<void>> {
  const columns = Object.keys(set);
  const keys = key.map((column) => `${column}::text`).join(', ');
  const befores = columns.map((column) => `${column}::text as "${column}"`).join(', ');
  const { rows } = await owner().query<Record<string, string>>(
    `select ${keys}, ${befores} from ${table} where ${where} order by ${key.map((column) => `${table}.${column}`).join(' desc, ')} desc limit 1`,
  );
  const row = rows[0]!;
  const here = key.map((column, index) => `${column}::text = $${index + 1}`).join(' and ');
  const changes = Object.entries(set).map(([column, value]) => `${column} = ${value}`);
  const write = async (sets: readonly string[], values: readonly string[]): Promise<void> => {
    await owner().query(`alter table ${table} disable trigger user`);
    const done = await owner().query(`update ${table} set ${sets.join(', ')} where ${here}`, [...values]);
    await owner().query(`alter table ${table} enable trigger user`);
    expect(done.rowCount).toBe(1);
  };
  const ids = key.map((column) => row[column]!);
  await write(changes, ids);
  const types = await owner().query<{ column_name: string; udt_name: string }>(
    'select column_name, udt_name from information_schema.columns where table_name = $1',
    [table],
  );
  const typeOf = new Map(types.rows.map((one) => [one.column_name, one.udt_name]));
  const back = columns.map((column, index) => `${column} = $${ids.length + index + 1}::text::${typeOf.get(column)}`);
  return () => write(back, [...ids, ...columns.map((column) => row[column]!)]);
}

test.each(TAMPERINGS)('$what', async (tampering) => {
  const undo = await tamper(tampering);
  const { faults } = await verifyHouse(owner(), whatIsVerified());
  const said = await seen();
  await undo();
  expect(faults.length, 'verification finds it').toBeGreaterThan(0);
  expect(said !== null, `the auditor says: ${said}`).toBe(tampering.shown);
});

test('undone, everything is as it was', async () => {
  expect((await verifyHouse(owner(), whatIsVerified())).faults).toEqual([]);
  expect(await seen()).toBeNull();
});
