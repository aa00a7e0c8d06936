import { withdrawTariff } from '../../../../shared/contracts/prices/withdraw-tariff.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { endProposal } from '../end-proposal.ts';

export const withdrawTariffOperation = implement(withdrawTariff, {
  run: (tx, actor, clock, input) =>
    endProposal(tx, actor, clock, { proposalId: input.proposalId, to: 'withdrawn', reason: null }),
});
