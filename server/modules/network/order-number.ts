/**
 * The order number of a recharge: 16 figures of the document and the count, so that delivering the same credit again is
 * the same order to the meter, and no two documents share one.
 */
import { sha256 } from '../../platform/chain/day.ts';

export function orderNumberOf(document: { readonly kind: string; readonly id: string }, purchaseCount: number): string {
  const digest = sha256(`${document.kind} ${document.id} ${purchaseCount}`);
  return (BigInt(`0x${digest.slice(0, 16)}`) % 10n ** 16n).toString().padStart(16, '0');
}
