/** The list of customers leaves the house with a reason and a signature; in full, with two. */
import { expect, test } from 'vitest';
import { addCustomer } from '../../shared/contracts/customers/add-customer.ts';
import { customers } from '../../shared/contracts/customers/customers.ts';
import { eraseCustomer } from '../../shared/contracts/customers/erase-customer.ts';
import { releaseList } from '../../shared/contracts/customers/release-list.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();
const supervisor = house.as('vending-supervisor');
const clerk = house.as('vending-clerk');

const fetchList = (holder: typeof clerk, releaseId: string) =>
  house.app.http.inject({
    url: `/api/customers/customers.csv?releaseId=${releaseId}`,
    headers: { cookie: `zhishou=${holder.browser.cookie()}` },
  });
const linesOf = (text: string): string[] =>
  text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n');

test('there is nothing to take from an empty house', async () => {
  const refusal = await supervisor.refusedSigned(releaseList, { data: 'masked', reason: '核对登记' });
  expect(refusal.code).toBe('customer.none');
});

test('masked, with one signature; the last line names who took it', async () => {
  await supervisor.call(addCustomer, { name: '钱多多', phone: '13912345678', reference: 'S20240017' });
  const { customerId } = await supervisor.call(addCustomer, { name: '=1+1', phone: '13712345678' });
  const gone = await supervisor.call(addCustomer, { name: '已离校', phone: '13612345678' });
  await supervisor.call(eraseCustomer, { customerId: gone.customerId, reason: '毕业离校' });
  expect(customerId).toBeDefined();
  const { releaseId, rows } = await supervisor.signed(releaseList, { data: 'masked', reason: '核对登记' });
  expect(rows).toBe(2);
  const answer = await fetchList(supervisor, releaseId);
  expect(answer.statusCode).toBe(200);
  const lines = linesOf(answer.body);
  expect(lines).toHaveLength(4);
  expect(lines[2]).toBe('钱**,个人,139****5678,*****0017');
  expect(lines[3]).toMatch(
    new RegExp(`^导出 ${supervisor.name}（售电主管） \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d 编号 [0-9a-f]{8},,,$`),
  );
});

test('in full only with a second person, and never by computing cells', async () => {
  const full = { data: 'full' as const, reason: '停电通知' };
  expect((await supervisor.refusedSigned(releaseList, full)).code).toBe('signature.needed');
  expect((await supervisor.refusedSigned(releaseList, full, ['vending-clerk'])).code).toBe('signature.needed');
  const { releaseId } = await supervisor.signed(releaseList, full, ['funds-administrator']);
  const lines = linesOf((await fetchList(supervisor, releaseId)).body);
  expect(lines).toContain('钱多多,个人,13912345678,S20240017');
  expect(lines).toContain(`"'=1+1",个人,13712345678,`);
  const { rows } = await house.database.app.query(
    "select kind, detail from security_event where kind in ('customer.list', 'exported') order by at desc, event_id desc limit 2",
  );
  expect(rows.map((row) => row.kind).sort()).toEqual(['customer.list', 'exported']);
  expect(rows.find((row) => row.kind === 'customer.list').detail).toMatchObject({
    data: 'full',
    reason: '停电通知',
    second: house.as('funds-administrator').personId,
  });
});

test('for nobody else, and not for long', async () => {
  const { releaseId } = await supervisor.signed(releaseList, { data: 'masked', reason: '核对登记' });
  expect((await clerk.refused(releaseList, { data: 'masked', reason: '看看', signatures: [] })).code).toBe(
    'post.not_allowed',
  );
  expect((await fetchList(clerk, releaseId)).statusCode).toBe(403);
  house.later(601);
  await supervisor.ask(customers, {});
  const late = await fetchList(supervisor, releaseId);
  expect(late.json()).toMatchObject({ refusal: { code: 'customer.release_over' } });
});
