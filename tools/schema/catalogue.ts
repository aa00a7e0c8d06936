/**
 * Reads what the migrations have made from PostgreSQL's catalogue, schema `public` only, in an order that depends on
 * names alone. What an extension brings is left out. Kinds of objects that the dump does not know are an error.
 */
import type pg from 'pg';

export interface Column {
  readonly name: string;
  /** As SQL writes it, e.g. `timestamp(3) with time zone`. */
  readonly type: string;
  /** The bare name, e.g. `timestamptz`; of an array its element's. */
  readonly base: string;
  readonly isArray: boolean;
  readonly notNull: boolean;
  readonly default: string | null;
  /** 'a' or 'd' as in pg_attribute; '' = none. */
  readonly identity: string;
  readonly stored: boolean;
  readonly comment: string | null;
}

export interface Relation {
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly comment: string | null;
  readonly columns: readonly Column[];
  readonly constraints: readonly { readonly name: string; readonly definition: string }[];
  /** Indexes that no constraint brings. */
  readonly indexes: readonly string[];
  readonly triggers: readonly string[];
  /** Of a view. */
  readonly query: string | null;
  /** `partition by …` of a partitioned table. */
  readonly partitionKey: string | null;
  /** `partition of x for values …` of a partition. */
  readonly partitionOf: string | null;
  readonly grants: readonly string[];
}

export interface RoutineDefinition {
  readonly name: string;
  readonly definition: string;
  readonly signature: string;
  readonly publicMayRun: boolean;
  readonly appMayRun: boolean;
}

export interface Catalogue {
  readonly extensions: readonly string[];
  readonly relations: readonly Relation[];
  readonly routines: readonly RoutineDefinition[];
}

type Queryable = Pick<pg.ClientBase, 'query'>;

const NOT_OF_EXTENSION = (catalog: string, oid: string): string =>
  `not exists (select 1 from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;

/** `appRole`: the role whose grants are listed. */
export async function readCatalogue(client: Queryable, appRole: string): Promise<Catalogue> {
  await refuseUnknownKinds(client);
  const extensions = await client.query<{ name: string }>(
    "select extname::text as name from pg_extension where extname <> 'plpgsql' order by extname",
  );
  return {
    extensions: extensions.rows.map((row) => row.name),
    relations: await readRelations(client, appRole),
    routines: await readRoutines(client, appRole),
  };
}

async function refuseUnknownKinds(client: Queryable): Promise<void> {
  const { rows } = await client.query<{ thing: string }>(`
    select 'type ' || t.typname as thing from pg_type t
    where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd', 'r') and ${NOT_OF_EXTENSION('pg_type', 't.oid')}
    union all
    select 'sequence ' || c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype in ('i', 'e'))
    union all
    select 'relation ' || c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('m', 'f') and ${NOT_OF_EXTENSION('pg_class', 'c.oid')}
    union all
    select 'policy ' || p.polname from pg_policy p
    union all
    select 'aggregate ' || p.proname from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prokind = 'a' and ${NOT_OF_EXTENSION('pg_proc', 'p.oid')}
    order by 1`);
  if (rows.length > 0)
    throw new Error(`tools/schema does not dump these yet, teach it: ${rows.map((row) => row.thing).join(', ')}`);
}

/** One query for everything of a relation; lists come as JSON, already in their order. */
async function readRelations(client: Queryable, appRole: string): Promise<Relation[]> {
  const list = (select: string): string => `coalesce((${select}), '[]'::json)`;
  const { rows } = await client.query<Relation>(
    `select c.relname::text as name,
       case when c.relkind = 'v' then 'view' else 'table' end as kind,
       obj_description(c.oid, 'pg_class') as comment,
       case when c.relkind = 'p' then 'partition by ' || pg_get_partkeydef(c.oid) end as "partitionKey",
       case when c.relispartition then
         (select 'partition of ' || i.inhparent::regclass from pg_inherits i where i.inhrelid = c.oid)
         || ' ' || pg_get_expr(c.relpartbound, c.oid) end as "partitionOf",
       case when c.relkind = 'v' then pg_get_viewdef(c.oid, true) end as query,
       ${list(`select json_agg(json_build_object(
           'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
           'base', coalesce(e.typname, t.typname), 'isArray', e.oid is not null, 'notNull', a.attnotnull,
           'default', case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid)
                           else 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored' end,
           'identity', a.attidentity, 'stored', a.attgenerated <> '',
           'comment', col_description(c.oid, a.attnum)) order by a.attnum)
         from pg_attribute a join pg_type t on t.oid = a.atttypid
         left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
         left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`)} as columns,
       ${list(`select json_agg(json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid))
           order by array_position(array['p', 'u', 'x', 'f', 'c'], k.contype::text), k.conname collate "C")
         from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'x', 'f', 'c') and k.conislocal
           and k.conparentid = 0`)} as constraints,
       ${list(`select json_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid::regclass::text collate "C")
         from pg_index i where i.indrelid = c.oid
           and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
           and not exists (select 1 from pg_inherits h where h.inhrelid = i.indexrelid)`)} as indexes,
       ${list(`select json_agg(pg_get_triggerdef(g.oid, true) order by g.tgname collate "C")
         from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal and g.tgparentid = 0`)} as triggers,
       ${list(`select json_agg(lower(g.privilege_type) order by g.privilege_type)
         from aclexplode(c.relacl) g where g.grantee = $1::regrole`)} || '' as "tableGrants",
       ${list(`select json_agg(json_build_object('privilege', lower(g.privilege_type), 'column', a.attname)
           order by g.privilege_type, a.attnum)
         from pg_attribute a, aclexplode(a.attacl) g where a.attrelid = c.oid and g.grantee = $1::regrole`)}
         || '' as "columnGrants"
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and ${NOT_OF_EXTENSION('pg_class', 'c.oid')}
     order by c.relname collate "C"`,
    [`"${appRole.replaceAll('"', '""')}"`],
  );
  return rows.map((row) => ({ ...row, grants: grantsOf(row as unknown as GrantRow) }));
}

interface GrantRow {
  readonly tableGrants: string;
  readonly columnGrants: string;
}

/** `select, insert`, then `update (a, b)`. */
function grantsOf(row: GrantRow): string[] {
  const whole = JSON.parse(row.tableGrants) as string[];
  const columns = JSON.parse(row.columnGrants) as { privilege: string; column: string }[];
  const byPrivilege = Map.groupBy(columns, (grant) => grant.privilege);
  const partial = [...byPrivilege].map(([privilege, list]) => `${privilege} (${list.map((g) => g.column).join(', ')})`);
  return [...whole, ...partial];
}

async function readRoutines(client: Queryable, appRole: string): Promise<RoutineDefinition[]> {
  const { rows } = await client.query<RoutineDefinition>(
    `select p.proname::text as name, pg_get_functiondef(p.oid) as definition, p.oid::regprocedure::text as signature,
       p.proacl is null or exists (select 1 from aclexplode(p.proacl) g where g.grantee = 0) as "publicMayRun",
       exists (select 1 from aclexplode(p.proacl) g where g.grantee = $1::regrole) as "appMayRun"
     from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p') and ${NOT_OF_EXTENSION('pg_proc', 'p.oid')}
     order by p.oid::regprocedure::text collate "C"`,
    [`"${appRole.replaceAll('"', '""')}"`],
  );
  return rows;
}
