/**
 * The programs of a demo counter, which has no machine of its own: the agent and the browser, and whatever stands in
 * the file `programs` of its folder, one name a line.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProgramList, programName } from '../programs.ts';

const ALWAYS = ['browser', 'zhishou-agent'];

export function virtualPrograms(folder: string): ProgramList {
  const file = join(folder, 'programs');
  return async () => {
    const more = existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .map((line) => programName(line.trim()))
      : [];
    return [...new Set([...ALWAYS, ...more.filter((name) => name !== '')])].sort();
  };
}
