/** Which operations keep a duty when a holder does them in the post. */
import { CONTRACTS } from '../../../../shared/contracts/all.gen.ts';
import { type Contract, fullName, mayCall, type OperationContract } from '../../../../shared/contracts/contract.ts';
import { type Claim, claimsOf, coverage, type DutyCoverage, type Played } from '../../../../shared/duties/coverage.ts';
import { DUTIES, type Duty, type DutyPost } from '../../../../shared/duties/register.ts';
import { type Cadence, cadencesOf } from '../../../../shared/duties/schedule.ts';
import type { PostKey } from '../../../../shared/posts.ts';

const OPERATIONS: ReadonlyMap<string, OperationContract> = new Map(
  (CONTRACTS as readonly Contract[])
    .filter((contract) => contract.kind === 'operation')
    .map((contract) => [fullName(contract), contract]),
);

export const operationNamed = (name: string): OperationContract | undefined => OPERATIONS.get(name);

const CLAIMS: readonly Claim[] = claimsOf(CONTRACTS);

/** The tests see to it that every claim is played (test/duties.test.ts), so here the claims speak for themselves. */
const claimed = (): Played => {
  const played = new Map<string, Set<string>>();
  for (const { by, duty } of CLAIMS) played.set(by, (played.get(by) ?? new Set()).add(duty));
  return played;
};

export const COVERAGE: ReadonlyMap<string, DutyCoverage> = new Map(
  coverage(CLAIMS, claimed()).map((one) => [one.duty.id, one]),
);

/** Ticking and excusing claim nothing, so they never tick by themselves. */
const claimedWork = (dutyId: string): string[] =>
  (COVERAGE.get(dutyId)?.claims ?? [])
    .filter(({ contract, refusal }) => refusal === undefined && OPERATIONS.has(contract))
    .map(({ contract }) => contract);

const LENGTH = { day: 1, week: 2, month: 3, year: 4 } as const;

/** What one claimed operation keeps is the shortest cadence of the duty: the month is not settled by the first day. */
const isShortest = (duty: Duty, cadence: Cadence): boolean =>
  cadencesOf(duty).every((other) => LENGTH[other.every] >= LENGTH[cadence.every]);

/** Empty: nothing the product can see keeps it, the holder ticks it with a note. */
export function keptBy(duty: Duty, cadence: Cadence, post: PostKey): OperationContract[] {
  const names = cadence.work ?? (isShortest(duty, cadence) ? claimedWork(duty.id) : []);
  return names.flatMap((name) => {
    const contract = OPERATIONS.get(name);
    return contract !== undefined && mayCall(contract, post) ? [contract] : [];
  });
}

/** Everything whose records are evidence of some duty. */
export const workOfDuty = (duty: Duty): string[] => [
  ...new Set([...claimedWork(duty.id), ...cadencesOf(duty).flatMap((cadence) => cadence.work ?? [])]),
];

export const WATCHED: readonly string[] = [...new Set(DUTIES.flatMap(workOfDuty))].sort();

export const owes = (duty: Duty, post: DutyPost): boolean =>
  duty.posts.includes(post) || duty.posts.includes('all-posts');

/** The auditor reads everything and writes nothing, not even a tick. */
export const isTasked = (post: PostKey): boolean => post !== 'auditor';
