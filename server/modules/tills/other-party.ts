/** The second person who must have signed a movement of cash: never the custodian. */
import type { PostKey } from '../../../shared/posts.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { requireDifferentPersons, requireSignature, type Signature } from '../posts/index.ts';

interface SignedInput {
  readonly signatures: readonly string[];
}

/** Refuses `signature.needed` unless another person signed this input in one of the posts. */
export async function otherParty(
  tx: Tx,
  actor: Actor,
  needed: { readonly act: string; readonly input: SignedInput; readonly posts: readonly PostKey[] },
): Promise<Signature> {
  const [signature] = await requireSignature(tx, {
    siteId: actor.siteId,
    signatureIds: needed.input.signatures,
    act: needed.act,
    contentOf: needed.input,
    notPersonId: actor.personId,
    posts: needed.posts,
  });
  if (signature === undefined) return refuse('signature.needed');
  requireDifferentPersons('hand-over-receive', actor.personId, signature.personId);
  return signature;
}
