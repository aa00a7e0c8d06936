import type { Clock } from '../../platform/clock.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { viewProposal } from './proposal-view.ts';
import { requireMove } from './rules/proposal-states.ts';
import { lockProposal, type ProposalView } from './store.ts';

interface End {
  readonly proposalId: string;
  readonly to: 'rejected' | 'withdrawn';
  readonly reason: string | null;
}

/** Ends a proposal without a version: rejected by the approver, or withdrawn by the proposing post. */
export async function endProposal(tx: Tx, actor: Actor, clock: Clock, end: End): Promise<ProposalView> {
  const proposal = (await lockProposal(tx, actor.siteId, end.proposalId)) ?? refuse('record.not_found');
  requireMove(proposal.state as 'proposed', end.to);
  await tx.keep(
    'tariff_proposal',
    q
      .updateTable('tariff_proposal')
      .set({ state: end.to, ended_by: actor.personId, ended_at: clock.now(), end_reason: end.reason })
      .where('site_id', '=', actor.siteId)
      .where('proposal_id', '=', end.proposalId)
      .returningAll(),
  );
  return viewProposal(tx, actor, end.proposalId);
}
