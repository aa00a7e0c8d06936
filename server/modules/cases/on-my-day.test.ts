import { afterEach, beforeEach, expect, test } from 'vitest';
import type { cases } from '../../../shared/contracts/cases/cases.ts';
import type { OutputOf } from '../../../shared/contracts/contract.ts';
import type { myDay } from '../../../shared/contracts/duties/my-day.ts';
import { closingADrawer, type Office, openOffice } from '../../../test/support/held-office.ts';
import { dutiesModule } from '../duties/index.ts';
import { casesModule } from './index.ts';

const queryNamed = (name: string) =>
  [...casesModule.queries, ...dutiesModule.queries].find((one) => one.contract.name === name)!;

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.at('2026-03-04', '07:00');
  await office.as('vending-clerk').call(closingADrawer, {});
});
afterEach(() => office.close());

test('a controlled duty that its day passed without becomes one case of the post above, not of the holder', async () => {
  await office.at('2026-03-05', '00:10');
  await office.at('2026-03-05', '00:20');
  const { rows } = await office.as('vending-supervisor').ask<OutputOf<typeof cases>>(queryNamed('cases'), {});
  const own = rows.filter((row) => row.summary.zh.startsWith('2.cashier.6 '));
  expect(own).toMatchObject([
    {
      subject: 'duty.overdue',
      ownerPost: 'vending-supervisor',
      parties: ['cashier'],
      documentKind: 'duty-task',
      can: ['cases.add-note', 'cases.attach-picture', 'cases.take-case', 'cases.close-case'],
    },
  ]);
});

test('cases wait on the page of the post that owns them', async () => {
  await office.at('2026-03-05', '00:10');
  const day = await office.as('vending-supervisor').ask<OutputOf<typeof myDay>>(queryNamed('my-day'), {});
  expect(day.queue).toMatchObject([{ title: { zh: '待处理的差错' }, tone: 'soon' }]);
  expect(day.queue[0]!.count).toBeGreaterThan(0);
  const cashier = await office.as('cashier').ask<OutputOf<typeof myDay>>(queryNamed('my-day'), {});
  expect(cashier.queue).toEqual([]);
});
