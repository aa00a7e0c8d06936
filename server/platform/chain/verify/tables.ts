/**
 * The kept tables as the catalogue knows them, and the SQL that renders a row exactly as `canonicalJson` renders the
 * row the driver hands us. Columns of other types than those below are rendered on our side.
 */
import type pg from 'pg';

export interface KeptTable {
  readonly name: string;
  readonly key: readonly string[];
  /** Columns in the order of canonical JSON. */
  readonly columns: readonly string[];
  /** SQL of the row's canonical text; null where it must be rendered on our side. */
  readonly textSql: string | null;
  /**
   * SQL of the row's canonical text in pieces: every second one is a JSON column as PostgreSQL writes it, which is put
   * into canonical form on our side. Null where a column of another type makes that impossible.
   */
  readonly piecesSql: readonly string[] | null;
  /** Rows are never changed: a trigger refuses it, so each key has one fact. */
  readonly final: boolean;
}

interface CatalogueRow {
  readonly name: string;
  readonly key: string[] | null;
  readonly columns: { name: string; type: string }[];
  readonly final: boolean;
}

const CATALOGUE = `
select c.relname as name,
  (select array_agg(a.attname::text order by k.no) from pg_index i, unnest(i.indkey::int2[]) with ordinality as k(attnum, no), pg_attribute a
    where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum) as key,
  (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum)
    from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
  exists (select 1 from pg_trigger t, pg_proc p where t.tgrelid = c.oid and p.oid = t.tgfoid and p.proname = 'refuse_change'
    and t.tgenabled = 'O' and t.tgqual is null and t.tgattr = ''::int2vector and (t.tgtype & 19) = 19) as final
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = current_schema() and c.relname = any($1) and c.relkind in ('r', 'p')`;

const asText = (column: string): string => `to_json(${column}::text)::text`;
const asIs = (column: string): string => `${column}::text`;
const quoted = (column: string): string => `'"' || ${column}::text || '"'`;

const RENDER: Readonly<Record<string, (column: string) => string>> = {
  text: asText,
  'character varying': asText,
  uuid: quoted,
  date: quoted,
  numeric: quoted,
  smallint: asIs,
  integer: asIs,
  bigint: asIs,
  boolean: asIs,
  'timestamp with time zone': (column) => `'"' || to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"'`,
};

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Throws when a table does not exist, has no key, or is not kept by site: it could not be verified. */
export async function describeTables(client: pg.ClientBase, names: readonly string[]): Promise<KeptTable[]> {
  const { rows } = await client.query<CatalogueRow>(CATALOGUE, [names]);
  const byName = new Map(rows.map((row) => [row.name, row]));
  return names.map((name) => {
    const found = byName.get(name);
    if (found === undefined) throw new Error(`the kept table ${name} does not exist`);
    if (found.key === null || !found.columns.some((column) => column.name === 'site_id'))
      throw new Error(`the kept table ${name} has no primary key or no site_id`);
    const columns = [...found.columns].sort((a, b) => (a.name < b.name ? -1 : 1));
    const pieces = piecesSql(columns);
    return {
      name,
      key: found.key,
      columns: columns.map((column) => column.name),
      textSql: pieces?.length === 1 ? pieces[0]! : null,
      piecesSql: pieces,
      final: found.final,
    };
  });
}

function piecesSql(columns: readonly { name: string; type: string }[]): string[] | null {
  const pieces: string[] = [];
  let parts: string[] = [];
  for (const [index, { name, type }] of columns.entries()) {
    const label = `${index === 0 ? '{' : ','}"${name}":`;
    const render = RENDER[type];
    if (render !== undefined) {
      parts.push(`'${label}' || coalesce(${render(quoteName(name))}, 'null')`);
    } else if (type === 'jsonb') {
      pieces.push([...parts, `'${label}'`].join(' || '), `${quoteName(name)}::text`);
      parts = [];
    } else return null;
  }
  return [...pieces, [...parts, `'}'`].join(' || ')];
}
