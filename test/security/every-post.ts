/** A house with one person in every post of both packs, each in a browser of its own; and every route it answers. */
import type { z } from 'zod';
import { allDownloads } from '../../server/app.ts';
import { DOCUMENT, type Founded, foundHouse, openServer } from '../../server/modules/posts/posts.fixture.ts';
import { CONTRACTS } from '../../shared/contracts/all.gen.ts';
import { type Contract, pathOf, type WhoMay } from '../../shared/contracts/contract.ts';
import { POST_KEYS, type PostKey } from '../../shared/posts.ts';
import { newId } from '../../shared/values/ids.ts';
import { closeAfterFile } from '../support/close-after-file.ts';
import { testKeys } from '../support/vending-keys.ts';

type Server = Awaited<ReturnType<typeof openServer>>;
type Response = Awaited<ReturnType<Server['app']['http']['inject']>>;

export interface EveryPost {
  readonly server: Server;
  readonly founded: Founded;
  /** Sends it as the one of this login, which is the post; undefined: as nobody. */
  send(route: Route, as: string | undefined, input: object): Promise<Response>;
}

/** What may be called: a contract or a file. */
export interface Route {
  readonly name: string;
  readonly path: string;
  readonly posts: WhoMay;
  readonly method: 'GET' | 'POST';
  readonly input: z.ZodType;
  readonly contract: Contract | null;
}

export const ROUTES: readonly Route[] = [
  ...CONTRACTS.map((contract) => ({
    name: `${contract.module}.${contract.name}`,
    path: pathOf(contract),
    posts: contract.posts,
    method: contract.kind === 'query' ? ('GET' as const) : ('POST' as const),
    input: contract.input,
    contract,
  })),
  ...allDownloads().map(({ module, name, posts, input }) => ({
    name: `${module}.${name}`,
    path: `/api/${module}/${name}`,
    posts,
    method: 'GET' as const,
    input,
    contract: null,
  })),
];

/** The login of one who may: a refusal is then never about the post. */
export const whoMay = ({ posts }: Route): PostKey => (typeof posts === 'string' ? POST_KEYS[0]! : posts[0]);

export const codeOf = (response: Response): string | null => {
  if (!String(response.headers['content-type']).startsWith('application/json')) return null;
  return (response.json() as { refusal?: { code: string } }).refusal?.code ?? null;
};

interface HouseOptions {
  /** In a demo house six figures stand for everybody's secrets: signing costs nothing there. */
  readonly demo?: { readonly token: string };
  /** Posts that a second person holds too, by the login `<post>-2`. */
  readonly twice?: readonly PostKey[];
}

/** Called in `beforeAll`; closed after the file. */
export async function openEveryPost({ demo, twice = [] }: HouseOptions = {}): Promise<EveryPost> {
  const server = await openServer({ outside: { vendingKeys: testKeys() }, ...(demo === undefined ? {} : { demo }) });
  closeAfterFile(() => server.close());
  const founded = await foundHouse(server, {
    ...DOCUMENT,
    packs: ['vending', 'service'],
    people: [
      ...POST_KEYS.map((post) => ({ name: `某${post}`, login: post, posts: [post] })),
      ...twice.map((post) => ({ name: `另${post}`, login: `${post}-2`, posts: [post] })),
    ],
    firstFounder: 'system-administrator',
    secondFounder: 'general-manager',
  });
  return {
    server,
    founded,
    send: (route, as, input) =>
      server.app.http.inject({
        method: route.method,
        url: route.path,
        headers: {
          'x-zhishou': '1',
          'idempotency-key': newId(),
          ...(as === undefined ? {} : { cookie: `zhishou=${founded.as(as).cookie()}` }),
        },
        ...(route.method === 'GET' ? { query: input as Record<string, string> } : { payload: input }),
      }),
  };
}

const DEPTH = 4;

/** Every route that the server answers, as `GET /api/…`: read off the router itself, not off the declarations. */
export function mountedRoutes(server: Server): string[] {
  const above: string[] = [];
  return server.app.http
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^([│├└─\s]*)(\S+)(?: \(([A-Z, ]+)\))?$/u.exec(line);
      if (found === null) return [];
      const [, indent = '', part = '', methods] = found;
      const depth = indent.length / DEPTH - 1;
      above.length = depth;
      above.push(part);
      return (methods ?? '').split(', ').flatMap((method) => (method === '' ? [] : [`${method} ${above.join('')}`]));
    })
    .toSorted();
}
