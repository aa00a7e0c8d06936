/**
 * A check of a results page leaves one line with what it found, after its last assertion: no line, no result. Lines go
 * to the folder that RESULTS_FOLDER names; without it nothing is written. `tools/results.ts` makes the pages.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ListName } from './lists.ts';

export interface Result {
  readonly list: ListName;
  readonly id: string;
  /** The figures, in words: "200 keys sent 2,000 times: 200 sales, 1,800 repeats answered alike". */
  readonly found: string;
  readonly seed?: number;
}

export function noteResult(result: Result): void {
  const folder = process.env.RESULTS_FOLDER;
  if (folder === undefined || folder === '') return;
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${result.list}.jsonl`), `${JSON.stringify(result)}\n`);
}
