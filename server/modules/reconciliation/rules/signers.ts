/**
 * Who signs a daily slip: the custodian as a person, and a second person in a post of the other side. Where clerk and
 * cashier are two, the other of the two; in single-operator houses the supervisor or who receives the cash.
 */
import type { PostKey } from '../../../../shared/posts.ts';
import { RECEIVER_POSTS, type SignerRole } from '../../../../shared/reconciliation/slip-states.ts';

export interface SlipParties {
  readonly custodianId: string;
  readonly custodianPost: PostKey;
  readonly singleOperator: boolean;
}

export function secondPostsOf(parties: Omit<SlipParties, 'custodianId'>): readonly PostKey[] {
  if (parties.singleOperator) return RECEIVER_POSTS;
  return parties.custodianPost === 'cashier' ? ['vending-clerk'] : ['cashier'];
}

/** The place a person signing in that post takes on the slip; null when there is none. */
export function roleOf(
  parties: SlipParties,
  signer: { readonly personId: string; readonly post: PostKey },
): SignerRole | null {
  if (signer.personId === parties.custodianId) return 'custodian';
  return secondPostsOf(parties).includes(signer.post) ? 'second' : null;
}
