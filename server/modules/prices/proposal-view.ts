import { approveTariff } from '../../../shared/contracts/prices/approve-tariff.ts';
import { rejectTariff } from '../../../shared/contracts/prices/reject-tariff.ts';
import { withdrawTariff } from '../../../shared/contracts/prices/withdraw-tariff.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { allowed } from '../../platform/operations/can.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { type ProposalView, proposalsOf } from './store.ts';

/** What the viewer may do with a proposal now; the page shows buttons from this and re-codes no rule. */
export function withCan(proposal: Omit<ProposalView, 'can'>, actor: Actor): ProposalView {
  const open = proposal.state === 'proposed' ? [approveTariff, rejectTariff, withdrawTariff] : [];
  return { ...proposal, can: allowed(actor, open) };
}

export async function viewProposal(tx: Tx, actor: Actor, proposalId: string): Promise<ProposalView> {
  const [found] = await proposalsOf(tx, actor.siteId, { proposalId });
  return withCan(found ?? refuse('record.not_found'), actor);
}
