/** A slip as lists and pages see it, with what the viewer may do to it now. */
import type { z } from 'zod';
import type { PostKey } from '../../../shared/posts.ts';
import { RECEIVER_POSTS, type SlipState, slipNumberOf } from '../../../shared/reconciliation/slip-states.ts';
import type { slipRowSchema } from '../../../shared/reconciliation/view.ts';
import { CUSTODIAN_POSTS } from '../../../shared/tills/drawer.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { roleOf, type SlipParties } from './rules/signers.ts';
import { contentOf, type SlipRow, type SlipSignature } from './store/slips.ts';
import type { LastTally } from './store/tallies.ts';

/** To the second signer the figures are hidden until the own account is entered. */
export function isBlind(actor: Actor, slip: SlipRow, tally: LastTally | undefined): boolean {
  if (tally?.settled === true || slip.state === 'signed') return false;
  return roleOf(contentOf(slip), { personId: actor.personId, post: actor.post as PostKey }) === 'second';
}

export const slipRow = (row: SlipRow, custodianName: string, blind: boolean): z.output<typeof slipRowSchema> => ({
  slipId: row.slip_id,
  slipNo: slipNumberOf(row.number),
  businessDate: row.business_date,
  session: row.session,
  custodianName,
  receivedFen: blind ? null : row.received_fen,
  refundedFen: blind ? null : row.refunded_fen,
  countedFen: blind ? null : row.counted_fen,
  overShortFen: blind ? null : row.over_short_fen,
  state: row.state as SlipState,
  madeAt: row.made_at,
});

const PRINTERS: readonly string[] = [...CUSTODIAN_POSTS, ...RECEIVER_POSTS];

interface Standing {
  readonly signatures: readonly SlipSignature[];
  readonly tallied: boolean;
}

export function whatViewerCan(actor: Actor, parties: SlipParties, { signatures, tallied }: Standing): string[] {
  if (!PRINTERS.includes(actor.post)) return [];
  const role = roleOf(parties, { personId: actor.personId, post: actor.post as PostKey });
  const taken = signatures.some((one) => one.role === role || one.personId === actor.personId);
  const prints = ['reconciliation.print-slip-copy'];
  // The custodian's screen serves the second signer too.
  const enters = tallied || role === null ? [] : ['reconciliation.tally-slip'];
  if (role === 'second' && !tallied) return enters;
  return role === null || taken ? [...enters, ...prints] : ['reconciliation.sign-slip', ...enters, ...prints];
}
