/**
 * Makes the cluster once, and decides before each start who may sign in: only the user who runs the program, only
 * over the socket, only as our two roles. There is no password and no network port.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { APP_ROLE, OWNER_ROLE } from '../roles.ts';
import { type Account, ownName, runningAsRoot } from './account.ts';
import { makeOwned } from './places.ts';

export const SERVER_ENV = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' } as const;

export const clusterExists = (cluster: string): boolean => existsSync(join(cluster, 'PG_VERSION'));

/** The account that owns an existing cluster is the one that must run it. Throws when we cannot become it. */
export function ownerOf(cluster: string): Account {
  const { uid, gid } = statSync(cluster);
  if (uid === 0) throw new Error(`${cluster} belongs to root; PostgreSQL refuses that. Give it to another account.`);
  if (!runningAsRoot() && uid !== process.getuid?.())
    throw new Error(
      `The database in ${cluster} belongs to user id ${uid}, this program runs as user id ${process.getuid?.()}. ` +
        `Start it as root or as that user, or give the folder to this user: chown -R ${process.getuid?.()} ${cluster}`,
    );
  return { uid, gid };
}

/** initdb beside the final place, then a rename: a cluster is whole or absent. */
export function makeCluster(programs: string, cluster: string, account: Account): void {
  const parent = dirname(cluster);
  const draftName = `${basename(cluster)}.draft`;
  for (const name of readdirSync(parent))
    if (name.startsWith(draftName)) rmSync(join(parent, name), { recursive: true, force: true });
  const draft = join(parent, draftName);
  // The C library's character classes (searching in Chinese) come from C.UTF-8 where the system has it.
  const first = initialise(programs, draft, account, 'C.UTF-8');
  const error = first === undefined ? undefined : initialise(programs, draft, account, 'C');
  if (error !== undefined) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`The database could not be made in ${cluster}:\n${error}`);
  }
  renameSync(draft, cluster);
}

/** Undefined when all went well, otherwise what initdb says. */
function initialise(programs: string, folder: string, account: Account, locale: string): string | undefined {
  rmSync(folder, { recursive: true, force: true });
  makeOwned(folder, account);
  const done = spawnSync(
    join(programs, 'bin/initdb'),
    [
      ...['-D', folder, '-U', OWNER_ROLE, '-A', 'peer', '-E', 'UTF8', '--data-checksums'],
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`, '--lc-messages=C'],
      '--text-search-config=simple',
    ],
    { ...identity(account), cwd: '/', env: SERVER_ENV, encoding: 'utf8' },
  );
  if (done.status === 0) return undefined;
  return done.error?.message ?? done.stderr.trim();
}

/** uid and gid for spawn; nothing when we already are that account. */
export const identity = (account: Account): { uid?: number; gid?: number } =>
  runningAsRoot() ? { uid: account.uid, gid: account.gid } : {};

export function writeAccessRules(cluster: string, account: Account): void {
  const user = `"${ownName().replaceAll('"', '""')}"`;
  write(
    join(cluster, 'pg_hba.conf'),
    [
      '# Written at each start. Peer authentication over the socket; no password, no network.',
      `local all ${OWNER_ROLE} peer map=zhishou`,
      `local all ${APP_ROLE} peer map=zhishou`,
      `local replication ${OWNER_ROLE} peer map=zhishou`,
    ],
    account,
  );
  write(
    join(cluster, 'pg_ident.conf'),
    [
      '# Written at each start: the user that runs the program may sign in as the two roles.',
      `zhishou ${user} ${OWNER_ROLE}`,
      `zhishou ${user} ${APP_ROLE}`,
    ],
    account,
  );
}

function write(path: string, lines: readonly string[], account: Account): void {
  const draft = `${path}.draft`;
  writeFileSync(draft, `${lines.join('\n')}\n`);
  chmodSync(draft, 0o600);
  if (runningAsRoot()) chownSync(draft, account.uid, account.gid);
  renameSync(draft, path);
}
