/** The house the pictures are taken in: a page for each post, and the drawer opened for the day's first customer. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  type InputOf,
  type OperationContract,
  type OutputOf,
  pathOf,
  type QueryContract,
} from '../../shared/contracts/contract.ts';
import { demoSignIn } from '../../shared/contracts/posts/demo-sign-in.ts';
import { drawerSessions } from '../../shared/contracts/tills/drawer-sessions.ts';
import { drawers } from '../../shared/contracts/tills/drawers.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import type { PostKey } from '../../shared/posts.ts';
import type { Language } from '../../shared/text.ts';
import { newId } from '../../shared/values/ids.ts';
import { countOf } from '../demo/amounts.ts';

const VIEW = { width: 1280, height: 800 };
export const WIDE_VIEW = { width: 1366, height: 854 };

export interface Desk {
  /** Signed in, in a browser of its own; the caller closes its context. */
  pageAs(post: PostKey, language: Language): Promise<Page>;
  /** A document as the post downloads it. */
  download(post: PostKey, path: string): Promise<Buffer>;
  ask<C extends QueryContract>(post: PostKey, contract: C, search: Record<string, string>): Promise<OutputOf<C>>;
}

async function call<C extends OperationContract>(
  { request }: BrowserContext,
  contract: C,
  data: InputOf<C>,
): Promise<OutputOf<C>> {
  const headers = { 'X-Zhishou': '1', 'Idempotency-Key': newId() };
  const answer = await request.post(pathOf(contract), { headers, data });
  if (!answer.ok()) throw new Error(`${contract.name}: ${await answer.text()}`);
  return (await answer.json()) as OutputOf<C>;
}

async function get({ request }: BrowserContext, path: string): Promise<Buffer> {
  const answer = await request.get(path, { headers: { 'X-Zhishou': '1' } });
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return answer.body();
}

/** With what the session before left in it. */
async function openTheDrawer(desk: Desk, clerk: BrowserContext): Promise<void> {
  const { rows } = await desk.ask('vending-supervisor', drawerSessions, { limit: '1' });
  const { rows: free } = await desk.ask('vending-clerk', drawers, {});
  if (rows[0] === undefined || free[0] === undefined) throw new Error('the demo house has no drawer');
  if (free[0].custodianName !== null) return;
  await call(clerk, openDrawer, { drawerId: free[0].drawerId, count: countOf(rows[0].countedFen ?? 0) });
}

export async function openDesk(browser: Browser, address: string): Promise<Desk> {
  const { origin, hash } = new URL(address);
  const signedIn = async (post: PostKey, language: Language): Promise<BrowserContext> => {
    const context = await browser.newContext({
      baseURL: origin,
      locale: language === 'zh' ? 'zh-CN' : 'en',
      timezoneId: 'Asia/Shanghai',
      viewport: VIEW,
      reducedMotion: 'reduce',
      colorScheme: 'light',
    });
    const preferences = JSON.stringify({ language });
    await context.addInitScript(`localStorage.setItem('zhishou.preferences', ${JSON.stringify(preferences)})`);
    await call(context, demoSignIn, { token: hash.slice(1), post });
    return context;
  };
  const using = async <T>(post: PostKey, act: (context: BrowserContext) => Promise<T>): Promise<T> => {
    const context = await signedIn(post, 'zh');
    try {
      return await act(context);
    } finally {
      await context.close();
    }
  };
  const desk: Desk = {
    pageAs: async (post, language) => (await signedIn(post, language)).newPage(),
    download: (post, path) => using(post, (context) => get(context, path)),
    ask: (post, contract, search) =>
      using(post, async (context) => {
        const body = await get(context, `${pathOf(contract)}?${new URLSearchParams(search)}`);
        return JSON.parse(body.toString('utf8')) as OutputOf<typeof contract>;
      }),
  };
  await using('vending-clerk', (clerk) => openTheDrawer(desk, clerk));
  return desk;
}
