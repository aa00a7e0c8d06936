import { execFileSync } from 'node:child_process';

/** The commit that is checked out, as short as git says it. */
export function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'no repository';
  }
}
