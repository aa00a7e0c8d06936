/**
 * What a page that is not ours, or a page of ours that was tampered with, may send to the routes that change something:
 * every one of them refuses a foreign origin, a missing header and a form; and a field that its contract does not know.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { newId } from '../../shared/values/ids.ts';
import { noteResult } from '../results/note-result.ts';
import { codeOf, type EveryPost, openEveryPost, ROUTES, whoMay } from './every-post.ts';
import { bare, sampleInput } from './sample-input.ts';

let house: EveryPost;
beforeAll(async () => {
  house = await openEveryPost();
});

const CHANGING = ROUTES.filter(({ method }) => method === 'POST');

const rows = async (): Promise<unknown> => {
  const { rows: counted } = await house.server.database.owner.query(
    `select (select count(*) from chain_record)::int as records, (select count(*) from request)::int as requests,
       (select count(*) from security_event where kind <> 'denied')::int as events,
       (select count(*) from session)::int as sessions, (select count(*) from secret_attempt)::int as attempts`,
  );
  return counted[0];
};

const OURS = { origin: 'http://localhost', host: 'localhost', 'x-zhishou': '1', 'content-type': 'application/json' };
const FOREIGN: readonly (readonly [string, Record<string, string | undefined>])[] = [
  ['a foreign origin', { origin: 'https://evil.example' }],
  ['an origin that is none', { origin: 'null' }],
  ['our name as a part of another', { origin: 'http://localhost.evil.example' }],
  ['no header of ours', { 'x-zhishou': undefined }],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['a form with files', { 'content-type': 'multipart/form-data; boundary=x' }],
  ['plain text', { 'content-type': 'text/plain' }],
];

describe('requests from a foreign page', () => {
  let tried = 0;
  test.each(FOREIGN)('%s is refused everywhere', async (_name, change) => {
    const before = await rows();
    const wrong: string[] = [];
    for (const route of CHANGING) {
      const headers = Object.entries({ ...OURS, ...change }).filter(([, value]) => value !== undefined);
      const response = await house.server.app.http.inject({
        method: 'POST',
        url: route.path,
        headers: {
          ...(Object.fromEntries(headers) as Record<string, string>),
          'idempotency-key': newId(),
          cookie: `zhishou=${house.founded.as(whoMay(route)).cookie()}`,
        },
        payload: JSON.stringify(sampleInput(route.name, route.input)),
      });
      tried += 1;
      if (response.statusCode !== 403 || codeOf(response) !== 'request.foreign_origin')
        wrong.push(`${route.name}: ${response.statusCode} ${codeOf(response)}`);
    }
    expect(wrong).toEqual([]);
    expect(await rows()).toEqual(before);
  });

  test('a link changes nothing: no changing route answers GET', async () => {
    const answered: string[] = [];
    for (const { path } of CHANGING)
      if ((await house.server.app.http.inject({ method: 'GET', url: path })).statusCode !== 404) answered.push(path);
    expect(answered).toEqual([]);
    expect(tried).toBe(CHANGING.length * FOREIGN.length);
    noteResult({
      list: 'security',
      id: 'SEC-08',
      found: `${CHANGING.length} changing routes, ${FOREIGN.length} ways each, ${tried} requests: all refused, no row written; none answers GET`,
    });
  });
});

/** Fields a server would set itself: what a tampered page would add. */
const ADDED: readonly string[] = ['siteId', 'approvedBy', 'no-such-field'];

/** Every object inside the input, with its place: each must refuse what it does not know. */
function objectsIn(schema: z.ZodType, place: string): { place: string; schema: z.ZodType }[] {
  const inner = bare(schema);
  const def = inner.def as { shape?: Record<string, z.ZodType>; element?: z.ZodType; options?: readonly z.ZodType[] };
  if (def.shape !== undefined)
    return [
      { place, schema: inner },
      ...Object.entries(def.shape).flatMap(([key, field]) => objectsIn(field, `${place}.${key}`)),
    ];
  if (def.element !== undefined) return objectsIn(def.element, `${place}[]`);
  return (def.options ?? []).flatMap((option) => objectsIn(option, place));
}

describe('fields that no contract knows', () => {
  let probes = 0;

  test('every changing route refuses one more field beside an otherwise good input', async () => {
    const wrong: string[] = [];
    for (const route of CHANGING) {
      for (const field of ADDED) {
        const input = { ...sampleInput(route.name, route.input), [field]: newId() };
        const response = await house.send(route, whoMay(route), input);
        const { refusal } = response.json() as { refusal?: { code: string; facts: { problems?: string } } };
        const { problems = '' } = refusal?.facts ?? {};
        probes += 1;
        const only = problems.includes(field) && !problems.includes(';');
        if (refusal?.code !== 'request.invalid' || !only)
          wrong.push(`${route.name} ${field}: ${refusal?.code} ${problems}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every object inside every input is closed too, on reading routes as well', () => {
    const nested = ROUTES.flatMap((route) => objectsIn(route.input, route.name));
    const open = nested.filter(({ schema }) => {
      const problems = schema.safeParse({ 'no-such-field': 1 }).error?.issues ?? [];
      return !problems.some(({ code }) => code === 'unrecognized_keys');
    });
    expect(open.map(({ place }) => place)).toEqual([]);
    expect(probes).toBe(CHANGING.length * ADDED.length);
    noteResult({
      list: 'security',
      id: 'SEC-03',
      found: `${CHANGING.length} changing routes, ${probes} probes of one more field: all refused for that field alone; ${nested.length} objects inside the inputs of ${ROUTES.length} routes, all closed`,
    });
  });
});
