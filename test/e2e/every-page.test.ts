/** Every page of a house that nothing has happened in yet: the empty states. The full ones follow the whole day. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { faultsOfEveryPage } from './every-page.ts';
import { foundByHttp, openJourney, STAFF } from './support.ts';

it('shows every page of a freshly founded house in English, large and twice as big', async () => {
  const journey = await openJourney();
  const staff = await foundByHttp(journey);
  const persons = new Map<string, Page>();
  for (const { login } of STAFF.people) persons.set(login, await staff.pageAs(login));
  expect(await faultsOfEveryPage(journey, persons)).toEqual([]);
});
