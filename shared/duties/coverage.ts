/**
 * Which duties are proven. Contracts claim (`proves`), tests play (`duty('<id>', ...)`), and a claim counts only when
 * both name each other. A duty with a control among its kinds needs a test that tries the contrary and the refusal it
 * gets; one with any other kind needs a test that shows the evidence; one with both needs both.
 * Pure: the caller reads the test files.
 */
import type { Contract, Proof } from '../contracts/contract.ts';
import { fullName } from '../contracts/contract.ts';
import type { PostKey } from '../posts.ts';
import { REFUSALS } from '../refusals.ts';
import { DUTIES, type Duty, dutyById } from './register.ts';

export interface Claim extends Proof {
  readonly contract: string;
  readonly posts: Contract['posts'];
}

/** Test file → ids of the duties it plays. */
export type Played = ReadonlyMap<string, ReadonlySet<string>>;

export interface DutyCoverage {
  readonly duty: Duty;
  readonly claims: readonly Claim[];
  readonly controlOpen: boolean;
  readonly evidenceOpen: boolean;
  readonly proven: boolean;
}

const PROOF_FILE = /^(test\/scenarios\/|server\/modules\/).+\.test\.ts$/;
const TASK_OR_READING = /(^|-)(tasks?|reading|read)(-|$)/;

export const hasControl = (duty: Duty): boolean => duty.kinds.includes('control');
export const hasEvidence = (duty: Duty): boolean => duty.kinds.some((kind) => kind !== 'control');

/** Conduct, and the "other work" that superiors hand over: the only duties a task or a read-and-sign proves. */
const provableByTask = (duty: Duty): boolean =>
  duty.kinds.includes('conduct') || duty.capabilities.every((capability) => capability === 'tasks');

export function claimsOf(contracts: readonly Contract[]): Claim[] {
  return contracts.flatMap((contract) =>
    (contract.proves ?? []).map((proof) => ({ ...proof, contract: fullName(contract), posts: contract.posts })),
  );
}

function postMatches(claim: Claim, duty: Duty): boolean {
  if (claim.posts === 'public' || claim.posts === 'signed-in' || duty.posts.includes('all-posts')) return true;
  return claim.posts.some((post: PostKey) => duty.posts.includes(post));
}

function whyKindWrong(claim: Claim, duty: Duty): string | null {
  if (claim.refusal !== undefined) {
    if (!Object.hasOwn(REFUSALS, claim.refusal)) return `refusal ${claim.refusal} is not in the catalogue`;
    return hasControl(duty) ? null : `is no control, so a refusal proves nothing: show the evidence and drop "refusal"`;
  }
  if (!hasEvidence(duty)) return 'is a control: name the refusal that the contrary gets';
  if (!postMatches(claim, duty)) return `is kept by ${duty.posts.join(', ')}, none of whom may call ${claim.contract}`;
  return null;
}

/** Null when the claim counts, otherwise what is wrong with it. */
export function whyNotCounted(claim: Claim, played: Played): string | null {
  const duty = dutyById(claim.duty);
  if (duty === undefined) return 'is not in the register';
  if (!PROOF_FILE.test(claim.by))
    return `is proven by ${claim.by}, which is no test of test/scenarios or server/modules`;
  const ids = played.get(claim.by);
  if (ids === undefined) return `is proven by ${claim.by}, which does not exist`;
  if (!ids.has(claim.duty)) return `is not played in ${claim.by}: write duty('${claim.duty}', ...) there`;
  if (TASK_OR_READING.test(claim.contract.split('.')[1] ?? '') && !provableByTask(duty)) {
    return 'needs more than a task or a read-and-sign: those prove only conduct and other work';
  }
  return whyKindWrong(claim, duty);
}

export function coverage(claims: readonly Claim[], played: Played): DutyCoverage[] {
  const counted = claims.filter((claim) => whyNotCounted(claim, played) === null);
  return DUTIES.map((duty) => {
    const own = counted.filter((claim) => claim.duty === duty.id);
    const controlOpen = hasControl(duty) && !own.some((claim) => claim.refusal !== undefined);
    const evidenceOpen = hasEvidence(duty) && !own.some((claim) => claim.refusal === undefined);
    return { duty, claims: own, controlOpen, evidenceOpen, proven: !controlOpen && !evidenceOpen };
  });
}
