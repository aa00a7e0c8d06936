/**
 * Every post tries every contract over HTTP, and nobody signed in tries them too. What the contract names is let
 * through to the next check; everything else is refused as not this post's, before the input is even looked at.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { DOCUMENT, type Founded, foundHouse, openServer } from '../../server/modules/posts/posts.fixture.ts';
import { CONTRACTS } from '../../shared/contracts/all.gen.ts';
import { type Contract, fullName, mayCall, pathOf } from '../../shared/contracts/contract.ts';
import { POST_KEYS, type PostKey } from '../../shared/posts.ts';
import { newId } from '../../shared/values/ids.ts';

type Server = Awaited<ReturnType<typeof openServer>>;
let server: Server;
let founded: Founded;

beforeAll(async () => {
  server = await openServer();
  founded = await foundHouse(server, {
    ...DOCUMENT,
    packs: ['vending', 'service'],
    people: POST_KEYS.map((post) => ({ name: `某${post}`, login: post, posts: [post] })),
    firstFounder: 'system-administrator',
    secondFounder: 'general-manager',
  });
});
afterAll(() => server.close());

/** A field no schema knows: an allowed call stops at its input and changes nothing. */
const STRANGE = { 'no-such-field': '1' };

async function tryIt(contract: Contract, cookie: string | undefined) {
  const query = contract.kind === 'query';
  const response = await server.app.http.inject({
    method: query ? 'GET' : 'POST',
    url: pathOf(contract),
    headers: {
      'x-zhishou': '1',
      'idempotency-key': newId(),
      ...(cookie === undefined ? {} : { cookie: `zhishou=${cookie}` }),
    },
    ...(query ? { query: STRANGE } : { payload: STRANGE }),
  });
  return {
    status: response.statusCode,
    code: (response.json() as { refusal?: { code: string } }).refusal?.code ?? null,
  };
}

/** Doors to one's own session and secrets answer by themselves; they are tried where they are written. */
const isDoor = (contract: Contract): boolean =>
  contract.kind === 'operation' && !server.app.jobs.operations.some((operation) => operation.contract === contract);

describe.each(POST_KEYS)('%s', (post: PostKey) => {
  test('gets what its contracts say, and nothing else', async () => {
    const cookie = founded.as(post).cookie();
    const wrong: string[] = [];
    for (const contract of CONTRACTS) {
      if (isDoor(contract)) continue;
      const { status, code } = await tryIt(contract, cookie);
      const got =
        code === 'post.not_allowed' ? 'refused' : code === 'request.invalid' ? 'let through' : `${status} ${code}`;
      const due = mayCall(contract, post) ? 'let through' : 'refused';
      if (got !== due) wrong.push(`${fullName(contract)}: ${got}, should be ${due}`);
    }
    expect(wrong).toEqual([]);
  });
});

test('nobody signed in gets nothing but what is public', async () => {
  const wrong: string[] = [];
  for (const contract of CONTRACTS) {
    if (contract.posts === 'public') continue;
    const { status, code } = await tryIt(contract, undefined);
    if (status !== 401 || code !== 'session.none') wrong.push(`${fullName(contract)}: ${status} ${code}`);
  }
  expect(wrong).toEqual([]);
});

test('what is public is this list, and each entry has its reason', () => {
  const open = CONTRACTS.filter((contract) => contract.posts === 'public')
    .map(fullName)
    .toSorted();
  expect(open).toEqual([
    'cases.leave-tip', // whoever knows of something, without a name
    'cases.look-up-tip', // a code that was shown once
    'devices.enrol-terminal', // one-time code, by an agent that has nothing else yet
    'devices.enter-counter', // a ticket that is good once and for a minute
    'posts.choose-post', // a session whose post was taken away acts in none
    'posts.claim-account', // one-time code
    'posts.confirm-set-up', // the second founder's session, before posts count
    'posts.demo-sign-in', // demo token
    'posts.founding', // state of the founding; the document only to its founders
    'posts.session', // who am I
    'posts.set-up-house', // set-up token
    'posts.sign-in',
    'posts.sign-out',
    'posts.unlock-session', // own secret on an own locked session
    'vending.verify-slip', // the customer checks a slip
  ]);
});

describe('every schema is strict', () => {
  const objectIn = (schema: z.ZodType): z.ZodType[] => {
    const def = schema.def as { type: string; options?: z.ZodType[]; innerType?: z.ZodType };
    return def.type === 'union'
      ? (def.options ?? [])
      : def.type === 'pipe'
        ? [(def as never as { in: z.ZodType }).in]
        : [schema];
  };
  test.each(CONTRACTS.map((contract) => [fullName(contract), contract] as const))('%s', (_name, contract) => {
    for (const schema of objectIn(contract.input)) {
      const problems = schema.safeParse(STRANGE);
      expect(problems.success).toBe(false);
      expect(problems.error?.issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true);
    }
  });
});
