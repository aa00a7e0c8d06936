/**
 * FT-09, in a browser: hasty and clumsy hands at the counter, a double click, keys held down, reload and back while the
 * money is being taken, a second tab: never two sales of one. Beside them a lost answer (FT-07) and a session that ends
 * between typing and paying (FT-32): what was typed is kept, and sells once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { pathOf } from '../../shared/contracts/contract.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { at, quote } from '../e2e/hands.ts';
import { openSellingHouse } from '../e2e/selling-house.ts';
import { callIn, comeBack, foundByHttp, type Journey, openJourney, PASSWORD, says } from '../e2e/support.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { randomOf } from '../simulation/random.ts';
import { tally } from './whole-books.ts';

const SCRIPTS_PLAYED = sized({ smoke: 3, ci: 50, long: 300 });
const SELL = `**${pathOf(sellCredit)}`;

let journey: Journey;
let page: Page;
beforeAll(async () => {
  journey = await openJourney();
  const staff = await foundByHttp(journey);
  const house = await openSellingHouse(staff);
  page = await staff.pageAs('shoudian1');
  await comeBack(page.context());
  await callIn(page.context(), openDrawer, { drawerId: house.drawerId, count: {} });
});

async function sales(): Promise<number> {
  const { rows } = await journey.house.database.pool.query<{ n: number }>('select count(*)::int as n from sale');
  return rows[0]!.n;
}

const button = (where: Page) => where.locator('button:has(kbd:text-is("F9"))').first();

async function held(key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await page.keyboard.down(key);
  await page.keyboard.up(key);
}

/** The server's answer takes its time, so that the hands find the page waiting. */
async function slowly(during: () => Promise<unknown>): Promise<void> {
  await page.route(SELL, async (route) => {
    await pause(300);
    await route.continue().catch(() => undefined);
  });
  await during();
  await page.waitForLoadState('networkidle');
  await page.unroute(SELL);
}

interface Script {
  readonly what: string;
  /** Whether the sale may also not have come to be: the page was left while it was asked for. */
  readonly mayBeNone?: true;
  play(): Promise<unknown>;
}

const SCRIPTS: readonly Script[] = [
  { what: 'double click', play: () => button(page).dblclick() },
  {
    what: 'reload while it is under way',
    mayBeNone: true,
    async play() {
      await page.keyboard.press('F9');
      await page.reload();
    },
  },
  { what: 'F9 held down', play: () => held('F9', 40) },
  {
    what: 'Enter held down on the button',
    async play() {
      await button(page).focus();
      await held('Enter', 60);
    },
  },
  {
    what: 'back while it is under way',
    mayBeNone: true,
    async play() {
      await page.keyboard.press('F9');
      await page.goBack();
    },
  },
  {
    what: 'F9 and clicks at once, while the answer takes its time',
    play: () =>
      slowly(async () => {
        await page.keyboard.press('F9');
        await button(page)
          .click({ timeout: 200, force: true, noWaitAfter: true })
          .catch(() => undefined);
        await held('F9', 5);
      }),
  },
  {
    what: 'a second tab, with the same keys, while it is under way',
    play: () =>
      slowly(async () => {
        await page.keyboard.press('F9');
        const tab = await page.context().newPage();
        await tab.goto('/counter');
        await at(tab, 'find');
        for (const key of ['F9', 'Enter', 'F9']) await tab.keyboard.press(key);
        await tab.close();
      }),
  },
];

/** From the account to the key that takes the money. */
async function ready(): Promise<number> {
  await comeBack(page.context());
  await page.goto('/sales');
  await page.goto('/counter');
  await quote(page, '70101', '20');
  return sales();
}

async function settled(before: number): Promise<number> {
  await page.waitForLoadState('networkidle');
  for (let look = 0; look < 20 && (await sales()) === before; look += 1) await pause(50);
  await pause(100);
  return (await sales()) - before;
}

test(`${SCRIPTS_PLAYED} scripts of hasty hands: no double`, async () => {
  const random = randomOf(SEED);
  const played: string[] = [];
  let made = 0;
  for (let n = 0; n < SCRIPTS_PLAYED; n += 1) {
    const script = n < SCRIPTS.length ? SCRIPTS[n]! : random.pick(SCRIPTS);
    const before = await ready();
    await script.play();
    const more = await settled(before);
    expect(more, `${script.what}, ${n}, seed ${SEED}`).toBeLessThanOrEqual(1);
    if (script.mayBeNone === undefined) expect(more, `${script.what}, ${n}, seed ${SEED}`).toBe(1);
    made += more;
    played.push(script.what);
  }
  const told = Object.entries(tally(played)).map(([what, n]) => `${n} × ${what}`);
  noteResult({ list: 'faults', id: 'FT-09', found: `${made} sales by ${told.join(', ')}; no double`, seed: SEED });
});

describe('what was typed is not lost', () => {
  test('the answer to the sale is lost: the page says that it is finding out, and ends right', async () => {
    const before = await ready();
    let lost = 0;
    await page.route(SELL, async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await page.keyboard.press('F9');
    await says(page, '正在查明');
    await says(page, '已收款 20.00 元');
    await page.unroute(SELL);
    expect(await settled(before)).toBe(1);
    noteResult({ list: 'faults', id: 'FT-07', found: 'in the browser: "finding out" is shown, one sale' });
  });

  test('the session ends between typing and paying: signed in again, the same form sells once', async () => {
    const before = await ready();
    await page.context().clearCookies();
    await page.keyboard.press('F9');
    await says(page, '登录已结束');
    expect(await sales()).toBe(before);
    await page.locator('dialog input[type=password]').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('dialog.dialog-lock').waitFor({ state: 'detached' });
    expect(await page.locator('[data-step=amount]').inputValue()).toBe('20');
    await page.keyboard.press('F9');
    await says(page, '已收款 20.00 元');
    expect(await settled(before)).toBe(1);
    noteResult({ list: 'faults', id: 'FT-32', found: 'in the browser: the amount stands as it was typed, one sale' });
  });
});
