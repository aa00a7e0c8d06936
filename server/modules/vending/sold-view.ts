/** What the counter learns of a sale at once. */
import { creditFields } from '../../../shared/metering/view.ts';
import type { Money } from '../../../shared/values/money.ts';
import type { SoldView } from '../../../shared/vending/view.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { saleCan } from './can.ts';
import type { AttemptRow, SaleRow } from './store/sales.ts';

export const pricedFields = (sale: SaleRow) => ({
  quantityMilli: sale.quantity_milli,
  energyFen: sale.energy_fen,
  netFen: sale.net_fen,
  taxFen: sale.tax_fen,
  arrearsFen: sale.arrears_fen,
  residueUsedFen: sale.residue_used_fen,
  residueKeptFen: sale.residue_kept_fen,
  totalFen: sale.total_fen,
  lines: [...sale.tier_lines],
});

export function creditOfSale(sale: SaleRow) {
  const credit = creditFields(sale.credit_unit, sale.credit_amount);
  const after = sale.balance_after === null ? null : creditFields(sale.credit_unit, sale.balance_after);
  return {
    creditUnit: sale.credit_unit,
    creditFen: credit.fen,
    creditMilli: credit.milli,
    balanceAfterFen: after?.fen ?? null,
    balanceAfterMilli: after?.milli ?? null,
  };
}

export function soldView(
  actor: Actor,
  sale: SaleRow,
  {
    attempt,
    changeFen,
    tokenDigits = [],
  }: {
    readonly attempt: AttemptRow | undefined;
    readonly changeFen: Money;
    readonly tokenDigits?: readonly string[];
  },
): SoldView {
  return {
    saleId: sale.sale_id,
    slipNo: sale.slip_no,
    paidAt: sale.paid_at,
    state: sale.state,
    roomCode: sale.room_code,
    accountNo: sale.account_no,
    meterNo: sale.meter_no,
    commodity: sale.commodity,
    delivery: sale.delivery,
    ...pricedFields(sale),
    changeFen,
    ...creditOfSale(sale),
    purchaseCount: sale.purchase_count,
    reason: (attempt?.reason ?? null) as SoldView['reason'],
    tokenDigits: [...tokenDigits],
    can: saleCan(actor, {
      state: sale.state,
      delivery: sale.delivery,
      attempt: attempt?.state ?? null,
      reversal: null,
    }),
  };
}
