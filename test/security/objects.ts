/**
 * Which fields of an input hold an id and of what, the ids of a site by what they name, and a second site in the same
 * database: a copy of every row of the first under other ids, made by the database's owner past every trigger.
 */
import type pg from 'pg';
import type { z } from 'zod';
import { bare } from './sample-input.ts';

type Path = readonly string[];

/** Where the ids are: `['readings', '[]', 'meterId']`. Signatures are no objects of the business. */
export function idsIn(schema: z.ZodType, path: Path = []): Path[] {
  const inner = bare(schema);
  const def = inner.def as {
    format?: string;
    shape?: Record<string, z.ZodType>;
    element?: z.ZodType;
    options?: readonly z.ZodType[];
  };
  if (def.format === 'uuid') return [path];
  if (def.shape !== undefined)
    return Object.entries(def.shape).flatMap(([key, field]) =>
      key === 'signatures' ? [] : idsIn(field, [...path, key]),
    );
  if (def.element !== undefined) return idsIn(def.element, [...path, '[]']);
  const [first] = def.options ?? [];
  return first === undefined ? [] : idsIn(first, path);
}

export const nameOf = (path: Path): string => path.filter((part) => part !== '[]').at(-1)!;

/** The input with this id at this place; lists hold it alone. */
export function withId(input: unknown, [part, ...rest]: Path, id: string): unknown {
  if (part === undefined) return id;
  if (part === '[]') return [withId((input as unknown[] | undefined)?.[0], rest, id)];
  const object = (input ?? {}) as Record<string, unknown>;
  return { ...object, [part]: withId(object[part], rest, id) };
}

/** What a field names, where it is not the table of its own name. */
const KINDS: Readonly<Record<string, string>> = {
  roomId: "premise_id from premise where kind = 'room'",
  exemptRoomIds: "premise_id from premise where kind = 'room'",
  roomIds: "premise_id from premise where kind = 'room'",
  floorId: "premise_id from premise where kind = 'floor'",
  buildingId: "premise_id from premise where kind = 'building'",
  parentId: "premise_id from premise where kind = 'floor'",
  accountId: 'account_id from customer_account',
  toAccountId: 'account_id from customer_account',
  toPersonId: 'person_id from person',
  holderId: 'person_id from person',
  preparedById: 'person_id from person',
  partyId: 'party_id from ledger_line where party_id is not null',
  priceVersionId: 'version_id from tariff_version',
  versionId: 'version_id from tariff_version',
  ruleId: 'rule_id from rule',
  revealId: "event_id from security_event where kind = 'customer.reveal'",
  originId: 'origin_id from relay_command where origin_id is not null',
  received: 'document_id from weekly_bundle_item',
  documentId: 'document_id from card_document',
  caseId: 'case_id from case_file',
  entryId: 'entry_id from ledger_entry',
  slipIds: 'slip_id from daily_slip',
  slipId: 'slip_id from daily_slip',
  meterIds: 'meter_id from meter',
  customerIds: 'customer_id from customer',
  readingId: 'reading_id from card_reading',
  runId: 'run_id from collection_run',
  lineId: 'line_id from meter_line',
  taskId: 'task_id from duty_task',
  attachmentId: 'attachment_id from attachment',
  printId: 'print_id from sale_print',
  settlementId: 'settlement_id from journal_settlement',
};

/** Routes whose field of a common name means something else. */
const KINDS_OF_ROUTE: Readonly<Record<string, string>> = {
  'cards.lift-blacklist entryId': 'entry_id from card_blacklist',
  'payments.payments documentId': 'sale_id from sale',
  'reconciliation.slip.pdf printId': "print_id from reconciliation_print where document_kind = 'daily-slip'",
  'reconciliation.day-sheet.pdf printId': "print_id from reconciliation_print where document_kind = 'day-sheet'",
  'metering.apply-reading-import batchId': 'batch_id from import_batch',
  'metering.apply-room-import batchId': 'batch_id from import_batch',
  'metering.discard-import batchId': 'batch_id from import_batch',
  'metering.import-batches batchId': 'batch_id from import_batch',
  'metering.import-rows batchId': 'batch_id from import_batch',
  'control.batch batchId': 'batch_id from switch_batch',
  'control.carry-on-batch batchId': 'batch_id from switch_batch',
};

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export interface Objects {
  /** Ids of the first site that this field could name, oldest first; none where the house has nothing of the kind. */
  of(route: string, field: string, kind?: string): Promise<readonly string[]>;
}

