/**
 * Prints what a route loads first, in gzip bytes: the entry, what it imports, the route's own chunk and what that
 * imports. Fails when scripts together exceed the limit.
 *
 *   node tools/bundle-size.ts web/features/vending/pages/counter.tsx --limit 300
 *
 * Without a route: the entry alone. The limit is in kB of 1000 bytes. Run `npm run build:web` first.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

const root = join(import.meta.dirname, '..');
const built = join(root, 'dist', 'web');

/** The chunk and all it imports statically, each once. */
function reach(manifest: Manifest, from: string, seen = new Set<string>()): ReadonlySet<string> {
  const chunk = manifest[from];
  if (chunk === undefined) throw new Error(`not in the manifest: ${from}. Is the page loaded by import()?`);
  if (seen.has(from)) return seen;
  seen.add(from);
  for (const next of chunk.imports ?? []) reach(manifest, next, seen);
  return seen;
}

const gzipOf = (file: string): number => gzipSync(readFileSync(join(built, file)), { level: 9 }).length;
const inKB = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(8);

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { limit: { type: 'string', default: '300' } },
  });
  const limit = Number(values.limit);
  if (!(limit > 0)) throw new Error(`not a limit: ${values.limit}`);
  const manifest = JSON.parse(readFileSync(join(built, '.vite', 'manifest.json'), 'utf8')) as Manifest;
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry === true);
  if (entry === undefined) throw new Error('no entry in the manifest');
  // The manifest names sources from the web folder; people name them from the repository.
  const routes = positionals.map((path) => relative('web', path));
  const keys = new Set([entry, ...routes].flatMap((from) => [...reach(manifest, from)]));
  const chunks = [...keys].map((key) => manifest[key]!);
  const scripts = [...new Set(chunks.map((chunk) => chunk.file))].map((file) => [gzipOf(file), file] as const);
  const styles = [...new Set(chunks.flatMap((chunk) => chunk.css ?? []))].map((file) => [gzipOf(file), file] as const);
  for (const [bytes, file] of [...scripts, ...styles].toSorted((a, b) => b[0] - a[0])) {
    console.log(`${inKB(bytes)} kB  ${file}`);
  }
  const total = scripts.reduce((sum, [bytes]) => sum + bytes, 0);
  console.log(`${inKB(total)} kB  scripts in all, limit ${limit} kB`);
  if (total > limit * 1000) process.exitCode = 1;
}

main();
