import { addCustomer as contract } from '../../../../shared/contracts/customers/add-customer.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { insertCustomers } from '../store.ts';

export const addCustomer = implement(contract, {
  async run(tx, actor, clock, { kind, name, phone, reference }) {
    const customerId = newId();
    await insertCustomers(tx, actor.siteId, clock.now(), [
      { customerId, kind, name, phone: phone ?? null, reference: reference ?? null },
    ]);
    return { customerId };
  },
});
