/**
 * Customers and their personal data. Owner of customer, customer_personal and customer_reveal_day. Personal data is in
 * customer_personal only, is never part of a chain record or of a stored answer, and can be deleted.
 */
import type { MaskedCustomer } from '../../../shared/customers/view.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { toHalfWidth } from '../../../shared/values/digits.ts';
import { maskCard, maskName, maskPhone } from '../../../shared/values/masking.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';

export interface NewCustomer {
  readonly customerId: string;
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly phone: string | null;
  readonly reference: string | null;
}

export interface Personal {
  readonly customerId: string;
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly phone: string | null;
  readonly reference: string | null;
}

interface FoundRow {
  readonly customer_id: string;
  readonly kind: string;
  readonly erased_at: Instant | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly reference: string | null;
}

/** Any number of customers in two statements. */
export async function insertCustomers(
  tx: Tx,
  siteId: string,
  at: Instant,
  list: readonly NewCustomer[],
): Promise<void> {
  if (list.length === 0) return;
  const json = JSON.stringify(list.map((one) => ({ ...one, customer_id: one.customerId })));
  await tx.prepared(
    'customers.insert',
    `insert into customer (site_id, customer_id, kind, created_at)
     select $1, n.customer_id, n.kind, $2 from jsonb_to_recordset($3::jsonb) as n (customer_id uuid, kind text)`,
    [siteId, at, json],
  );
  await tx.prepared(
    'customers.insert-personal',
    `insert into customer_personal (site_id, customer_id, name, phone, reference, updated_at)
     select $1, n.customer_id, n.name, n.phone, n.reference, $2
     from jsonb_to_recordset($3::jsonb) as n (customer_id uuid, name text, phone text, reference text)`,
    [siteId, at, json],
  );
}

/** In the clear; only for acts that need it, never for an answer that is stored or a list that is shown. */
export async function personalOf(
  tx: Tx,
  siteId: string,
  customerIds: readonly string[],
): Promise<Map<string, Personal>> {
  const rows = await tx.prepared<FoundRow>(
    'customers.personal',
    `select c.customer_id, c.kind, c.erased_at, p.name, p.phone, p.reference
     from customer c join customer_personal p on p.site_id = c.site_id and p.customer_id = c.customer_id
     where c.site_id = $1 and c.customer_id = any($2)`,
    [siteId, customerIds],
  );
  return new Map(
    rows.map((row) => [
      row.customer_id,
      {
        customerId: row.customer_id,
        kind: row.kind as Personal['kind'],
        name: row.name!,
        phone: row.phone,
        reference: row.reference,
      },
    ]),
  );
}

const masked = (row: FoundRow): MaskedCustomer => ({
  customerId: row.customer_id,
  kind: row.kind as MaskedCustomer['kind'],
  name: row.name === null ? '***' : row.kind === 'organisation' ? row.name : maskName(row.name),
  phone: row.phone === null ? null : maskPhone(row.phone),
  reference: row.reference === null ? null : maskCard(row.reference),
  erased: row.erased_at !== null,
  can: [],
});

/** As lists show them, in the order of the ids given; unknown ids are left out. */
export async function maskedCustomers(
  tx: Tx,
  siteId: string,
  customerIds: readonly string[],
): Promise<MaskedCustomer[]> {
  const rows = await tx.prepared<FoundRow>(
    'customers.masked',
    `select c.customer_id, c.kind, c.erased_at, p.name, p.phone, p.reference
     from customer c left join customer_personal p on p.site_id = c.site_id and p.customer_id = c.customer_id
     where c.site_id = $1 and c.customer_id = any($2)`,
    [siteId, customerIds],
  );
  const byId = new Map(rows.map((row) => [row.customer_id, masked(row)]));
  return customerIds.flatMap((id) => byId.get(id) ?? []);
}

/**
 * From and to of all texts that begin with this one, for the byte-wise operators ~>=~ and ~<~: unlike LIKE, these use
 * their index whatever plan the prepared statement has.
 */
export const beginningWith = (text: string): [string, string] => [text, `${text}\u{10ffff}`];

/** Ids whose name or reference begins with the text, or whose phone ends with it (four figures or more). */
export async function findCustomers(tx: Tx, siteId: string, text: string, limit: number): Promise<string[]> {
  const wanted = toHalfWidth(text).trim();
  if (wanted === '') return [];
  const figures = wanted.replace(/[ -]/g, '');
  const tail = /^\+?\d{4,}$/.test(figures) ? figures : null;
  const rows = await tx.prepared<{ customer_id: string }>(
    'customers.find',
    `(select customer_id from customer_personal where site_id = $1 and name ~>=~ $2 and name ~<~ $3 limit $8)
     union (select customer_id from customer_personal
       where site_id = $1 and lower(reference) ~>=~ $4 and lower(reference) ~<~ $5 limit $8)
     union (select customer_id from customer_personal
       where site_id = $1 and right(phone, 4) = right($6, 4) and right(phone, $7) = $6 limit $8)
     limit $8`,
    [siteId, ...beginningWith(wanted), ...beginningWith(wanted.toLowerCase()), tail, tail?.length ?? 0, limit],
  );
  return rows.map((row) => row.customer_id);
}

/** A page of all customers, newest first. */
export async function pageOfCustomers(
  tx: Tx,
  siteId: string,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<string[]> {
  const rows = await tx.many(
    sql<{ customer_id: string }>`select customer_id from customer
      where site_id = ${siteId} and (${page.after ?? null}::uuid is null or customer_id < ${page.after ?? null}::uuid)
      order by customer_id desc limit ${page.limit}`,
  );
  return rows.map((row) => row.customer_id);
}

/** Refuses 'record.not_found' or 'customer.erased'. */
export async function lockWithData(tx: Tx, siteId: string, customerId: string): Promise<void> {
  const customer = await tx.maybe(
    q
      .selectFrom('customer')
      .select('erased_at')
      .where('site_id', '=', siteId)
      .where('customer_id', '=', customerId)
      .forUpdate(),
  );
  if (customer === undefined) refuse('record.not_found');
  if (customer.erased_at !== null) refuse('customer.erased');
}

export interface PersonalChange {
  readonly customerId: string;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly reference?: string | undefined;
}

/** Changes what is given, leaves the rest. */
export async function changePersonal(tx: Tx, siteId: string, at: Instant, change: PersonalChange): Promise<void> {
  await tx.run(
    q
      .updateTable('customer_personal')
      .set({
        updated_at: at,
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.phone === undefined ? {} : { phone: change.phone }),
        ...(change.reference === undefined ? {} : { reference: change.reference }),
      })
      .where('site_id', '=', siteId)
      .where('customer_id', '=', change.customerId),
  );
}

/** Any number of new phone numbers in one statement. */
export async function changePhones(
  tx: Tx,
  siteId: string,
  at: Instant,
  list: readonly { readonly customerId: string; readonly phone: string }[],
): Promise<void> {
  if (list.length === 0) return;
  await tx.prepared(
    'customers.change-phones',
    `update customer_personal p set phone = n.phone, updated_at = $2
     from jsonb_to_recordset($3::jsonb) as n ("customerId" uuid, phone text)
     where p.site_id = $1 and p.customer_id = n."customerId"`,
    [siteId, at, JSON.stringify(list)],
  );
}
