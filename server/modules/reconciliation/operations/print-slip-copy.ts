import { printSlipCopy as contract } from '../../../../shared/contracts/reconciliation/print-slip-copy.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { keepPrint } from '../store/prints.ts';
import { lockSlip } from '../store/slips.ts';
import { requireMaySee } from '../who-sees.ts';

export const printSlipCopy = implement(contract, {
  async run(tx, actor, clock, { slipId, paper, copy, reason }) {
    const slip = await lockSlip(tx, actor.siteId, slipId);
    requireMaySee(actor, slip);
    return keepPrint(tx, actor, {
      kind: 'daily-slip',
      documentId: slipId,
      paper,
      copy: copy ?? null,
      reason,
      now: clock.now(),
    });
  },
});
