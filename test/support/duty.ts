/**
 * `duty('<id>', story, body)`: a test in which a post keeps one of its duties. The body returns what shows it:
 * `{ evidence }`, the rows the duty leaves behind, or for a control `{ refused }`, the code the contrary got.
 * A contract must name the test as its proof (`proves`), otherwise the test fails: neither side stands alone.
 */
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { CONTRACTS } from '../../shared/contracts/all.gen.ts';
import { type Claim, claimsOf } from '../../shared/duties/coverage.ts';
import { type Duty, dutyById, isDutyPost } from '../../shared/duties/register.ts';

export type Kept = { readonly evidence: object | readonly object[] } | { readonly refused: string };

declare module 'vitest' {
  interface TaskMeta {
    duty?: string;
  }
}

const root = join(import.meta.dirname, '..', '..');

function judgeEvidence(duty: Duty, rows: readonly object[]): string | null {
  if (rows.length === 0 || rows.some((row) => row === null || Object.keys(row).length === 0)) {
    return `duty ${duty.id} left no evidence: return the rows it leaves behind`;
  }
  for (const row of rows) {
    const post = (row as { post?: unknown }).post;
    if (typeof post !== 'string' || !isDutyPost(post)) continue;
    if (!duty.posts.includes(post) && !duty.posts.includes('all-posts')) {
      return `duty ${duty.id} belongs to ${duty.posts.join(', ')}, but its evidence names the post ${post}`;
    }
  }
  return null;
}

/** Null when `kept` is what the claims of this test promise, otherwise what is wrong. */
export function judge(id: string, claims: readonly Claim[], kept: Kept): string | null {
  const duty = dutyById(id);
  if (duty === undefined) return `duty ${id} is not in the register`;
  if (claims.length === 0) return `no contract names this test as proof of ${id}: add it to the contract's "proves"`;
  if ('refused' in kept) {
    const promised = claims.flatMap((claim) => (claim.refusal === undefined ? [] : [claim.refusal]));
    if (promised.some((code) => code === kept.refused)) return null;
    return `duty ${id}: the contrary got ${kept.refused}, the proof promises ${promised.join(', ') || 'no refusal'}`;
  }
  if (claims.every((claim) => claim.refusal !== undefined)) {
    return `duty ${id}: the proof promises a refusal; try the contrary and return { refused: code }`;
  }
  return judgeEvidence(duty, Array.isArray(kept.evidence) ? kept.evidence : [kept.evidence]);
}

export function duty(id: string, story: string, body: () => Promise<Kept>): void {
  test(`duty ${id}: ${story}`, async ({ task }) => {
    task.meta.duty = id;
    const file = relative(root, expect.getState().testPath ?? '')
      .split(sep)
      .join('/');
    const claims = claimsOf(CONTRACTS).filter((claim) => claim.duty === id && claim.by === file);
    expect(judge(id, claims, await body())).toBeNull();
  });
}
