/** Money and closing at once: every movement is either in the closed total or refused; two can hold no drawer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { operation } from '../../../shared/contracts/contract.ts';
import { newId } from '../../../shared/values/ids.ts';
import { fen } from '../../../shared/values/money.ts';
import { type OneSite, openSite } from '../../../test/support/one-site.ts';
import { implement } from '../../platform/operations/implement.ts';
import { Refusal } from '../../platform/operations/refuse.ts';
import { takeCash } from './cash.ts';
import { closeDrawer } from './operations/close-drawer.ts';
import { openDrawer } from './operations/open-drawer.ts';
import { registerDrawer } from './operations/register-drawer.ts';
import { requireOpenDrawer } from './session.ts';

/** A sale of which only the money is real. */
const takeTen = implement(
  operation({
    module: 'tills',
    name: 'take-ten',
    title: { zh: '试', en: 'Try' },
    posts: ['vending-clerk', 'cashier'],
    input: z.strictObject({}),
    output: z.object({ seq: z.number() }),
    refusals: ['drawer.closed'],
  }),
  {
    async run(tx, actor, clock) {
      const now = clock.now();
      const drawer = await requireOpenDrawer(tx, actor, now);
      await takeCash(tx, actor, drawer, {
        document: { kind: 'sale', id: newId(), number: 'T1' },
        amountFen: fen(1000),
        now,
      });
      return { seq: 0 };
    },
  },
);

let site: OneSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const settled = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act;
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

test('20 sales and the close at once, 21 times: each sale is in the closed total or refused', async () => {
  const clerk = site.as('vending-clerk');
  const { drawerId } = await site.as('vending-supervisor').call<{ drawerId: string }>(registerDrawer, {
    code: 'R1',
    name: '1号窗口',
    place: '大厅',
    ceilingFen: 1_000_000,
  });
  let [taken, refused] = [0, 0];
  for (let round = 0; round <= 20; round += 1) {
    const opened = await clerk.call<{ drawerSessionId: string }>(openDrawer, { drawerId, count: {} });
    const closeWhole = async (): Promise<void> => {
      const signatures = [newId()];
      const first = await clerk.call<{ outcome: string }>(closeDrawer, { count: {}, signatures });
      if (first.outcome === 'closed') return;
      await clerk.call(closeDrawer, { count: {}, reason: '不看数', signatures });
    };
    // Started in this order: the close comes first in the first round and last in the last.
    const started = Array.from({ length: 21 }, (_, place) =>
      settled(place === round ? closeWhole() : clerk.call(takeTen, {})),
    );
    const outcomes = (await Promise.all(started)).filter((_, place) => place !== round);
    const took = outcomes.filter((outcome) => outcome === 'done').length;
    expect(
      outcomes.filter((outcome) => outcome !== 'done' && outcome !== 'drawer.closed' && outcome !== 'drawer.closing'),
    ).toEqual([]);
    const { rows } = await site.db.app.query(
      `select s.state, s.expected_fen, (select count(*)::int from drawer_movement m
         where m.site_id = s.site_id and m.drawer_session_id = s.drawer_session_id and m.kind = 'sale') as sales,
         (select c.closed_at is not null from chain c where c.chain_id = s.chain_id) as chain_closed,
         (select array_agg(seq order by seq) from drawer_movement m
          where m.drawer_session_id = s.drawer_session_id) as seqs
       from drawer_session s where s.drawer_session_id = $1`,
      [opened.drawerSessionId],
    );
    expect(rows[0]).toMatchObject({
      state: 'closed',
      sales: took,
      expected_fen: took * 1000,
      chain_closed: true,
    });
    expect(rows[0].seqs).toEqual(rows[0].seqs.map((_: number, index: number) => index + 1));
    taken += took;
    refused += 20 - took;
  }
  // Otherwise nothing raced.
  expect(taken).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
});

test('many open one drawer at once: one holds it, the others are told', async () => {
  const { drawerId } = await site.as('vending-supervisor').call<{ drawerId: string }>(registerDrawer, {
    code: 'R2',
    name: '2号窗口',
    place: '大厅',
    ceilingFen: 1_000_000,
  });
  const outcomes = await Promise.all(
    (['vending-clerk', 'cashier', 'vending-clerk', 'cashier'] as const).map((post) =>
      settled(site.as(post).call(openDrawer, { drawerId, count: {} })),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
  for (const outcome of outcomes) expect(['done', 'drawer.in_use_by', 'drawer.already_open']).toContain(outcome);
});
