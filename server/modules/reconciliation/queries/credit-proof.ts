import { creditProof as contract } from '../../../../shared/contracts/reconciliation/credit-proof.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { proofLines } from '../store/credit-proof.ts';

export const creditProof = answer(contract, async (tx, actor, clock) => {
  const lines = await proofLines(tx, actor.siteId);
  return { at: clock.now(), complete: lines.every((line) => line.agrees), lines };
});
