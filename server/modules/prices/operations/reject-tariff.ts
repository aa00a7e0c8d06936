import { rejectTariff } from '../../../../shared/contracts/prices/reject-tariff.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { endProposal } from '../end-proposal.ts';

export const rejectTariffOperation = implement(rejectTariff, {
  run: (tx, actor, clock, input) =>
    endProposal(tx, actor, clock, { proposalId: input.proposalId, to: 'rejected', reason: input.reason }),
});
