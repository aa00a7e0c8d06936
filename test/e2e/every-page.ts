/**
 * Every registered page once, by a person whose post may open it, as one who sees badly has it: English, large letters,
 * magnified twice. Nothing that axe knows, nothing on the console, nothing wider than the window, no page that is not
 * there; and the same for the first record a list opens beside itself.
 *
 * PICTURES=<folder> keeps what was seen, and the page in Chinese at its usual size with it.
 */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page as Tab } from 'playwright-core';
import { CONTRACTS } from '../../shared/contracts/all.gen.ts';
import { runs } from '../../shared/contracts/collection/runs.ts';
import {
  fullName,
  type ModuleName,
  type OutputOf,
  pathOf,
  type QueryContract,
  type WhoMay,
} from '../../shared/contracts/contract.ts';
import { batches } from '../../shared/contracts/control/batches.ts';
import { trialBalance } from '../../shared/contracts/ledger/trial-balance.ts';
import { importBatches } from '../../shared/contracts/metering/import-batches.ts';
import { meters } from '../../shared/contracts/metering/meters.ts';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { session } from '../../shared/contracts/posts/session.ts';
import type { PostKey } from '../../shared/posts.ts';
import { PAGES } from '../../web/app/pages.ts';
import type { Page } from '../../web/lib/page.ts';
import type { Preferences } from '../../web/lib/preferences.ts';
import { callIn, comeBack, type Journey } from './support.ts';

/** Half of 1280 × 1024: what is left of a common screen at 200 %. */
const MAGNIFIED = { viewport: { width: 640, height: 512 }, deviceScaleFactor: 2 } as const;
const USUAL = { viewport: { width: 1366, height: 900 } } as const;
const SEEING_BADLY: Partial<Preferences> = { language: 'en', largeFont: true, theme: 'light' };
const STORED_UNDER = 'zhishou.preferences';
const pictures = process.env.PICTURES;

const whoMay = ({ needs }: Page): WhoMay =>
  typeof needs === 'string' ? CONTRACTS.find((contract) => fullName(contract) === needs)!.posts : needs;

async function asked<C extends QueryContract>(
  context: BrowserContext,
  contract: C,
  search: Record<string, string> = {},
): Promise<OutputOf<C>> {
  const answer = await context.request.get(`${pathOf(contract)}?${new URLSearchParams(search)}`, {
    headers: { 'X-Zhishou': '1' },
  });
  return (await answer.json()) as OutputOf<C>;
}

/** The address of a page that is about one record; null where the house has no such record yet. */
async function addressOf(page: Page, context: BrowserContext): Promise<string | null> {
  if (page.path === '/accounts/:accountId') {
    const { rows } = await asked(context, meters);
    const accountId = rows.find((meter) => meter.accountId !== null)?.accountId;
    return accountId ? `/accounts/${accountId}` : null;
  }
  if (page.path === '/import/:batchId') {
    const { rows } = await asked(context, importBatches);
    return rows[0] ? `/import/${rows[0].batchId}` : null;
  }
  if (page.path === '/collection/runs/:runId') {
    const { rows } = await asked(context, runs);
    return rows[0] ? `/collection/runs/${rows[0].id}` : null;
  }
  if (page.path === '/control/batches/:batchId') {
    const { rows } = await asked(context, batches);
    return rows[0] ? `/control/batches/${rows[0].batchId}` : null;
  }
  if (page.path === '/ledger/account') {
    const { businessDate } = await asked(context, session);
    const { rows } = await asked(context, trialBalance, { from: businessDate!, to: businessDate! });
    return rows[0] ? `${page.path}?account=${rows[0].accountCode}` : null;
  }
  return page.path;
}

async function opened(journey: Journey, context: BrowserContext, look: Partial<Preferences>): Promise<Tab> {
  const seen = await journey.browser.newContext({
    ...(look.language === 'en' ? MAGNIFIED : USUAL),
    baseURL: journey.address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    storageState: await context.storageState(),
  });
  await seen.addInitScript(([key, value]) => localStorage.setItem(key!, value!), [STORED_UNDER, JSON.stringify(look)]);
  return seen.newPage();
}