export async function objectsOf(owner: pg.Pool, siteId: string): Promise<Objects> {
  const { rows } = await owner.query<{ table: string; column: string }>(
    `select c.relname as "table", a.attname as "column" from pg_index i join pg_class c on c.oid = i.indrelid
     join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[i.indnkeyatts - 1]
     where i.indisprimary and i.indnkeyatts = 2 and a.atttypid = 'uuid'::regtype order by length(c.relname)`,
  );
  const found = new Map<string, readonly string[]>();
  const kindOf = (route: string, field: string): string | null => {
    const written = KINDS_OF_ROUTE[`${route} ${field}`] ?? KINDS[field];
    if (written !== undefined) return written;
    const key = rows.find(({ column }) => column === snake(field));
    return key === undefined ? null : `${key.column} from ${key.table}`;
  };
  return {
    async of(route, field, wanted) {
      const kind = wanted ?? kindOf(route, field);
      if (kind === null) return [];
      const known = found.get(kind);
      if (known !== undefined) return known;
      const [columns, condition = 'true'] = kind.split(' where ');
      const { rows: ids } = await owner.query<{ id: string }>(
        `select distinct ${columns!.replace(' from', ' as id from')} where site_id = $1 and ${condition} order by 1 limit 20`,
        [siteId],
      );
      found.set(
        kind,
        ids.map(({ id }) => id),
      );
      return found.get(kind)!;
    },
  };
}

const ID = /([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab])[0-9a-f]{3}(-[0-9a-f]{12})/g;
/** Three figures that every id of the second site has, and none of the first. */
const MARK = 'fff';

/** The id of the copy. */
export const elsewhere = (id: string): string => id.replace(ID, `$1${MARK}$2`);

export const ofElsewhere = (text: string): string[] =>
  [...text.matchAll(ID)].map(([id]) => id).filter((id) => id.slice(20, 23) === MARK);

/** Copies every row of the site under other ids. Only the owner can: triggers and foreign keys are off for it. */
export async function copySite(owner: pg.Pool, siteId: string): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    const { rows } = await client.query<{ table: string; columns: string; values: string }>(
      `select c.relname as "table", string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns,
         string_agg(case when a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype)
           then format('regexp_replace(%I::text, $1, $2, ''g'')::%s', a.attname, a.atttypid::regtype)
           else quote_ident(a.attname) end, ', ' order by a.attnum) as values
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attgenerated = ''
       group by c.oid, c.relname having bool_or(a.attname = 'site_id') and c.relname <> 'set_up_token'`,
    );
    for (const { table, columns, values } of rows)
      await client.query(`insert into ${table} (${columns}) select ${values} from ${table} on conflict do nothing`, [
        ID.source,
        `\\1${MARK}\\2`,
      ]);
    // The server's house stays the one that was founded first.
    await client.query("update house set founded_at = founded_at + interval '1 day' where site_id = $1", [
      elsewhere(siteId),
    ]);
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** Digests of all rows of the site, by table. */
export async function rowsOf(owner: pg.Pool, siteId: string): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ table: string }>(
    `select c.relname as "table" from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'site_id'
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
  );
  const digests: Record<string, string> = {};
  for (const { table } of rows) {
    const { rows: found } = await owner.query<{ digest: string | null }>(
      `select md5(string_agg(t::text, '|' order by t::text)) as digest from ${table} t where site_id = $1`,
      [siteId],
    );
    if (found[0]!.digest !== null) digests[table] = found[0]!.digest;
  }
  return digests;
}

/** Tables in which a row of the site names an id of the second one. */
export async function tablesNamingElsewhere(owner: pg.Pool, siteId: string): Promise<string[]> {
  const naming: string[] = [];
  for (const table of Object.keys(await rowsOf(owner, siteId))) {
    const { rows } = await owner.query(`select t::text as row from ${table} t where site_id = $1`, [siteId]);
    if (rows.some(({ row }) => ofElsewhere(row).length > 0)) naming.push(table);
  }
  return naming;
}
