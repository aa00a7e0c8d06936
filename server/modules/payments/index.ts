/** Payments: tenders, what was taken and what was given back. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { paymentsChecks } from './checks.ts';
import { payments } from './queries/payments.ts';

export { splitTenders } from './rules/split-tenders.ts';
export { type PaymentRow, paymentsOf } from './store.ts';
export {
  type Given,
  type Giving,
  type PlannedPayments,
  planPayments,
  refundPayments,
  type Taken,
  type Taking,
  takePayments,
  writePayments,
} from './take.ts';

export const paymentsModule: ServerModule = {
  name: 'payments',
  operations: [],
  queries: [payments],
  keptTables: ['payment'],
  checks: paymentsChecks,
};
