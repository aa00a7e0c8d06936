/**
 * Every post tries every route over HTTP, and nobody signed in tries them too. What is declared for the post is let
 * through to the next check; everything else is refused as not this post's, before the input is even looked at.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { CONTRACTS } from '../../shared/contracts/all.gen.ts';
import { fullName, mayCall } from '../../shared/contracts/contract.ts';
import { POST_KEYS, type PostKey } from '../../shared/posts.ts';
import { noteResult } from '../results/note-result.ts';
import { codeOf, type EveryPost, mountedRoutes, openEveryPost, ROUTES } from './every-post.ts';

let house: EveryPost;
beforeAll(async () => {
  house = await openEveryPost();
});

/** A field no schema knows: an allowed call stops at its input and changes nothing. */
const STRANGE = { 'no-such-field': '1' };

describe('posts and routes', () => {
  let cells = 0;
  let allowed = 0;

  test.each(POST_KEYS)('%s gets what is declared for it, and nothing else', async (post: PostKey) => {
    const wrong: string[] = [];
    for (const route of ROUTES) {
      const response = await house.send(route, post, STRANGE);
      const code = codeOf(response);
      const got = { 'post.not_allowed': 'refused', 'request.invalid': 'let through' }[code ?? ''];
      const due = mayCall(route as never, post) ? 'let through' : 'refused';
      if (got !== due) wrong.push(`${route.name}: ${response.statusCode} ${code}, should be ${due}`);
      cells += 1;
      if (due === 'let through') allowed += 1;
    }
    expect(wrong).toEqual([]);
  });

  test('every route of the router is declared, and every declared one is there', () => {
    const declared = ROUTES.flatMap(({ method, path }) =>
      method === 'GET' ? [`GET ${path}`, `HEAD ${path}`] : [`POST ${path}`],
    );
    const ofTheHouse = ['/api/live', '/api/openapi.json', '/healthz', '/metrics', '/readyz'];
    const named = ofTheHouse.flatMap((path) => [`GET ${path}`, `HEAD ${path}`]);
    const mounted = mountedRoutes(house.server);
    expect(mounted).toEqual([...declared, ...named].toSorted());
    expect(cells).toBe(POST_KEYS.length * ROUTES.length);
    noteResult({
      list: 'security',
      id: 'SEC-01',
      found: `${cells} cells (${POST_KEYS.length} posts, ${ROUTES.length} routes): ${allowed} let through, ${cells - allowed} refused, 0 otherwise than declared; ${mounted.length} routes mounted, 0 undeclared`,
    });
  });
});

describe('nobody signed in', () => {
  const open = CONTRACTS.filter((contract) => contract.posts === 'public').map(fullName);

  test('what is public is this list, and each entry has its reason', () => {
    expect(open.toSorted()).toEqual([
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

  test('gets nothing else, whatever is asked', async () => {
    const wrong: string[] = [];
    const closed = ROUTES.filter((route) => !open.includes(route.name));
    for (const route of closed) {
      const response = await house.send(route, undefined, STRANGE);
      if (response.statusCode !== 401 || codeOf(response) !== 'session.none')
        wrong.push(`${route.name}: ${response.statusCode} ${codeOf(response)}`);
    }
    for (const url of ['/api/live', '/api/openapi.json'])
      if ((await house.server.app.http.inject({ url })).statusCode !== 401) wrong.push(url);
    const elsewhere = await house.server.app.http.inject({ url: '/metrics', remoteAddress: '10.1.2.3' });
    if (elsewhere.statusCode !== 404) wrong.push('/metrics');
    expect(wrong).toEqual([]);
    noteResult({
      list: 'security',
      id: 'SEC-05',
      found: `${closed.length + 3} closed routes asked by nobody: all refused; open are ${open.length} routes, each named with its reason, two probes of health, and the files of the page`,
    });
  });

  test('an open route that needs a secret gives nothing without it', async () => {
    const wrong: string[] = [];
    for (const name of open.filter((one) => !['posts.session', 'posts.founding', 'posts.sign-out'].includes(one))) {
      const response = await house.send(ROUTES.find((route) => route.name === name)!, undefined, {});
      if (response.statusCode < 400) wrong.push(`${name}: ${response.statusCode}`);
    }
    expect(wrong).toEqual([]);
  });
});
