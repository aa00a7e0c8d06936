/** What a sale's slip says, as one text whose SHA-256 is stored with the sale and printed on the slip. */
import type { Tender } from '../../../../shared/payments/tender.ts';
import { canonicalJson } from '../../../../shared/values/canonical.ts';
import type { Money } from '../../../../shared/values/money.ts';
import type { SaleRow } from '../store/sales.ts';

export interface TenderOnSlip {
  readonly tender: Tender;
  readonly amount_fen: Money;
  readonly outside_reference: string | null;
}

/** Nothing in it ever changes after the sale. */
export const slipContent = (sale: Omit<SaleRow, 'digest' | 'state'>, tenders: readonly TenderOnSlip[]): string =>
  canonicalJson({
    format: 'zhishou-slip-1',
    site: sale.site_id,
    slip: sale.slip_no,
    at: sale.paid_at,
    account: sale.account_no,
    room: sale.room_code,
    meter: sale.meter_no,
    commodity: sale.commodity,
    price: sale.spec_hash,
    quantity: sale.quantity_milli,
    lines: sale.tier_lines,
    energy: sale.energy_fen,
    tax: sale.tax_fen,
    arrears: sale.arrears_fen,
    residueUsed: sale.residue_used_fen,
    residueKept: sale.residue_kept_fen,
    total: sale.total_fen,
    credit: sale.credit_amount,
    unit: sale.credit_unit,
    count: sale.purchase_count,
    tenders: tenders.map(({ tender, amount_fen, outside_reference }) => [tender, amount_fen, outside_reference]),
  });

/** As many figures as the slip prints and the verification asks for. */
export const SLIP_FIGURES = 16;
