import { setVoucherLayout as contract } from '../../../../shared/contracts/reconciliation/set-voucher-layout.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { keepLayout, voucherLayout } from '../store/layouts.ts';

export const setVoucherLayout = implement(contract, {
  async run(tx, actor, clock, { reason, signatures: _, ...spec }) {
    await keepLayout(tx, actor, { kind: 'voucher', spec, reason, at: clock.now() });
    return voucherLayout(tx, actor.siteId);
  },
});
