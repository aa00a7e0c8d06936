/**
 * Step-up signatures: the signer's own secret on the signer's own act. What is signed is the digest of the act's name
 * and canonical content. A signature counts for two minutes and once: the key of `signature_use` says so too.
 */
import { CONTRACTS } from '../../../shared/contracts/all.gen.ts';
import { fullName, type OperationContract } from '../../../shared/contracts/contract.ts';
import type { PostKey } from '../../../shared/posts.ts';
import { type Instant, secondsBetween } from '../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../shared/values/canonical.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { parseInput } from '../../platform/operations/parse-input.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import type { SignedAct } from '../../platform/operations/run.ts';
import { sha256 } from './secrets.ts';

export const VALID_SECONDS = 120;

type Content = Readonly<Record<string, unknown>>;

const withoutSignatures = ({ signatures: _, ...content }: Content): Content => content;

export const actDigest = (act: string, content: Content): string =>
  sha256(canonicalJson({ act, content: withoutSignatures(content) }));

const operationNamed = (act: string): OperationContract | undefined =>
  CONTRACTS.find((one): one is OperationContract => one.kind === 'operation' && fullName(one) === act);

/** The content as the operation itself will read it (defaults filled in, texts trimmed), so that the digests agree. */
export function contentAsRead(act: string, content: Content): Content {
  const contract = operationNamed(act) ?? refuse('signature.act_unknown', { act });
  const bare = withoutSignatures(content);
  const shape = (contract.input as { shape?: Record<string, unknown> }).shape;
  const carries = shape === undefined || 'signatures' in shape;
  return withoutSignatures(parseInput(contract.input, carries ? { ...bare, signatures: [newId()] } : bare) as Content);
}

export interface Signature {
  readonly signatureId: string;
  readonly personId: string;
  readonly post: PostKey;
  readonly method: 'pin' | 'totp';
  readonly at: Instant;
}

interface Row extends Signature {
  readonly act: string;
  readonly digest: string;
}

const read = (tx: Tx, siteId: string, ids: readonly string[]): Promise<Row[]> =>
  tx.prepared<Row>(
    'posts.signatures',
    `select signature_id as "signatureId", person_id as "personId", post, method, at, act, digest from signature
     where site_id = $1 and signature_id = any($2::uuid[]) order by at`,
    [siteId, ids],
  );

const idsIn = (input: Content): string[] => {
  const { signatures } = input;
  return Array.isArray(signatures) ? [...new Set(signatures as string[])] : [];
};

function requireFitting(row: Row, act: string, digest: string): void {
  if (row.act !== act || row.digest !== digest) refuse('signature.content');
}

/** For the runner: every signature the input carries is over this input, fresh and unused; then it is used. */
export async function checkSignatures(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { contract, input }: SignedAct,
): Promise<void> {
  const ids = idsIn(input);
  const act = fullName(contract);
  const rows = ids.length === 0 ? [] : await read(tx, actor.siteId, ids);
  if (rows.length !== ids.length) refuse('signature.needed');
  const digest = actDigest(act, input);
  const now = clock.now();
  for (const row of rows) {
    requireFitting(row, act, digest);
    if (secondsBetween(row.at, now) > VALID_SECONDS) refuse('signature.expired');
  }
  // The authenticator is the stronger of the two, so it also serves where the PIN is asked for.
  const own = rows.some(
    (row) => row.personId === actor.personId && (row.method === 'totp' || contract.sign !== 'totp'),
  );
  if (contract.sign !== undefined && !own) refuse('signature.needed');
  for (const row of rows) await use(tx, actor, row.signatureId, now);
}

async function use(tx: Tx, actor: Actor, signatureId: string, now: Instant): Promise<void> {
  const used = await tx.keep(
    'signature_use',
    q
      .insertInto('signature_use')
      .values({
        site_id: actor.siteId,
        signature_id: signatureId,
        used_by: actor.personId,
        request_id: actor.requestId,
        used_at: now,
      })
      .onConflict((on) => on.columns(['site_id', 'signature_id']).doNothing())
      .returningAll(),
  );
  if (used.length === 0) refuse('signature.used');
}

export interface NeededSignature {
  readonly siteId: string;
  readonly signatureIds: readonly string[];
  /** Full name of the operation. */
  readonly act: string;
  /** The operation's input; its `signatures` do not count. */
  readonly contentOf: object;
  readonly personId?: string;
  readonly notPersonId?: string;
  readonly posts?: readonly PostKey[];
}

/**
 * Among the signatures an operation was given (already checked and used up by the runner), those of the party that
 * must have signed. Refuses `signature.needed` when there is none, `signature.content` when one is over another act.
 */
export async function requireSignature(tx: Tx, needed: NeededSignature): Promise<Signature[]> {
  const rows = await read(tx, needed.siteId, needed.signatureIds);
  const digest = actDigest(needed.act, needed.contentOf as Content);
  for (const row of rows) requireFitting(row, needed.act, digest);
  const fitting = rows.filter(
    (row) =>
      (needed.personId === undefined || row.personId === needed.personId) &&
      (needed.notPersonId === undefined || row.personId !== needed.notPersonId) &&
      (needed.posts === undefined || needed.posts.includes(row.post)),
  );
  if (fitting.length === 0) refuse('signature.needed');
  return fitting.map(({ signatureId, personId, post, method, at }) => ({ signatureId, personId, post, method, at }));
}
