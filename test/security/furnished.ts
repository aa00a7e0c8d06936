/**
 * A selling house with something of every kind in it, and a second site in the same database: the same rows under
 * other ids. Everything of the first is made through the product's own routes; the second cannot be, because one server
 * serves one house, so its rows are copied with every id changed the same way.
 */

import { demoPin } from '../../server/modules/posts/index.ts';
import { PASSWORD } from '../../server/modules/posts/posts.fixture.ts';
import type { Contract, InputOf, OperationContract, OutputOf } from '../../shared/contracts/contract.ts';
import { signAct } from '../../shared/contracts/posts/sign-act.ts';
import { signIn } from '../../shared/contracts/posts/sign-in.ts';
import type { PostKey } from '../../shared/posts.ts';
import { type EveryPost, openEveryPost, ROUTES, type Route } from './every-post.ts';
import { sampleInput } from './sample-input.ts';

type Response = Awaited<ReturnType<EveryPost['send']>>;

export interface Furnished extends EveryPost {
  readonly siteId: string;
  /** Everybody signs in again: for after the clock was moved. */
  comeBack(): Promise<void>;
  /** Signs the input as this login where its contract wants it, and as each of `also`, then sends it. */
  attempt(route: Route, as: string, input: Record<string, unknown>, also?: readonly string[]): Promise<Response>;
  /** Does it, with what the input needs filled in from its schema. @throws when it is refused */
  act<C extends OperationContract>(
    contract: C,
    as: string,
    input?: Partial<InputOf<C>>,
    also?: readonly string[],
  ): Promise<OutputOf<C>>;
  ask<C extends Contract>(contract: C, as: string, input?: object): Promise<OutputOf<C>>;
}

const TOKEN = 'a-demo-house-for-checks';
const PIN = demoPin(TOKEN);
const TWICE: readonly PostKey[] = ['vending-clerk', 'cashier', 'vending-supervisor', 'funds-administrator'];

export const routeOf = (contract: Contract): Route =>
  ROUTES.find((route) => route.contract === contract) ?? missing(contract.name);

function missing(what: string): never {
  throw new Error(`there is no ${what}`);
}

const wantsSignature = (route: Route): boolean => 'signatures' in ((route.input.def as { shape?: object }).shape ?? {});

const signerOf = (login: string) => ({ login, post: login.replace(/-2$/, '') });

/** Signs and sends in a demo house, where six figures stand for every authenticator. */
function acting(house: EveryPost): Pick<Furnished, 'attempt' | 'act' | 'ask'> {
  const sign = async (route: Route, as: string, content: object, signer: object): Promise<string> => {
    const input = { ...signer, totp: PIN, act: route.name, content };
    const response = await house.send(routeOf(signAct), as, input);
    if (response.statusCode !== 200) throw new Error(`${route.name} not signed: ${response.body.slice(0, 500)}`);
    return (response.json() as { signatureId: string }).signatureId;
  };
  const attempt: Furnished['attempt'] = async (route, as, input, also = []) => {
    if (!wantsSignature(route)) return house.send(route, as, input);
    const { signatures: _, ...content } = input;
    const signatures = [await sign(route, as, content, {})];
    for (const login of also) signatures.push(await sign(route, as, content, signerOf(login)));
    return house.send(route, as, { ...content, signatures });
  };
  const answered = (name: string, response: Response) => {
    if (response.statusCode !== 200) throw new Error(`${name}: ${response.body.slice(0, 600)}`);
    return response.json() as never;
  };
  return {
    attempt,
    async act(contract, as, input = {}, also = []) {
      const route = routeOf(contract);
      const filled = { ...sampleInput(route.name, route.input), ...input };
      return answered(route.name, await attempt(route, as, filled, also));
    },
    ask: async (contract, as, input = {}) => answered(contract.name, await house.send(routeOf(contract), as, input)),
  };
}

async function comeBack({ founded }: EveryPost): Promise<void> {
  for (const [login, { browser }] of founded.people) await browser.post(signIn, { login, password: PASSWORD });
}

export async function openFurnished(): Promise<Furnished> {
  const house = await openEveryPost({ demo: { token: TOKEN }, twice: TWICE });
  const { rows } = await house.server.database.app.query<{ site_id: string }>('select site_id from site');
  return { ...house, ...acting(house), siteId: rows[0]!.site_id, comeBack: () => comeBack(house) };
}
