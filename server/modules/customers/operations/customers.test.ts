import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MaskedCustomer } from '../../../../shared/customers/view.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { type OneSite, openSite } from '../../../../test/support/one-site.ts';
import { customers } from '../queries/customers.ts';
import { revealedCustomer } from '../queries/revealed-customer.ts';
import { addCustomer } from './add-customer.ts';
import { changeCustomer } from './change-customer.ts';
import { eraseCustomer } from './erase-customer.ts';
import { revealCustomer } from './reveal-customer.ts';

let site: OneSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const add = async (name: string, phone?: string, reference?: string): Promise<string> => {
  const added = await site
    .as('vending-supervisor')
    .call<{ customerId: string }>(addCustomer, { name, phone, reference });
  return added.customerId;
};
const find = async (text: string): Promise<MaskedCustomer[]> =>
  (await site.as('vending-clerk').ask<{ rows: MaskedCustomer[] }>(customers, { find: text })).rows;

it('adds a customer, finds by name, phone tail and number, and shows it masked', async () => {
  const id = await add('钱多多', '１３９１２３４５６７８', 'S20240017');
  for (const text of ['钱多', '5678', '13912345678', 's2024']) {
    const rows = await find(text);
    expect(rows.map((row) => [row.customerId, row.name, row.phone, row.reference])).toEqual([
      [id, '钱**', '139****5678', '*****0017'],
    ]);
  }
  expect(await find('%')).toEqual([]);
});

it('keeps names and phones out of the chain, the stored answers and the log of looks', async () => {
  const id = await add('赵保密', '13700001111');
  await site.as('vending-clerk').call(revealCustomer, { customerId: id, reason: '核对来电人' });
  for (const table of ['chain_record', 'request', 'security_event', 'chain']) {
    const { rows } = await site.db.owner.query(`select 1 from ${table} t where t::text like any($1)`, [
      ['%赵保密%', '%13700001111%'],
    ]);
    expect(rows, table).toEqual([]);
  }
});

it('shows the whole only to the one who gave a reason, for ten minutes, and logs it', async () => {
  const id = await add('孙明', '13600002222');
  const clerk = site.as('vending-clerk');
  const { revealId } = await clerk.call<{ revealId: string }>(revealCustomer, { customerId: id, reason: '退款联系' });
  expect(await clerk.ask(revealedCustomer, { revealId })).toMatchObject({ name: '孙明', phone: '13600002222' });
  expect(await site.as('cashier').refused(revealedCustomer, { revealId })).toBe('record.not_found');
  const { rows } = await site.db.owner.query('select kind, person_id, detail from security_event where event_id = $1', [
    revealId,
  ]);
  expect(rows).toEqual([
    { kind: 'customer.reveal', person_id: clerk.actor.personId, detail: { customerId: id, reason: '退款联系' } },
  ]);
  const asked = site.clock.now();
  site.clock.set(addSeconds(asked, 601));
  expect(await clerk.refused(revealedCustomer, { revealId })).toBe('customer.reveal_over');
  site.clock.set(asked);
});

it('lets a person look twenty times a day, all at once or not', async () => {
  const id = await add('李广');
  const auditor = site.as('auditor');
  const looks = await Promise.allSettled(
    Array.from({ length: 25 }, () => auditor.call(revealCustomer, { customerId: id, reason: '抽查' })),
  );
  expect(looks.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  expect(await auditor.refused(revealCustomer, { customerId: id, reason: '抽查' })).toBe('customer.reveal_limit');
  const today = site.clock.now();
  site.clock.set(addSeconds(today, 86_400));
  await auditor.call(revealCustomer, { customerId: id, reason: '抽查' });
  site.clock.set(today);
});

it('changes what is given and leaves the rest', async () => {
  const id = await add('周一', '13500003333');
  await site.as('vending-technician').call(changeCustomer, { customerId: id, phone: '13500004444' });
  expect((await find('周一'))[0]).toMatchObject({ customerId: id, phone: '135****4444' });
});

it('erases for good: nothing to find, to change or to look at', async () => {
  const id = await add('吴忘', '13400005555');
  await site.as('vending-supervisor').call(eraseCustomer, { customerId: id, reason: '本人要求' });
  expect(await find('吴忘')).toEqual([]);
  expect(await site.as('vending-supervisor').refused(changeCustomer, { customerId: id, name: '吴' })).toBe(
    'customer.erased',
  );
  expect(await site.as('vending-clerk').refused(revealCustomer, { customerId: id, reason: '核对' })).toBe(
    'customer.erased',
  );
  expect(await site.as('vending-supervisor').refused(eraseCustomer, { customerId: id, reason: '重复' })).toBe(
    'customer.erased',
  );
});

it('refuses identity card numbers, and other posts', async () => {
  const supervisor = site.as('vending-supervisor');
  expect(await supervisor.refused(addCustomer, { name: '郑', reference: '11010519491231002X' })).toBe(
    'request.invalid',
  );
  expect(await site.as('vending-clerk').refused(addCustomer, { name: '郑' })).toBe('post.not_allowed');
  expect(await site.as('cashier').refused(eraseCustomer, { customerId: site.siteId, reason: '试试' })).toBe(
    'post.not_allowed',
  );
  expect(await site.as('cashier').refused(changeCustomer, { customerId: site.siteId, name: '郑' })).toBe(
    'post.not_allowed',
  );
  expect(await site.as('painter').refused(revealCustomer, { customerId: site.siteId, reason: '试试' })).toBe(
    'post.not_allowed',
  );
});
