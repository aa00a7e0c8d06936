/** What the documents name is there: links, commands, environment variables, decisions. Both READMEs say the same. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { refusalsDocument } from '../tools/dump-refusals.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const READMES = ['README.md', 'README.zh-CN.md'];

const documents = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path));

const ALL = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...documents('docs'),
  ...documents('server'),
].sort();

/** As the pages that show Markdown make it from a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsIn = (path: string): string[] =>
  [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));

function brokenLinks(path: string): string[] {
  const links = [...read(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsIn(target).includes(anchor);
    });
}

test.each(ALL)('the links of %s lead somewhere', (path) => {
  expect(brokenLinks(path)).toEqual([]);
});

test.each(READMES)('%s names every variable of the configuration and no other', (path) => {
  const known = [...read('server/platform/config.ts').matchAll(/^ {4}([A-Z][A-Z_]+):/gm)].map(([, name]) => name!);
  const named = [...read(path).matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell]) =>
    [...cell!.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name!),
  );
  expect(known.length).toBeGreaterThan(10);
  expect(named.sort()).toEqual(known.sort());
});

test.each(READMES)('%s names every script of package.json', (path) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const commands = [...read(path).matchAll(/^\| (`[^|]*`) *\|/gm)]
    .map(([, cell]) => cell!)
    .filter((cell) => /npm/.test(cell));
  const named = commands.flatMap((cell) =>
    [...cell.matchAll(/`(?:npm (?:run )?)?([a-z][a-z:-]*)[^`]*`/g)].map(([, name]) => name!),
  );
  expect(named.filter((name) => name !== 'npx').sort()).toEqual(Object.keys(scripts).sort());
});

test.each(ALL.filter((path) => path !== 'CHANGELOG.md'))('commands told by %s exist', (path) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const told = [...read(path).matchAll(/\bnpm run ([a-z][a-z:-]*)/g)].map(([, name]) => name!);
  expect(told.filter((name) => !(name in scripts))).toEqual([]);
});

test('decisions are numbered in order, once, and titled with their number', () => {
  const files = readdirSync(join(root, 'docs/adr')).sort();
  const titles = files.map((file) => /^# (\d+)\. /.exec(read(join('docs/adr', file)))?.[1]);
  expect(titles).toEqual(files.map((_, index) => String(index + 1)));
  expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
});

test('a refusal is one line of its group, with its next step', () => {
  const text = { zh: '不行|真的', en: 'No' };
  const next = { zh: '再试', en: 'Try again' };
  const made = refusalsDocument({ 'b.two': { status: 409, text, next }, 'a.one': { status: 422, text, next } });
  expect(made.slice(made.indexOf('## a'))).toBe(`## a

| code | status | 中文 | English |
| --- | --- | --- | --- |
| \`a.one\` | 422 | 不行\\|真的<br>再试 | No<br>Try again |

## b

| code | status | 中文 | English |
| --- | --- | --- | --- |
| \`b.two\` | 409 | 不行\\|真的<br>再试 | No<br>Try again |
`);
});
