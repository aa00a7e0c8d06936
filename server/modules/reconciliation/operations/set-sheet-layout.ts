import { setSheetLayout as contract } from '../../../../shared/contracts/reconciliation/set-sheet-layout.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { keepLayout, sheetLayout } from '../store/layouts.ts';

export const setSheetLayout = implement(contract, {
  async run(tx, actor, clock, { reason, signatures: _, ...spec }) {
    await keepLayout(tx, actor, { kind: 'cashier-month', spec, reason, at: clock.now() });
    return sheetLayout(tx, actor.siteId);
  },
});
