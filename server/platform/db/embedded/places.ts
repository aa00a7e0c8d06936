/**
 * Where the embedded cluster keeps its things. Normally below the data folder; when the data folder lies where the
 * database's account cannot go (root in a closed home), below /var/lib/zhishou, and a note in the data folder says so.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, canTraverse, runningAsRoot } from './account.ts';

export interface Places {
  readonly dataFolder: string;
  /** PostgreSQL's data directory. */
  readonly cluster: string;
  readonly logFile: string;
  /** Folder of the socket. */
  readonly sockets: string;
  /** Parent of the staged programs. */
  readonly programs: string;
}

const SYSTEM_FOLDER = '/var/lib/zhishou';
/** In the data folder, when the cluster is not. */
export const ELSEWHERE_NOTE = 'database-is-elsewhere.txt';
/** sun_path holds 108 bytes with the closing zero. */
const LONGEST_SOCKET_PATH = 107;
const SOCKET_NAME = '/.s.PGSQL.5432';

export const makeDataFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: runningAsRoot() ? 0o711 : 0o700 });
};

/** Decides the places for an existing data folder; makes at most the folder elsewhere and the note about it. */
export function choosePlaces(folder: string, account: Account): Places {
  const dataFolder = realpathSync(folder);
  const key = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  const inside = join(dataFolder, 'pgdata');
  const reachable = canTraverse(account, dataFolder) || existsSync(join(inside, 'PG_VERSION'));
  const base = reachable ? dataFolder : folderElsewhere(dataFolder);
  return {
    dataFolder,
    cluster: join(base, 'pgdata'),
    logFile: join(base, 'postgres.log'),
    sockets: chooseSockets(base, key, account),
    programs: runningAsRoot() ? join(SYSTEM_FOLDER, 'pg') : join(dataFolder, 'pg'),
  };
}

/**
 * The folder the note names. A data folder without a note is a new one and gets a new place: whoever deletes the data
 * folder and starts again must not find the old house.
 */
function folderElsewhere(dataFolder: string): string {
  const note = join(dataFolder, ELSEWHERE_NOTE);
  const named = existsSync(note)
    ? /^\/var\/lib\/zhishou\/clusters\/[0-9a-f]+$/m.exec(readFileSync(note, 'utf8'))
    : null;
  const base = named?.[0] ?? join(SYSTEM_FOLDER, 'clusters', randomBytes(6).toString('hex'));
  makeFolder(SYSTEM_FOLDER, 0o755);
  makeFolder(join(SYSTEM_FOLDER, 'clusters'), 0o755);
  makeFolder(base, 0o711);
  if (named === null)
    writeFileSync(
      note,
      `The database of this data folder is in\n${base}\nbecause the database's own account cannot enter ${dataFolder}.\nBack up and move both together.\n`,
    );
  return base;
}

function chooseSockets(base: string, key: string, account: Account): string {
  const near = join(base, 'run');
  if (Buffer.byteLength(near + SOCKET_NAME) <= LONGEST_SOCKET_PATH) return near;
  const name = `zhishou-${account.uid}-${key}`;
  return join(runningAsRoot() && existsSync('/run') ? '/run' : tmpdir(), name);
}

/** Makes a folder that belongs to the account alone; refuses one that somebody else has put in its place. */
export function makeOwned(folder: string, account: Account): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (runningAsRoot()) chownSync(folder, account.uid, account.gid);
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== account.uid)
    throw new Error(`${folder} belongs to user id ${found.uid}, not to the database's account ${account.uid}.`);
  chmodSync(folder, 0o700);
}

function makeFolder(folder: string, mode: number): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  mkdirSync(folder);
  chmodSync(folder, mode);
}
