/**
 * Thirty texts of SQL in every parameter of every reading route. What the schema refuses is asked of the schema; what
 * it lets through goes over HTTP to the database: no fault, no delay, no more rows than without the parameter.
 */
import { beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { noteResult } from '../results/note-result.ts';
import { codeOf, ROUTES, type Route, whoMay } from './every-post.ts';
import { furnish } from './furnish.ts';
import { type Furnished, openFurnished } from './furnished.ts';
import { SQL } from './payloads.ts';
import { bare, sampleInput } from './sample-input.ts';

let house: Furnished;
beforeAll(async () => {
  house = await openFurnished();
  await furnish(house);
});

const READING = ROUTES.filter(({ method }) => method === 'GET');
const parametersOf = ({ input }: Route): string[] => Object.keys((bare(input).def as { shape?: object }).shape ?? {});

const sizeOf = ({ body, headers }: { body: string; headers: object }): number => {
  const type = String((headers as Record<string, unknown>)['content-type']);
  if (type.startsWith('text/csv')) return body.trim().split('\n').length;
  // A sheet has the rows of the file of text beside it, which is asked too.
  if (!type.startsWith('application/json')) return 0;
  const { rows } = JSON.parse(body) as { rows?: unknown[] };
  return rows?.length ?? 0;
};

/** A place in a list has parts: each of them is tried as well. */
const PLACES = [
  "'|'",
  "'|'|'",
  "'/'/'",
  "' '",
  "a'-1",
  "2026-03-02T01:00:00.000Z|'",
  "2026-03-02_'_1",
  "2026-03-02/'/1",
];
const textsFor = (parameter: string): readonly string[] => (parameter === 'after' ? [...SQL, ...PLACES] : SQL);

/** Stops what hangs: ten times what an answer may take on a slow machine, and less than the thirty seconds asked for. */
const HANGS_MS = 20_000;

async function ask(route: Route, input: object) {
  const began = performance.now();
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, HANGS_MS, 'late').unref());
  const response = await Promise.race([house.send(route, whoMay(route), input), late]);
  return { response, ms: performance.now() - began };
}

test('no text of SQL is more than a text', async () => {
  const counts = async () =>
    (
      await house.server.database.owner.query(
        'select (select count(*) from sale)::int as sales, (select count(*) from tariff_version where spec is not null)::int as prices',
      )
    ).rows;
  const before = await counts();
  const problems: string[] = [];
  let [parameters, refused, sent, slowest] = [0, 0, 0, 0];
  for (const route of READING) {
    const base = sampleInput(route.name, route.input) as Record<string, string>;
    for (const parameter of parametersOf(route)) {
      parameters += 1;
      const { [parameter]: _, ...without } = base;
      const most = route.input.safeParse(without).success ? sizeOf((await ask(route, without)).response as never) : 0;
      for (const payload of textsFor(parameter)) {
        const input = { ...base, [parameter]: payload };
        if (!(route.input as z.ZodType).safeParse(input).success) {
          refused += 1;
          continue;
        }
        sent += 1;
        const { response, ms } = await ask(route, input);
        slowest = Math.max(slowest, ms);
        if (response === 'late') problems.push(`${route.name} ${parameter} ${payload}: late`);
        else if (response.statusCode >= 500)
          problems.push(`${route.name} ${parameter} ${payload}: ${codeOf(response)}`);
        else if (response.statusCode === 200 && sizeOf(response) > Math.max(most, 1))
          problems.push(`${route.name} ${parameter} ${payload}: ${sizeOf(response)} rows instead of ${most}`);
      }
    }
  }
  expect(problems).toEqual([]);
  expect(await counts()).toEqual(before);
  expect(sent).toBeGreaterThan(500);
  noteResult({
    list: 'security',
    id: 'SEC-07',
    found: `${parameters} parameters of ${READING.length} reading routes, ${SQL.length} texts each: ${refused} refused by the schema, ${sent} answered by the database: 0 faults, 0 more rows, slowest answer ${Math.round(slowest)} ms`,
  });
});
