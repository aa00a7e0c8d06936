/** Forty texts of an attacker as customers' names, on the real page: shown as texts, and nothing of them runs. */

import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { addCustomer } from '../../shared/contracts/customers/add-customer.ts';
import { noteResult } from '../results/note-result.ts';
import { TEXTS } from '../security/payloads.ts';
import { callIn, foundByHttp, openJourney, says } from './support.ts';

let page: Page;
/** Without the one text of a printer's commands: it holds the character zero, which is no name. */
const NAMES = TEXTS.filter((text) => !text.includes('\u0000')).map((text) => text.slice(0, 100));

beforeAll(async () => {
  const journey = await openJourney();
  const staff = await foundByHttp(journey);
  page = await staff.pageAs('zhuguan');
  for (const name of NAMES) await callIn(page.context(), addCustomer, { kind: 'organisation', name });
});

it('shows the names and runs nothing of them', async () => {
  const dialogs: string[] = [];
  const elsewhere: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(page.url()).origin) && !/^(data|blob):/.test(request.url()))
      elsewhere.push(request.url());
  });
  await page.goto('/customers');
  await page.getByText('<script>', { exact: false }).first().waitFor();
  const shown = ((await page.locator('body').textContent()) ?? '').replaceAll(/\s+/g, ' ');
  const missing = NAMES.map((name) => name.trim().replaceAll(/\s+/g, ' ')).filter((name) => !shown.includes(name));
  await page.locator('table tbody tr').filter({ hasText: 'onerror' }).first().getByRole('link').first().click();
  await says(page, '资料已遮盖。');
  const ran = await page.evaluate(() => (window as never as { sealBroken?: number }).sealBroken ?? null);
  const made = await page.evaluate(
    () =>
      document.querySelectorAll(
        'body script:not([src]), iframe, object, base, meta[http-equiv=refresh], svg[onload], img[onerror], math, video, [onerror], [onload], [ontoggle], [onfocus], a[href^="javascript:"], link[href*="evil"]',
      ).length,
  );
  expect({ ran, made, dialogs, elsewhere, missing }).toEqual({
    ran: null,
    made: 0,
    dialogs: [],
    elsewhere: [],
    missing: [],
  });
  expect(shown).not.toContain('1337');
  noteResult({
    list: 'security',
    id: 'SEC-06',
    found: `${NAMES.length} texts as names on the screen, in the list and beside it: 0 executed, 0 elements made of them, 0 requests elsewhere`,
  });
});
