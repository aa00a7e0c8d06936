import { layouts as contract } from '../../../../shared/contracts/reconciliation/layouts.ts';
import { setSheetLayout } from '../../../../shared/contracts/reconciliation/set-sheet-layout.ts';
import { setVoucherLayout } from '../../../../shared/contracts/reconciliation/set-voucher-layout.ts';
import { VOUCHER_TAKERS } from '../../../../shared/reconciliation/layouts.ts';
import { sql } from '../../../platform/db/query.ts';
import { allowed } from '../../../platform/operations/can.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { sheetLayout, voucherLayout } from '../store/layouts.ts';

export const layouts = answer(contract, async (tx, actor) => {
  const { siteId, post } = actor;
  const months = await tx.many(
    sql<{ month: string; closed: boolean }>`select month, closed_at is not null as closed from ledger_period
      where site_id = ${siteId} order by month desc limit 36`,
  );
  return {
    voucher: await voucherLayout(tx, siteId),
    sheet: await sheetLayout(tx, siteId),
    months,
    vouchers: VOUCHER_TAKERS.some((taker) => taker === post),
    can: allowed(actor, [setVoucherLayout, setSheetLayout]),
  };
});
