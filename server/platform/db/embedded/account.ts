/**
 * Under which account of the operating system PostgreSQL runs. It refuses root; a program started as root therefore
 * gives it an account of its own, which owns nothing else. Started by anybody else, it runs as that user.
 */
import { spawnSync } from 'node:child_process';
import { type Stats, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export const ACCOUNT_NAME = 'zhishou-pg';

export const runningAsRoot = (): boolean => process.getuid?.() === 0;

/** The name under which this process signs in to the database by peer authentication. */
export function ownName(): string {
  try {
    return userInfo().username;
  } catch (cause) {
    throw new Error(
      `User id ${process.getuid?.()} has no entry in /etc/passwd; PostgreSQL needs one. Add the entry or run as a user that has one.`,
      { cause },
    );
  }
}

/** As root: the dedicated account, made when it is absent; `nobody` on a system that cannot make one. */
export function databaseAccount(log: (message: string) => void): Account {
  if (!runningAsRoot()) return { uid: process.getuid!(), gid: process.getgid!() };
  const existing = lookUp(ACCOUNT_NAME);
  if (existing !== undefined) return existing;
  const made = spawnSync(
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      ACCOUNT_NAME,
    ],
    { encoding: 'utf8', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } },
  );
  const account = lookUp(ACCOUNT_NAME);
  if (account !== undefined) return account;
  const nobody = lookUp('nobody');
  const reason = made.error?.message ?? made.stderr.trim();
  if (nobody === undefined)
    throw new Error(
      `No account for the database: useradd ${ACCOUNT_NAME} failed (${reason}) and there is no "nobody".`,
    );
  log(`the account ${ACCOUNT_NAME} could not be made (${reason}); the database runs as "nobody"`);
  return nobody;
}

function lookUp(name: string): Account | undefined {
  const ask = (flag: string): number => {
    const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return answer.status === 0 ? Number(answer.stdout.trim()) : Number.NaN;
  };
  const [uid, gid] = [ask('-u'), ask('-g')];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined;
}

/** Whether the account can pass through `folder` and every folder above it. */
export function canTraverse(account: Account, folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined && !mayPass(account, found)) return false;
    if (path === dirname(path)) return true;
  }
}

function mayPass(account: Account, { uid, gid, mode }: Stats): boolean {
  if (account.uid === 0) return true;
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0;
}
