/**
 * `node tools/results.ts <folder with the lines> <folder for the pages>`: one page a list, each check with what was
 * done, what passing means and what was found. A check that left no line is named as "no result".
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LISTS, type ListName, type ResultList } from '../test/results/lists.ts';
import type { Result } from '../test/results/note-result.ts';
import { commit } from './commit.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Markdown; results in the order of the list, then what is not on it (a check that somebody forgot to list). */
export function pageOf(list: ResultList, results: readonly Result[], head: string): string {
  const known = new Set(list.checks.map(({ id }) => id));
  const foundOf = (id: string): string =>
    results
      .filter((result) => result.id === id)
      .map(({ found, seed }) => cell(seed === undefined ? found : `${found} (seed ${seed})`))
      .join('<br>') || '**no result**';
  const rows = list.checks.map(
    ({ id, done, passes }) => `| ${id} | ${cell(done)} | ${cell(passes)} | ${foundOf(id)} |`,
  );
  const strangers = [...new Set(results.map(({ id }) => id).filter((id) => !known.has(id)))];
  const more = strangers.map((id) => `| ${id} | not on the list | | ${foundOf(id)} |`);
  const without = list.checks.filter(({ id }) => !results.some((result) => result.id === id)).length;
  return [
    `# ${list.title}`,
    '',
    list.about,
    '',
    `${head} ${list.checks.length - without} of ${list.checks.length} checks left a result.`,
    '',
    '| check | done | passes when | found |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...more,
    '',
  ].join('\n');
}

export function writePages(from: string, to: string, size: string): string[] {
  mkdirSync(to, { recursive: true });
  const head = `Size ${size}, commit ${commit()}, ${new Date().toISOString().slice(0, 10)}.`;
  return (Object.keys(LISTS) as ListName[]).flatMap((name) => {
    const file = join(from, `${name}.jsonl`);
    if (!existsSync(file)) return [];
    const results = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Result);
    const path = join(to, `${name}.md`);
    writeFileSync(path, pageOf(LISTS[name], results, head));
    return [path];
  });
}

if (import.meta.main) {
  const [from, to] = process.argv.slice(2);
  if (from === undefined || to === undefined) {
    console.error('usage: node tools/results.ts <folder with the lines> <folder for the pages>');
    process.exit(1);
  }
  for (const path of writePages(from, to, process.env.FAULT_SIZE ?? 'smoke')) console.log(path);
}
