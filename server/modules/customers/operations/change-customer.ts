import { changeCustomer as contract } from '../../../../shared/contracts/customers/change-customer.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { changePersonal, lockWithData } from '../store.ts';

export const changeCustomer = implement(contract, {
  async run(tx, actor, clock, input) {
    await lockWithData(tx, actor.siteId, input.customerId);
    await changePersonal(tx, actor.siteId, clock.now(), input);
    return { customerId: input.customerId };
  },
});
