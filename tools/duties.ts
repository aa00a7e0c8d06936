/**
 * `npm run duties`: claims that do not count, open duties by name, and last the line `duties: P of N proven`.
 * The tests named as proofs are run by `npm test`; here it is only read whether they play the duty.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACTS } from '../shared/contracts/all.gen.ts';
import {
  type Claim,
  claimsOf,
  coverage,
  type DutyCoverage,
  type Played,
  whyNotCounted,
} from '../shared/duties/coverage.ts';
import { POSTS } from '../shared/posts.ts';

const root = join(import.meta.dirname, '..');
const MARKER = /\bduty\(\s*(['"`])([^'"`]+)\1/g;

/** Ids of the duties a test plays; what is commented out is not played. */
export function dutiesPlayedIn(source: string): Set<string> {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return new Set([...code.matchAll(MARKER)].map((match) => match[2] ?? ''));
}

export function readPlayed(): Played {
  const played = new Map<string, Set<string>>();
  for (const folder of ['test/scenarios', 'server/modules']) {
    let entries: string[] = [];
    try {
      entries = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code !== 'ENOENT') throw problem;
    }
    for (const entry of entries.filter((name) => name.endsWith('.test.ts'))) {
      const path = `${folder}/${entry.replaceAll('\\', '/')}`;
      played.set(path, dutiesPlayedIn(readFileSync(join(root, path), 'utf8')));
    }
  }
  return played;
}

export interface DutyReport {
  readonly all: readonly DutyCoverage[];
  readonly notCounted: readonly { claim: Claim; why: string }[];
  /** Duties played by a test that no contract names as its proof. */
  readonly unclaimed: readonly { file: string; duty: string }[];
}

export function dutyReport(): DutyReport {
  const played = readPlayed();
  const claims = claimsOf(CONTRACTS);
  const notCounted = claims.flatMap((claim) => {
    const why = whyNotCounted(claim, played);
    return why === null ? [] : [{ claim, why }];
  });
  const unclaimed = [...played].flatMap(([file, ids]) =>
    [...ids]
      .filter((id) => !claims.some((claim) => claim.by === file && claim.duty === id))
      .map((duty) => ({ file, duty })),
  );
  return { all: coverage(claims, played), notCounted, unclaimed };
}

function describeOpen({ duty, controlOpen, evidenceOpen }: DutyCoverage): string {
  const posts = duty.posts.map((post) => (post === 'all-posts' ? '全员' : POSTS[post].title.zh)).join('、');
  const lacks = [controlOpen ? 'refusal' : '', evidenceOpen ? 'evidence' : ''].filter(Boolean).join(' + ');
  return `open ${duty.id} · ${posts} · ${duty.kinds.join('+')} · lacks ${lacks} · ${duty.zh} · ${duty.en}`;
}

if (import.meta.main) {
  const { all, notCounted, unclaimed } = dutyReport();
  for (const { claim, why } of notCounted) console.log(`not counted ${claim.duty} (${claim.contract}): ${why}`);
  for (const { file, duty } of unclaimed) console.log(`not counted ${duty}: played in ${file}, claimed by no contract`);
  for (const one of all.filter((duty) => !duty.proven)) console.log(describeOpen(one));
  console.log(`duties: ${all.filter((duty) => duty.proven).length} of ${all.length} proven`);
}