async function violations(tab: Tab): Promise<string[]> {
  const found = (await new AxeBuilder({ page: tab }).analyze()).violations;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

/** What would have to be scrolled sideways; a table scrolls in a frame of its own. */
const tooWide = (tab: Tab): Promise<string[]> =>
  tab.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main, dialog[open] .dialog-body')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map((part) => `${part.tagName.toLowerCase()} holds ${part.scrollWidth} in ${part.clientWidth} pixels`),
  );

async function settled(tab: Tab): Promise<void> {
  await tab.getByRole('heading', { level: 1 }).first().waitFor();
  await tab.waitForLoadState('networkidle');
}

async function picture(tab: Tab, name: string): Promise<void> {
  const file = `${name.replaceAll(/[^a-z-]+/gi, '_')}.png`;
  if (pictures) await tab.screenshot({ path: join(pictures, file), fullPage: true });
}

async function faultsOf(tab: Tab, path: string): Promise<string[]> {
  const faults: string[] = [];
  const note = (text: string): void => void faults.push(text);
  tab.on('console', (message) => message.type() === 'error' && note(`console: ${message.text()}`));
  tab.on('pageerror', (error) => note(`error: ${error.message}`));
  await tab.goto(path);
  await settled(tab);
  if (/no such page|does not belong/.test((await tab.locator('h1').first().textContent()) ?? '')) note('not shown');
  faults.push(...(await violations(tab)), ...(await tooWide(tab)));
  await picture(tab, `en${path}`);
  const first = tab.locator('main tbody a[href*="open="]').first();
  if ((await first.count()) > 0) {
    await first.click();
    await tab.getByRole('dialog').waitFor();
    await tab.waitForLoadState('networkidle');
    const beside = [...(await violations(tab)), ...(await tooWide(tab))];
    faults.push(...beside.map((fault) => `beside the list: ${fault}`));
    await picture(tab, `en${path}-open`);
  }
  tab.removeAllListeners();
  return faults.map((fault) => `${path}: ${fault}`);
}

async function inChinese(tab: Tab, path: string): Promise<void> {
  await tab.goto(path);
  await settled(tab);
  await picture(tab, `zh${path}`);
}

interface Seat {
  readonly login: string;
  readonly context: BrowserContext;
  readonly post: PostKey;
}

async function faultsAt({ context, post }: Seat, pages: readonly Page[], journey: Journey): Promise<string[]> {
  await comeBack(context);
  await callIn(context, choosePost, { post });
  const bad = await opened(journey, context, SEEING_BADLY);
  const usual = pictures ? await opened(journey, context, { language: 'zh', theme: 'light' }) : null;
  const faults: string[] = [];
  for (const page of pages) {
    const path = await addressOf(page, context);
    if (path === null) continue;
    faults.push(...(await faultsOf(bad, path)));
    if (usual) await inChinese(usual, path);
  }
  await bad.context().close();
  await usual?.context().close();
  return faults;
}

/**
 * One line for each fault, beginning with the page's address.
 * @param persons login → the person's browser, signed in
 * @param modules only the pages of these
 */
export async function faultsOfEveryPage(
  journey: Journey,
  persons: ReadonlyMap<string, Tab>,
  modules?: readonly ModuleName[],
): Promise<string[]> {
  const seats: Seat[] = [];
  for (const [login, tab] of persons) {
    await tab.goto('about:blank'); // nobody sits there any more, so nothing locks behind our back
    const { posts } = await asked(tab.context(), session);
    for (const post of posts) seats.push({ login, context: tab.context(), post });
  }
  const left = new Set(PAGES.filter(({ module }) => modules === undefined || modules.includes(module)));
  const work = seats.map((seat) => {
    const pages = [...left].filter((page) => {
      const who = whoMay(page);
      return typeof who === 'string' || who.includes(seat.post);
    });
    for (const page of pages) left.delete(page);
    return { seat, pages };
  });
  const faults = [...left].map((page) => `${page.path}: nobody of this house may open it`);
  // One person works in one post at a time; persons work side by side.
  const perPerson = Map.groupBy(work, ({ seat }) => seat.login);
  const found = [...perPerson.values()].map(async (held) => {
    const own: string[] = [];
    for (const { seat, pages } of held) if (pages.length > 0) own.push(...(await faultsAt(seat, pages, journey)));
    return own;
  });
  return [...faults, ...(await Promise.all(found)).flat()];
}
