/** What hands do on the pages of a journey: choose from a list, sign, count cash, read a phone, key in a sale. */
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { go, PIN, type } from './support.ts';

/** Opens the list, goes down to what begins so, and takes it: nothing happens on the way there. */
export async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  await go(page, label);
  const down = await page.evaluate((wanted) => {
    const select = document.activeElement as HTMLSelectElement;
    const place = [...select.options].findIndex(({ text }) => text.startsWith(wanted));
    return place - select.selectedIndex;
  }, option);
  await page.keyboard.press('Space');
  for (let presses = 0; presses < Math.abs(down); presses += 1)
    await page.keyboard.press(down > 0 ? 'ArrowDown' : 'ArrowUp');
  await page.keyboard.press('Enter');
}

export async function sign(page: Page, secret = PIN): Promise<void> {
  await type(page, /^本人(签字密码|验证器上的)/, secret);
  await page.keyboard.press('Enter');
}

const STEP_MS = 30_000;

/** A phone: each code once, and none that runs out while it is typed. */
export function phone(secret: string): () => string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: STEP_MS / 1000 });
  let used = 0;
  return () => {
    const now = Math.trunc(Date.now() / STEP_MS);
    const soonOver = Date.now() % STEP_MS > STEP_MS / 2;
    used = Math.max(used + 1, soonOver ? now : now - 1);
    return totp.generate({ timestamp: used * STEP_MS });
  };
}

export const at = (page: Page, step: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.activeElement?.getAttribute('data-step') === wanted, step);

/** From the account number to the key that asks how it is paid. */
export async function quote(page: Page, account: string, amount: string): Promise<void> {
  await at(page, 'find');
  await page.keyboard.type(account);
  await page.keyboard.press('Enter');
  await at(page, 'amount');
  await page.keyboard.type(amount);
  await page.keyboard.press('Enter');
  await at(page, 'tender');
}

/** Pieces of each kind, from the hundred down; Enter leads on from kind to kind and out of the count. */
export async function count(page: Page, pieces: readonly string[]): Promise<void> {
  await go(page, '100 元');
  const kinds = await page.locator('.count-grid input').count();
  for (let kind = 0; kind < kinds; kind += 1) {
    await page.keyboard.type(pieces[kind] ?? '');
    await page.keyboard.press('Enter');
  }
}
