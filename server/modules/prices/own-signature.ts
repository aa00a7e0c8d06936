import { fullName, type OperationContract } from '../../../shared/contracts/contract.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { requireSignature, type Signature } from '../posts/index.ts';

/** The actor's own among the signatures of an act: the one that is stored with the proposal or the version. */
export async function ownSignature(
  tx: Tx,
  actor: Actor,
  contract: OperationContract,
  input: { readonly signatures: readonly string[] },
): Promise<Signature> {
  const [own] = await requireSignature(tx, {
    siteId: actor.siteId,
    signatureIds: input.signatures,
    act: fullName(contract),
    contentOf: input,
    personId: actor.personId,
  });
  return own!;
}
