/** Rules on what comes from outside: exact pins, few of them, no host in the lockfile, licences that allow it. */
import { LIMITS } from './limits.ts';
import { exists, read } from './tree.ts';

export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export interface Locked {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export const manifest = (): Manifest => JSON.parse(read('package.json')) as Manifest;
export const lockfile = (): Record<string, Locked> =>
  (JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }).packages;

export const exactPins = (given: Manifest): string[] =>
  Object.entries({ ...given.dependencies, ...given.optionalDependencies, ...given.devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} is pinned as "${version}": write one exact version (npm i -E)`);

/** A package for several platforms (name-linux-x64, name-linux-arm64) counts once. */
export const fewDependencies = (given: Manifest): string[] => {
  const names = Object.keys({ ...given.dependencies, ...given.optionalDependencies });
  const count = new Set(
    names.map((name) => name.replace(/([-/])(linux|win|win32|windows|darwin)-?(x64|arm64|arm|ia32|ppc64)?$/, '$1')),
  ).size;
  return count > LIMITS.runtimeDependencies
    ? [`${count} direct runtime dependencies: do without one, limit ${LIMITS.runtimeDependencies}`]
    : [];
};

export const lockWithoutHosts = (locked: Readonly<Record<string, Locked>>): string[] =>
  Object.entries(locked)
    .filter(([, entry]) => entry.resolved !== undefined)
    .map(([path]) => `${path} has "resolved" in package-lock.json: delete that line, the lockfile names no host`);

/** Where Node would find `name` from the package at `path`: in its own folder, or in one further up. */
function lockedAt(locked: Readonly<Record<string, Locked>>, path: string, name: string): boolean {
  for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    if (Object.hasOwn(locked, `${from === '' ? '' : `${from}/`}node_modules/${name}`)) return true;
    if (from === '') return false;
  }
}

/**
 * `npm ci` refuses a lockfile that leaves out a package for another platform, and npm leaves one out when the place
 * it installs from does not carry it.
 */
export const lockComplete = (locked: Readonly<Record<string, Locked>>): string[] =>
  Object.entries(locked).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !lockedAt(locked, path, name))
      .map(
        ([name, version]) =>
          `package-lock.json lacks ${name} ${version}, optional for ${path}: add its entry with version, os and cpu, or npm ci fails`,
      ),
  );

const ALLOWED = new Set([
  'MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense',
  'Zlib', 'PostgreSQL', 'OFL-1.1', 'Python-2.0', 'CC-BY-3.0', 'CC-BY-4.0',
]); // biome-ignore format: a list to read at a glance

/** True when an SPDX expression can be met with allowed licences only. */
export function licenceAllowed(expression: string): boolean {
  const bare = expression.trim().replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(licenceAllowed);
  if (bare.includes(' AND ')) return bare.split(' AND ').every(licenceAllowed);
  return ALLOWED.has(bare);
}

interface Installed {
  readonly name?: string;
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
}

function licenceOf(installed: Installed): string {
  if (typeof installed.license === 'string') return installed.license;
  return installed.license?.type ?? installed.licenses?.map((one) => one.type).join(' OR ') ?? '';
}

/** Licences of everything that runs at a house; what is only for development is not handed on. */
export const licences = (locked: Readonly<Record<string, Locked>>): string[] =>
  Object.entries(locked)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.link && exists(`${path}/package.json`))
    .flatMap(([path]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const licence =
        LIMITS.licencesReadByHand[name] ?? licenceOf(JSON.parse(read(`${path}/package.json`)) as Installed);
      return licenceAllowed(licence)
        ? []
        : [
            `${name} is under "${licence}": read its licence, then take another package or note it in licencesReadByHand`,
          ];
    });
