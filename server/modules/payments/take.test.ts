/** Money for a document, on a real database: rows, cash in the drawer, the lines of the entry; and back again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { operation } from '../../../shared/contracts/contract.ts';
import { tenderLinesSchema } from '../../../shared/payments/tender.ts';
import { idSchema, newId } from '../../../shared/values/ids.ts';
import { positiveMoneySchema } from '../../../shared/values/money.ts';
import { type Desk, type OneSite, openSite } from '../../../test/support/one-site.ts';
import { currentDay } from '../../platform/chain/day.ts';
import { implement } from '../../platform/operations/implement.ts';
import { renderEntry } from '../ledger/index.ts';
import { requireOpenDrawer, tillsModule } from '../tills/index.ts';
import { payments } from './queries/payments.ts';
import { refundPayments, takePayments } from './take.ts';

const output = z.object({ documentId: z.string(), entry: z.string(), changeFen: z.number() });
const title = { zh: '试', en: 'Try' };

/** A sale of which only the payment is real. */
const paySomething = implement(
  operation({
    module: 'payments',
    name: 'pay-something',
    title,
    posts: ['vending-clerk'],
    input: z.strictObject({ totalFen: positiveMoneySchema, tenders: tenderLinesSchema }),
    output,
    refusals: [],
  }),
  {
    async run(tx, actor, clock, { totalFen, tenders }) {
      const now = clock.now();
      const drawer = await requireOpenDrawer(tx, actor, now);
      const document = { kind: 'sale', id: newId(), number: `${drawer.slipPrefix}-1` };
      const taken = await takePayments(tx, actor, drawer, { document, totalFen, tenders, now });
      return { documentId: document.id, entry: renderEntry(taken.entryLines), changeFen: taken.changeFen };
    },
  },
);

const giveBack = implement(
  operation({
    module: 'payments',
    name: 'give-back',
    title,
    posts: ['vending-clerk', 'vending-supervisor'],
    input: z.strictObject({
      paidDocumentId: idSchema,
      totalFen: positiveMoneySchema,
      references: z.record(z.string(), z.string()).default({}),
    }),
    output,
    refusals: [],
  }),
  {
    async run(tx, actor, clock, { paidDocumentId, totalFen, references }) {
      const now = clock.now();
      const drawer = actor.post === 'vending-clerk' ? await requireOpenDrawer(tx, actor, now) : null;
      const document = { kind: 'reversal', id: newId(), number: 'R1' };
      const businessDate = await currentDay(tx, actor.siteId, now);
      const giving = { document, paidDocumentId, totalFen, references, businessDate, now };
      const given = await refundPayments(tx, actor, drawer, giving);
      return { documentId: document.id, entry: renderEntry(given.entryLines), changeFen: 0 };
    },
  },
);

type Done = z.output<typeof output>;
type Listed = {
  rows: { paymentId: string; tender: string; direction: string; amountFen: number; reference: string }[];
};

let site: OneSite;
let clerk: Desk;
beforeAll(async () => {
  site = await openSite();
  clerk = site.as('vending-clerk');
  const operationNamed = (name: string) => tillsModule.operations.find((one) => one.contract.name === name)!;
  const { drawerId } = await site
    .as('vending-supervisor')
    .call<{ drawerId: string }>(operationNamed('register-drawer'), {
      code: 'P1',
      name: '1号窗口',
      place: '大厅',
      ceilingFen: 10_000,
    });
  await clerk.call(operationNamed('open-drawer'), { drawerId, count: {} });
});
afterAll(() => site.close());

const cashInDrawer = async (): Promise<number> =>
  (await site.db.app.query('select cash_after_fen from drawer_movement order by seq desc limit 1')).rows[0]
    .cash_after_fen;

test('several tenders: the sum to the fen, change from cash, each on its account', async () => {
  const paid = await clerk.call<Done>(paySomething, {
    totalFen: 10_000,
    tenders: [
      { tender: 'bank-card', amountFen: 6_000, reference: 'POS0001' },
      { tender: 'cash', amountFen: 4_000, tenderedFen: 5_000 },
    ],
  });
  expect(paid.entry).toBe('DR clearing-bank-card 6000 / DR drawer-P1 4000');
  expect(paid.changeFen).toBe(1_000);
  expect(await cashInDrawer()).toBe(4_000);
});

test('a reference pays once, and what is refused leaves nothing behind', async () => {
  const again = {
    totalFen: 6_100,
    tenders: [
      { tender: 'cash', amountFen: 100 },
      { tender: 'bank-card', amountFen: 6_000, reference: 'POS0001' },
    ],
  };
  expect(await clerk.refused(paySomething, again)).toBe('payment.reference_used');
  expect(await cashInDrawer()).toBe(4_000);
  const other = { totalFen: 6_000, tenders: [{ tender: 'qr', amountFen: 6_000, reference: 'POS0001' }] };
  await clerk.call(paySomething, other);
});

test('two sales with one reference at once: one is paid', async () => {
  const input = { totalFen: 500, tenders: [{ tender: 'campus-card', amountFen: 500, reference: 'CARD77' }] };
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => clerk.call(paySomething, input)));
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

test('over the ceiling cash is refused, other tenders go on', async () => {
  expect(await clerk.refused(paySomething, { totalFen: 6_001, tenders: [{ tender: 'cash', amountFen: 6_001 }] })).toBe(
    'drawer.ceiling',
  );
  await clerk.call(paySomething, {
    totalFen: 600_000,
    tenders: [{ tender: 'qr', amountFen: 600_000, reference: 'WX600000' }],
  });
});

test('money goes back by the tenders it came in by, once, under a reference of its own', async () => {
  const paid = await clerk.call<Done>(paySomething, {
    totalFen: 3_000,
    tenders: [
      { tender: 'qr', amountFen: 2_000, reference: 'WX2000' },
      { tender: 'cash', amountFen: 1_000 },
    ],
  });
  const listed = await clerk.ask<Listed>(payments, { documentId: paid.documentId });
  const qr = listed.rows.find((row) => row.tender === 'qr')!;
  const back = { paidDocumentId: paid.documentId, totalFen: 3_000 };
  expect(await clerk.refused(giveBack, back)).toBe('payment.refund_reference');
  const referenced = { ...back, references: { [qr.paymentId]: 'WXR2000' } };
  expect(await site.as('vending-supervisor').refused(giveBack, referenced)).toBe('payment.refund_drawer');
  const given = await clerk.call<Done>(giveBack, referenced);
  expect(given.entry).toBe('CR clearing-qr 2000 / CR drawer-P1 1000');
  expect(await cashInDrawer()).toBe(4_000);
  expect(await clerk.refused(giveBack, { ...back, totalFen: 1 })).toBe('payment.refund_too_much');
  const out = await clerk.ask<Listed>(payments, { documentId: given.documentId });
  expect(out.rows.map((row) => `${row.direction} ${row.tender} ${row.amountFen} ${row.reference}`).sort()).toEqual([
    'out cash 1000 null',
    'out qr 2000 WXR2000',
  ]);
});

test('the list shows a counter post its own payments, finance all, a technician none', async () => {
  expect((await clerk.ask<Listed>(payments, {})).rows.length).toBeGreaterThan(5);
  expect((await site.as('cashier').ask<Listed>(payments, {})).rows).toEqual([]);
  const found = await site.as('finance').ask<Listed>(payments, { reference: 'POS0001', tender: 'bank-card' });
  expect(found.rows).toHaveLength(1);
  expect(await site.as('vending-technician').refused(payments, {})).toBe('post.not_allowed');
});
