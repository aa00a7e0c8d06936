import { changeCustomer } from '../../../../shared/contracts/customers/change-customer.ts';
import { customers as contract } from '../../../../shared/contracts/customers/customers.ts';
import { eraseCustomer } from '../../../../shared/contracts/customers/erase-customer.ts';
import { revealCustomer } from '../../../../shared/contracts/customers/reveal-customer.ts';
import { allowed } from '../../../platform/operations/can.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { findCustomers, maskedCustomers, pageOfCustomers } from '../store.ts';

export const customers = answer(contract, async (tx, actor, _clock, { customerId, find, after, limit }) => {
  const wanted = find !== undefined && find !== '';
  const page = async (): Promise<readonly string[]> => {
    if (customerId !== undefined) return [customerId];
    if (wanted) return findCustomers(tx, actor.siteId, find, limit);
    return pageOfCustomers(tx, actor.siteId, { after, limit });
  };
  const ids = await page();
  const can = allowed(actor, [changeCustomer, eraseCustomer, revealCustomer]);
  const rows = (await maskedCustomers(tx, actor.siteId, ids)).map((row) => ({ ...row, can: row.erased ? [] : can }));
  const last = ids.at(-1);
  return {
    rows,
    ...(!wanted && customerId === undefined && ids.length === limit && last !== undefined ? { next: last } : {}),
  };
});
