/** A session across midnight, its ceiling, and what other modules hand over when it closes. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { operation } from '../../../shared/contracts/contract.ts';
import { instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { positiveMoneySchema } from '../../../shared/values/money.ts';
import { type Desk, type OneSite, openSite } from '../../../test/support/one-site.ts';
import { implement } from '../../platform/operations/implement.ts';
import { cashAllowed, giveCash, takeCash } from './cash.ts';
import { registerCloseGuard } from './close-guard.ts';
import { closeDrawer } from './operations/close-drawer.ts';
import { openDrawer } from './operations/open-drawer.ts';
import { registerDrawer } from './operations/register-drawer.ts';
import { withdrawDrawer } from './operations/withdraw-drawer.ts';
import { drawerSession } from './queries/drawer-session.ts';
import { requireOpenDrawer } from './session.ts';

const moveMoney = implement(
  operation({
    module: 'tills',
    name: 'move-money',
    title: { zh: '试', en: 'Try' },
    posts: ['vending-clerk'],
    input: z.strictObject({ amountFen: positiveMoneySchema, back: z.boolean().default(false) }),
    output: z.object({ slip: z.string(), allowed: z.boolean() }),
    refusals: [],
  }),
  {
    async run(tx, actor, clock, { amountFen, back }) {
      const now = clock.now();
      const drawer = await requireOpenDrawer(tx, actor, now);
      const allowed = await cashAllowed(tx, actor.siteId, drawer, amountFen);
      const document = { kind: 'sale', id: newId(), number: `${drawer.slipPrefix}-1` };
      await (back ? giveCash : takeCash)(tx, actor, drawer, { document, amountFen, now });
      return { slip: document.number, allowed };
    },
  },
);

let site: OneSite;
let clerk: Desk;
let drawerId: string;
let code = 0;
beforeAll(async () => {
  site = await openSite('2026-03-02T01:00:00.000Z');
  clerk = site.as('vending-clerk');
});
afterAll(() => site.close());
beforeEach(async () => {
  code += 1;
  const input = { code: `N${code}`, name: `${code}号窗口`, place: '大厅', ceilingFen: 10_000 };
  drawerId = (await site.as('vending-supervisor').call<{ drawerId: string }>(registerDrawer, input)).drawerId;
});

const signatures = [newId()];
const close = (count: object, reason?: string) =>
  clerk.call<{ outcome: string; drawerSessionId: string; undelivered: unknown[] }>(closeDrawer, {
    count,
    reason,
    signatures,
  });

describe('a session', () => {
  test('of yesterday takes no money and is closed on its own day', async () => {
    await clerk.call(openDrawer, { drawerId, count: {} });
    await clerk.call(moveMoney, { amountFen: 5000 });
    // 15:59 UTC is a minute before midnight in Shanghai.
    site.clock.set(instant('2026-03-02T15:59:59.000Z'));
    expect(await clerk.call(moveMoney, { amountFen: 1000 })).toMatchObject({ slip: 'N1-1-1' });
    site.clock.set(instant('2026-03-02T16:00:00.000Z'));
    expect(await clerk.refused(moveMoney, { amountFen: 1000 })).toBe('drawer.other_day');
    const closed = await close({ note50: 1, note10: 1 });
    expect(closed).toMatchObject({ outcome: 'closed', expectedFen: 6000, overShortFen: 0 });
    const { rows } = await site.db.app.query(
      'select distinct business_date from drawer_movement where drawer_session_id = $1',
      [closed.drawerSessionId],
    );
    expect(rows).toEqual([{ business_date: '2026-03-02' }]);
    expect(await clerk.refused(moveMoney, { amountFen: 1000 })).toBe('drawer.none');
    const today = await clerk.call(openDrawer, { drawerId, count: { note50: 1, note10: 1 } });
    expect(today).toMatchObject({ number: 2, businessDate: '2026-03-03', openingFen: 6000 });
    await close({ note50: 1, note10: 1 });
  });

  test('takes cash up to the ceiling to the fen, and gives no more than it holds', async () => {
    await clerk.call(openDrawer, { drawerId, count: {} });
    expect(await clerk.refused(moveMoney, { amountFen: 1, back: true })).toBe('drawer.not_enough_cash');
    expect(await clerk.call(moveMoney, { amountFen: 10_000 })).toMatchObject({ allowed: true });
    expect(await clerk.refused(moveMoney, { amountFen: 1 })).toBe('drawer.ceiling');
    await clerk.call(moveMoney, { amountFen: 10_000, back: true });
    await close({});
  });

  test('names what is undelivered when it closes, and only then', async () => {
    const asked: string[] = [];
    const document = { documentKind: 'sale', documentId: newId(), documentNumber: 'N3-1-7', caseId: null };
    registerCloseGuard('vending', async (_tx, _actor, session) => {
      asked.push(session.drawerSessionId);
      return [document];
    });
    await clerk.call(openDrawer, { drawerId, count: {} });
    await clerk.call(moveMoney, { amountFen: 100 });
    expect(await close({})).toMatchObject({ outcome: 'count-again' });
    expect(asked).toEqual([]);
    const closed = await close({ note1: 1 }, '刚才漏数一张');
    expect(closed.undelivered).toEqual([document]);
    expect(asked).toEqual([closed.drawerSessionId]);
    registerCloseGuard('vending', async () => []);
  });

  test('is not in use any more once its drawer is withdrawn, which wants it empty', async () => {
    const supervisor = site.as('vending-supervisor');
    await clerk.call(openDrawer, { drawerId, count: {} });
    await clerk.call(moveMoney, { amountFen: 100 });
    await close({ note1: 1 });
    expect(await supervisor.refused(withdrawDrawer, { drawerId })).toBe('drawer.holds_cash');
    await clerk.call(openDrawer, { drawerId, count: { note1: 1 } });
    await clerk.call(moveMoney, { amountFen: 100, back: true });
    await close({});
    await supervisor.call(withdrawDrawer, { drawerId });
    expect(await clerk.refused(openDrawer, { drawerId, count: {} })).toBe('drawer.withdrawn');
    expect(await clerk.refused(withdrawDrawer, { drawerId })).toBe('post.not_allowed');
  });

  test('shows no figure while it is open, to nobody', async () => {
    const opened = await clerk.call<{ drawerSessionId: string }>(openDrawer, { drawerId, count: {} });
    await clerk.call(moveMoney, { amountFen: 4321 });
    for (const post of ['vending-clerk', 'cashier', 'vending-supervisor', 'auditor'] as const) {
      const file = await site.as(post).ask(drawerSession, { drawerSessionId: opened.drawerSessionId });
      expect(JSON.stringify(file), post).not.toContain('4321');
    }
    await close({ note20: 2, note1: 3, coin1jiao: 2 }, '零头');
    await close({ note20: 2, note1: 3, coin1jiao: 2 }, '一分硬币无法清点');
  });
});

describe('the database itself', () => {
  test('refuses a movement in a closed session, and a change of what was written', async () => {
    const opened = await clerk.call<{ drawerSessionId: string }>(openDrawer, { drawerId, count: {} });
    await clerk.call(moveMoney, { amountFen: 100 });
    await close({ note1: 1 });
    const copy = `insert into drawer_movement select site_id, drawer_session_id, 99, drawer_id, business_date, 'sale', 1,
      cash_after_fen + 1, document_kind, document_id, document_number, null, '', at, person_id, post
      from drawer_movement where drawer_session_id = $1 and seq = 1`;
    await expect(site.db.app.query(copy, [opened.drawerSessionId])).rejects.toThrow(/is closed: it takes no movement/);
    await expect(site.db.app.query('update drawer_movement set amount_fen = 1')).rejects.toThrow(/permission denied/);
    await expect(site.db.owner.query('update drawer_movement set amount_fen = 1')).rejects.toThrow(/posted is final/);
    await expect(site.db.app.query(`update drawer_session set state = 'open', closed_at = null`)).rejects.toThrow();
    await expect(site.db.owner.query('delete from drawer_count')).rejects.toThrow(/posted is final/);
  });
});
