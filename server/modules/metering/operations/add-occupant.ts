import { addOccupant as contract } from '../../../../shared/contracts/metering/add-occupant.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { maskedCustomers } from '../../customers/index.ts';
import { insertOccupant, lockAccount, presentOccupants } from '../store/premises.ts';

export const addOccupant = implement(contract, {
  async run(tx, actor, clock, { accountId, customerId }) {
    const { siteId } = actor;
    const account = await lockAccount(tx, siteId, accountId);
    const [customer] = await maskedCustomers(tx, siteId, [customerId]);
    if (account === undefined || customer === undefined) refuse('record.not_found');
    if (account.state !== 'open') refuse('account.not_open');
    const present = await presentOccupants(tx, siteId, accountId);
    if (present.some((one) => one.customer_id === customerId)) refuse('account.occupant_present');
    const from = await currentDay(tx, siteId, clock.now());
    return { occupantId: await insertOccupant(tx, actor, { accountId, customerId, from }) };
  },
});
