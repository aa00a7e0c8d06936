/** What the taking of money over the counter may be refused by, whatever it is for. */
import type { RefusalCode } from '../refusals.ts';

export const TAKING_REFUSALS = [
  'drawer.none',
  'drawer.closed',
  'drawer.closing',
  'drawer.other_day',
  'drawer.ceiling',
  'payment.sum_differs',
  'payment.tender_twice',
  'payment.tendered_short',
  'payment.tendered_not_cash',
  'payment.reference_needed',
  'payment.reference_not_cash',
  'payment.reference_used',
  'ledger.period_closed',
  'ledger.day_sealed',
] as const satisfies readonly RefusalCode[];
