/** The public face of customers. Personal data leaves it in the clear only through `personalOf`. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { customersCsv } from './downloads/list-file.ts';
import { addCustomer } from './operations/add-customer.ts';
import { changeCustomer } from './operations/change-customer.ts';
import { eraseCustomer } from './operations/erase-customer.ts';
import { releaseList } from './operations/release-list.ts';
import { revealCustomer } from './operations/reveal-customer.ts';
import { revealWithApproval } from './operations/reveal-with-approval.ts';
import { customers } from './queries/customers.ts';
import { revealedCustomer } from './queries/revealed-customer.ts';

export {
  beginningWith,
  changePersonal,
  changePhones,
  findCustomers,
  insertCustomers,
  maskedCustomers,
  type NewCustomer,
  type Personal,
  personalOf,
} from './store.ts';

export const customersModule: ServerModule = {
  name: 'customers',
  operations: [addCustomer, changeCustomer, eraseCustomer, revealCustomer, revealWithApproval, releaseList],
  queries: [customers, revealedCustomer],
  downloads: [customersCsv],
};
