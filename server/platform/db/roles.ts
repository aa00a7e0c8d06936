/**
 * The two roles: the owner makes and changes tables; the application's role may only what a migration grants it.
 * With an external database the names are those of the two URLs; with the embedded one they are the two below.
 */
import type pg from 'pg';
import type { ConnectionSettings } from './pool.ts';

type Queryable = Pick<pg.ClientBase, 'query'>;

export const OWNER_ROLE = 'zhishou_owner';
export const APP_ROLE = 'zhishou_app';

/** The role a connection signs in as; undefined when neither the URL nor the settings name one. */
export function roleOf(settings: ConnectionSettings): string | undefined {
  if (settings.connectionString === undefined) return settings.user;
  const user = URL.parse(settings.connectionString)?.username;
  return user ? decodeURIComponent(user) : undefined;
}

/** Throws unless the two connections are two roles, or ZHISHOU_ALLOW_ONE_ROLE=1 accepts the weaker protection. */
export function requireTwoRoles(owner: ConnectionSettings, app: ConnectionSettings, env = process.env): void {
  const [ownerRole, appRole] = [roleOf(owner), roleOf(app)];
  if (ownerRole !== undefined && appRole !== undefined && ownerRole !== appRole) return;
  if (env.ZHISHOU_ALLOW_ONE_ROLE === '1') return;
  throw new Error(
    `DATABASE_URL and DATABASE_OWNER_URL must sign in as two different roles (both are ${appRole ?? 'unnamed'}). ` +
      'With one role the program could change posted entries and tariffs, and nothing in the database would stop it. ' +
      'Create a second role for DATABASE_URL, or set ZHISHOU_ALLOW_ONE_ROLE=1 to accept this for a trial.',
  );
}

/**
 * Makes sure that the application's role exists and is a weak one. `owner` is a connection of the owner's role.
 * Throws in words when the role is missing and may not be created, or when it has powers that undo the separation.
 */
export async function ensureAppRole(owner: Queryable, appRole: string = APP_ROLE, env = process.env): Promise<void> {
  if (!(await roleExists(owner, appRole))) await createRole(owner, appRole);
  const found = await owner.query<{ strong: boolean; is_owner: boolean }>(
    `select r.rolsuper or r.rolbypassrls or r.rolreplication as strong,
            pg_has_role(r.oid, current_user::regrole::oid, 'member') as is_owner
     from pg_roles r where r.rolname = $1`,
    [appRole],
  );
  const { strong, is_owner } = found.rows[0]!;
  if ((strong || is_owner) && env.ZHISHOU_ALLOW_ONE_ROLE !== '1')
    throw new Error(
      `The role "${appRole}" of DATABASE_URL ${strong ? 'is a superuser, replicates or bypasses row security' : "is, or belongs to, the owner's role"}: ` +
        'it could change posted entries. Use a plain role, or set ZHISHOU_ALLOW_ONE_ROLE=1 to accept this for a trial.',
    );
}

async function roleExists(client: Queryable, role: string): Promise<boolean> {
  return (await client.query('select 1 from pg_roles where rolname = $1', [role])).rowCount === 1;
}

async function createRole(client: Queryable, role: string): Promise<void> {
  const allowed = await client.query<{ ok: boolean }>(
    'select rolsuper or rolcreaterole as ok from pg_roles where rolname = current_user',
  );
  if (!allowed.rows[0]!.ok)
    throw new Error(
      `The role "${role}" does not exist and the owner may not create it. Ask the database's administrator for: ` +
        `CREATE ROLE ${quoteIdentifier(role)} LOGIN PASSWORD '…';`,
    );
  await client.query(`create role ${quoteIdentifier(role)} login`);
}

export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
