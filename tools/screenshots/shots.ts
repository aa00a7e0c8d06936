/** What is shown, by whom, and what is done on the page before the picture is taken. */
import type { Page } from 'playwright-core';
import { daySheets } from '../../shared/contracts/reconciliation/day-sheets.ts';
import type { PostKey } from '../../shared/posts.ts';
import type { Language } from '../../shared/text.ts';
import { pdfToPng } from '../../test/support/pdf.ts';
import type { Desk } from './desk.ts';

interface PageShot {
  readonly name: string;
  readonly post: PostKey;
  readonly language?: Language;
  readonly path: string;
  /** Where the page needs more room than the usual window gives. */
  readonly wide?: boolean;
  readonly prepare?: (page: Page, desk: Desk) => Promise<unknown>;
  readonly png?: undefined;
}

interface PaperShot {
  readonly name: string;
  readonly png: (desk: Desk) => Promise<Buffer>;
}

const at = (page: Page, step: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.activeElement?.getAttribute('data-step') === wanted, step);

/** Room, Enter, amount, Enter, cash, Enter, what the customer gave: all that is left is F9. */
async function sellTo(page: Page, room: string, money: string, given: string): Promise<void> {
  await at(page, 'find');
  for (const [text, step] of [
    [room, 'amount'],
    [money, 'tender'],
    ['', 'figures'],
  ] as const) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await at(page, step);
  }
  await page.keyboard.type(given);
}

/** The first count, out of sight of what it should come to. */
async function count(page: Page): Promise<void> {
  const pieces = page.locator('.count-grid input');
  await pieces.first().waitFor();
  for (const [index, number] of ['12', '6', '3', '4', '5', '2'].entries()) await pieces.nth(index).fill(number);
}

async function lastDaySheet(desk: Desk): Promise<Buffer> {
  const { rows } = await desk.ask('vending-supervisor', daySheets, { limit: '1' });
  const sheet = rows[0];
  if (sheet === undefined) throw new Error('the demo house has no day sheet');
  const pdf = await desk.download('vending-supervisor', `/api/reconciliation/day-sheet.pdf?sheetId=${sheet.sheetId}`);
  return pdfToPng(pdf, 1, 1.3);
}

/** In the order the README shows them. */
export const SHOTS: readonly (PageShot | PaperShot)[] = [
  { name: 'my-post-today', post: 'vending-supervisor', path: '/' },
  { name: 'my-post-today-en', post: 'vending-supervisor', path: '/', language: 'en' },
  { name: 'duties', post: 'vending-supervisor', path: '/duties' },
  {
    name: 'counter',
    post: 'vending-clerk',
    path: '/counter',
    wide: true,
    prepare: (page) => sellTo(page, '3-412', '150', '200'),
  },
  {
    name: 'counter-en',
    post: 'vending-clerk',
    path: '/counter',
    language: 'en',
    wide: true,
    prepare: (page) => sellTo(page, '3-412', '150', '200'),
  },
  { name: 'price-proposal', post: 'vending-supervisor', path: '/prices/propose?commodity=electricity&category=staff' },
  { name: 'drawer-close', post: 'vending-clerk', path: '/drawer?do=close-drawer', prepare: count },
  { name: 'day-sheet', png: lastDaySheet },
];
