/** A slip as lists and pages see it, with what the viewer may do to it now. */
import type { z } from 'zod';
import type { PostKey } from '../../../shared/posts.ts';
import { RECEIVER_POSTS, type SlipState, slipNumberOf } from '../../../shared/reconciliation/slip-states.ts';
import type { slipRowSchema } from '../../../shared/reconciliation/view.ts';
import { CUSTODIAN_POSTS } from '../../../shared/tills/drawer.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { roleOf, type SlipParties } from './rules/signers.ts';
import type { SlipRow, SlipSignature } from './store/slips.ts';

export const slipRow = (row: SlipRow, custodianName: string): z.output<typeof slipRowSchema> => ({
  slipId: row.slip_id,
  slipNo: slipNumberOf(row.number),
  businessDate: row.business_date,
  session: row.session,
  custodianName,
  receivedFen: row.received_fen,
  refundedFen: row.refunded_fen,
  countedFen: row.counted_fen,
  overShortFen: row.over_short_fen,
  state: row.state as SlipState,
  madeAt: row.made_at,
});

const PRINTERS: readonly string[] = [...CUSTODIAN_POSTS, ...RECEIVER_POSTS];

export function whatViewerCan(actor: Actor, parties: SlipParties, signatures: readonly SlipSignature[]): string[] {
  if (!PRINTERS.includes(actor.post)) return [];
  const role = roleOf(parties, { personId: actor.personId, post: actor.post as PostKey });
  const taken = signatures.some((one) => one.role === role || one.personId === actor.personId);
  const prints = ['reconciliation.print-slip-copy'];
  return role === null || taken ? prints : ['reconciliation.sign-slip', ...prints];
}
