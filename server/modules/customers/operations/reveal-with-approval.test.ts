/** The twenty-first look of a day: refused alone, granted with a supervisor's signature, and both are in the log. */
import { expect, test } from 'vitest';
import { addCustomer } from '../../../../shared/contracts/customers/add-customer.ts';
import { revealCustomer } from '../../../../shared/contracts/customers/reveal-customer.ts';
import { revealWithApproval } from '../../../../shared/contracts/customers/reveal-with-approval.ts';
import { revealedCustomer } from '../../../../shared/contracts/customers/revealed-customer.ts';
import { REVEALS_PER_DAY } from '../../../../shared/customers/view.ts';
import { openHouse } from '../../../../test/support/house.ts';

const house = await openHouse();
const clerk = house.as('vending-clerk');
const supervisor = house.as('vending-supervisor');
const { customerId } = await supervisor.call(addCustomer, { name: '钱多多', phone: '13912345678' });
const input = { customerId, reason: '核对来电人' };

test('after the day’s looks the next one needs a supervisor at the same screen', async () => {
  for (let looks = 0; looks < REVEALS_PER_DAY; looks += 1) await clerk.call(revealCustomer, input);
  expect((await clerk.refused(revealCustomer, input)).code).toBe('customer.reveal_limit');
  const { revealId, leftToday } = await clerk.signed(revealWithApproval, input, ['vending-supervisor']);
  expect(leftToday).toBe(0);
  expect(await clerk.ask(revealedCustomer, { revealId })).toMatchObject({ name: '钱多多', phone: '13912345678' });
  const { rows } = await house.database.app.query('select person_id, detail from security_event where event_id = $1', [
    revealId,
  ]);
  expect(rows).toEqual([{ person_id: clerk.personId, detail: { ...input, approvedBy: supervisor.personId } }]);
});

test('not alone, not with a colleague who does not answer for it, not by another post', async () => {
  expect((await clerk.refusedSigned(revealWithApproval, input)).code).toBe('signature.needed');
  expect((await clerk.refusedSigned(revealWithApproval, input, ['cashier'])).code).toBe('signature.needed');
  // A supervisor's own signature is not another person's.
  expect((await supervisor.refusedSigned(revealWithApproval, input)).code).toBe('signature.needed');
  expect((await house.as('finance').refused(revealWithApproval, input)).code).toBe('post.not_allowed');
});
