/**
 * What every browser journey stands on: the real server in this process, on a free port of the loopback, over an
 * embedded database of its own that is thrown away, with the real clock and the built web client; and a browser.
 *
 *   const journey = await openJourney();            // nobody is here yet: journey.setUpUrl
 *   const staff = await foundByHttp(journey);       // or at once a house with everybody's account claimed
 *   const page = await staff.pageAs('shoudian1');   // signed in, at the first page
 *
 * Journeys go by keyboard alone: `go` presses Tab until the control of that name has the focus, as a person would.
 */

import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { WEB_FOLDER } from '../../server/app.ts';
import { type RunningHouse, runHouse, setUpInvitation } from '../../server/main.ts';
import { readConfig } from '../../server/platform/config.ts';
import { createLog } from '../../server/platform/log.ts';
import { type InputOf, type OperationContract, type OutputOf, pathOf } from '../../shared/contracts/contract.ts';
import { deviceHealth } from '../../shared/contracts/devices/device-health.ts';
import { claimAccount } from '../../shared/contracts/posts/claim-account.ts';
import { confirmSetUp } from '../../shared/contracts/posts/confirm-set-up.ts';
import { founding } from '../../shared/contracts/posts/founding.ts';
import { session } from '../../shared/contracts/posts/session.ts';
import { setUpHouse } from '../../shared/contracts/posts/set-up-house.ts';
import { unlockSession } from '../../shared/contracts/posts/unlock-session.ts';
import type { Language } from '../../shared/text.ts';
import { newId } from '../../shared/values/ids.ts';
import { buildWebIfOlder } from '../../tools/build-web.ts';
import { noteResult } from '../results/note-result.ts';
import { launchBrowser } from '../support/browser.ts';
import { closeAfterFile } from '../support/close-after-file.ts';
import { freePort } from '../support/free-port.ts';

export interface Journey {
  readonly house: RunningHouse;
  readonly browser: Browser;
  readonly address: string;
  /** With the one-time token, as the console prints it. */
  readonly setUpUrl: string;
  /** A browser of its own: other cookies, nobody signed in. */
  person(): Promise<Page>;
}

/**
 * Everything that a page's content security policy stopped: there is nothing of ours that it should. Left over at the
 * end of a journey it fails the journey's file.
 */
function watchPolicy(): { readonly stopped: string[]; watch(context: BrowserContext): void; pages: number } {
  const watched = {
    stopped: [] as string[],
    pages: 0,
    watch(context: BrowserContext) {
      context.on('page', () => {
        watched.pages += 1;
      });
      context.on('console', (message) => {
        const text = message.text();
        if (/content security policy/i.test(text)) watched.stopped.push(`${message.page()?.url()}: ${text}`);
      });
    },
  };
  return watched;
}

/**
 * Called in a test file's `beforeAll`; what it opened is closed after the file. WEB=<folder> tries a client that was
 * built elsewhere. @param agent 'virtual': the house's own machine is a counter with a virtual card reader and printer
 */
