/** Chooses a customer by the beginning of the name, the end of the phone, or a number; shown masked. */
import { customers } from '../../../shared/contracts/customers/customers.ts';
import type { MaskedCustomer } from '../../../shared/customers/view.ts';
import { ask } from '../../lib/api.ts';
import type { OptionsProvider } from '../../ui/record-input.tsx';

const SHOWN = 20;

export const customerLabel = (customer: Pick<MaskedCustomer, 'name' | 'phone' | 'reference'>): string =>
  [customer.name, customer.phone, customer.reference].filter(Boolean).join(' ');

export const customersProvider: OptionsProvider = {
  module: 'customers',
  name: 'customers',
  async search(text, signal) {
    const { rows } = await ask(customers, { ...(text === '' ? {} : { find: text }), limit: SHOWN }, { signal });
    return rows.filter((row) => !row.erased).map((row) => ({ value: row.customerId, label: customerLabel(row) }));
  },
};
