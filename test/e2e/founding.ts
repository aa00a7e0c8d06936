/** For journeys that found a house on its pages: the claim codes as the strips show them, and claiming an account. */
import type { Page } from 'playwright-core';
import { go, PASSWORD, PIN, press, says, type } from './support.ts';

/** Login → code. */
export async function codesOn(page: Page): Promise<ReadonlyMap<string, string>> {
  const strips = await page.locator('.strip').all();
  const read = strips.map(async (strip) => {
    const login = ((await strip.getByText(/^登录名：/).textContent()) ?? '').replace('登录名：', '');
    return [login, (await strip.locator('.claim-code').textContent()) ?? ''] as const;
  });
  return new Map(await Promise.all(read));
}

export async function claim(page: Page, code: string): Promise<void> {
  await page.goto('/claim');
  await says(page, '密码至少 10 个字符');
  await type(page, '领取码', code);
  await type(page, '新密码', PASSWORD);
  await type(page, '再输入一次新密码', PASSWORD);
  await type(page, '新 PIN', PIN);
  await type(page, '再输入一次新 PIN', PIN);
  await press(page, '领取并登录');
}

/** In the wizard: the usual staffing, with these names in the order it lists its posts. */
export async function fillInUsualStaffing(page: Page, names: readonly string[]): Promise<void> {
  await press(page, '按常见分工填入');
  for (const [index, name] of names.entries()) {
    await go(page, index === 0 ? '姓名' : /^姓名/);
    await page.keyboard.insertText(name);
    await page.keyboard.press('Tab');
    await go(page, '移除');
    await page.keyboard.press('Tab');
  }
}