export async function openJourney({ agent = 'off' }: { agent?: 'off' | 'virtual' } = {}): Promise<Journey> {
  const built = process.env.WEB;
  if (built === undefined) buildWebIfOlder();
  const folder = mkdtempSync(join(tmpdir(), 'zhishou-journey-'));
  // As root the database's own account must be able to enter.
  chmodSync(folder, 0o711);
  closeAfterFile(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const policy = watchPolicy();
  closeAfterFile(() => {
    expect(policy.stopped).toEqual([]);
    const found = `${policy.pages} browsers’ pages of a journey under the policy: 0 violations`;
    noteResult({ list: 'security', id: 'SEC-11', found });
  });
  const port = String(await freePort());
  const config = readConfig({ PORT: port, DATA: join(folder, 'data'), LOG_LEVEL: 'error', AGENT: agent });
  const web = join(folder, 'web');
  cpSync(built ?? WEB_FOLDER, web, { recursive: true });
  const house = await runHouse(config, createLog({ level: config.logLevel }), { web });
  closeAfterFile(() => house.stop());
  const setUpUrl = await setUpInvitation(house);
  const browser = await launchBrowser();
  closeAfterFile(() => browser.close());
  return {
    house,
    browser,
    address: house.address,
    setUpUrl: setUpUrl ?? '',
    async person() {
      const context = await browser.newContext({
        baseURL: house.address,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        viewport: { width: 1366, height: 900 },
      });
      policy.watch(context);
      return context.newPage();
    },
  };
}

/** Presses Tab until the control whose accessible name begins with `name` has the focus. @throws when it never gets it. */
export async function go(page: Page, name: string | RegExp): Promise<void> {
  const wanted = typeof name === 'string' ? new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) : name;
  const seen: string[] = [];
  for (let presses = 0; presses < 250; presses += 1) {
    const focused = await page.evaluate(nameOfFocused);
    if (wanted.test(focused)) return;
    seen.push(focused);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${wanted}; it went over: ${[...new Set(seen)].join(' | ')}`);
}

/** Runs in the page. Labels, then aria-label, then the text of the control itself. */
function nameOfFocused(): string {
  const element = document.activeElement;
  if (element === null || element === document.body) return '';
  const labels = (element as HTMLInputElement).labels;
  const spoken = element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent ?? '';
  return spoken.trim();
}

/** Comes to the field by Tab and types, replacing what stood there. */
export async function type(page: Page, name: string | RegExp, text: string): Promise<void> {
  await go(page, name);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

export async function press(page: Page, name: string | RegExp, key = 'Enter'): Promise<void> {
  await go(page, name);
  await page.keyboard.press(key);
}

/** Waits until the page says so. */
export async function says(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).filter({ visible: true }).first().waitFor();
}

export async function speak(page: Page, language: Language): Promise<void> {
  const now = await page.evaluate(() => document.documentElement.lang);
  if (now.startsWith(language)) return;
  await page.getByRole('button', { name: language === 'en' ? 'English' : '中文' }).click();
}

/** No violation that axe knows, in the language the page is in: for what lies over the page. */
export async function hasNoViolation(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  const language = await page.evaluate(() => document.documentElement.lang);
  expect(found, `${page.url()} in ${language}`).toEqual([]);
}

/** No violation in both languages; the page stands in Chinese afterwards. */
export async function isAccessible(page: Page): Promise<void> {
  for (const language of ['en', 'zh'] as const) {
    await speak(page, language);
    await hasNoViolation(page);
  }
}

export const PASSWORD = 'wooden bridge over tea';
export const PIN = '730518';

type Staff = Omit<InputOf<typeof setUpHouse>, 'token'>;

/** Five persons and an auditor; the names are their posts. */
export const STAFF: Staff = {
  site: { name: '东校区售电处', timeZone: 'Asia/Shanghai' },
  packs: ['vending'],
  singleOperator: false,
  people: [
    { name: '技术甲', login: 'jishu', posts: ['vending-technician', 'system-administrator'] },
    { name: '主管乙', login: 'zhuguan', posts: ['vending-supervisor'] },
    { name: '售电丙', login: 'shoudian1', posts: ['vending-clerk'] },
    { name: '收费丁', login: 'shoufei1', posts: ['cashier'] },
    { name: '经费戊', login: 'jingfei', posts: ['funds-administrator', 'price-approver', 'finance'] },
    { name: '审计己', login: 'shenji', posts: ['auditor'] },
  ],
  firstFounder: 'jishu',
  secondFounder: 'zhuguan',
};

export async function callIn<C extends OperationContract>(
  context: BrowserContext,
  contract: C,
  input: InputOf<C>,
): Promise<OutputOf<C>> {
  const answer = await context.request.post(pathOf(contract), {
    headers: { 'X-Zhishou': '1', 'Idempotency-Key': newId() },
    data: input,
  });
  expect(answer.status(), `${contract.name}: ${await answer.text()}`).toBe(200);
  return (await answer.json()) as OutputOf<C>;
}

/** Whoever was away longer than a counter's screen stays open comes back: on a slow machine that is everybody. */
export async function comeBack(context: BrowserContext): Promise<void> {
  const answer = await context.request.get(pathOf(session), { headers: { 'X-Zhishou': '1' } });
  const { locked } = (await answer.json()) as OutputOf<typeof session>;
  if (locked) await callIn(context, unlockSession, { pin: PIN });
}

/** Waits until the agent of this machine has called in: the person's browser then sits at its counter. */
export async function counterIsThere(context: BrowserContext): Promise<void> {
  for (;;) {
    const answer = await context.request.get(pathOf(deviceHealth), { headers: { 'X-Zhishou': '1' } });
    const { terminal } = (await answer.json()) as OutputOf<typeof deviceHealth>;
    if (terminal?.connected) return;
    await setTimeout(200);
  }
}

export interface FoundedStaff {
  /** The person's own browser, signed in, at the first page. */
  pageAs(login: string): Promise<Page>;
}

/** Founds the house through its own doors, without the pages: for journeys that begin with the day's work. */
export async function foundByHttp(journey: Journey, staff: Staff = STAFF): Promise<FoundedStaff> {
  const token = new URL(journey.setUpUrl).hash.slice(1);
  const pages = new Map<string, Page>();
  const claim = async ({ login, code }: { login: string; code: string }): Promise<BrowserContext> => {
    const page = await journey.person();
    pages.set(login, page);
    await callIn(page.context(), claimAccount, { code, password: PASSWORD, pin: PIN });
    return page.context();
  };
  const nobody = (await journey.person()).context();
  const { codes } = await callIn(nobody, setUpHouse, { token, ...staff });
  await nobody.close();
  await claim(codes[0]!);
  const second = await claim(codes[1]!);
  const read = await second.request.get(pathOf(founding), { headers: { 'X-Zhishou': '1' } });
  const { digest } = (await read.json()) as OutputOf<typeof founding>;
  const rest = await callIn(second, confirmSetUp, { digest: digest!, pin: PIN });
  for (const issued of rest.codes) await claim(issued);
  return {
    async pageAs(login) {
      const page = pages.get(login);
      if (page === undefined) throw new Error(`nobody of this house is called ${login}`);
      await page.goto('/');
      return page;
    },
  };
}
