import { changeCustomer as contract } from '../../../../shared/contracts/customers/change-customer.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { changePersonal, lockCustomer } from '../store.ts';

export const changeCustomer = implement(contract, {
  async run(tx, actor, clock, input) {
    const customer = await lockCustomer(tx, actor.siteId, input.customerId);
    if (customer === undefined) refuse('record.not_found');
    if (customer.erased_at !== null) refuse('customer.erased');
    await changePersonal(tx, actor.siteId, clock.now(), input);
    return { customerId: input.customerId };
  },
});
