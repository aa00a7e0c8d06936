/**
 * A whole house over HTTP for scenarios: founded through its own doors, everybody signed in, a clock the test moves.
 *
 *   const house = await openHouse();
 *   await house.as('vending-clerk').call(openDrawer, { … });
 *   const refusal = await house.as('cashier').refused(proposeTariff, { … });
 */
import { TOTP } from 'otpauth';
import { afterAll } from 'vitest';
import type { AppParts } from '../../server/app.ts';
import {
  BEGIN,
  type Browser,
  DOCUMENT,
  type Founded,
  foundHouse,
  type House,
  openServer,
  PASSWORD,
  PIN,
} from '../../server/modules/posts/posts.fixture.ts';
import {
  fullName,
  type InputOf,
  type OperationContract,
  type OutputOf,
  type QueryContract,
} from '../../shared/contracts/contract.ts';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { confirmTotp } from '../../shared/contracts/posts/confirm-totp.ts';
import { signAct } from '../../shared/contracts/posts/sign-act.ts';
import { signIn } from '../../shared/contracts/posts/sign-in.ts';
import { startTotp } from '../../shared/contracts/posts/start-totp.ts';
import type { PostKey } from '../../shared/posts.ts';
import type { RefusalBody } from '../../shared/refusals/refusal.ts';
import { type Instant, secondsBetween } from '../../shared/values/calendar.ts';

type Contract = OperationContract | QueryContract;
type Unsigned<C extends OperationContract> = Omit<InputOf<C>, 'signatures'>;

/** Another party at the same screen: whoever holds the post, or this person in it. */
type Also = PostKey | { readonly post: PostKey; readonly login: string };

export interface Holder {
  readonly personId: string;
  readonly name: string;
  readonly browser: Browser;
  call<C extends OperationContract>(contract: C, input: InputOf<C>): Promise<OutputOf<C>>;
  ask<C extends QueryContract>(contract: C, input?: InputOf<C>): Promise<OutputOf<C>>;
  refused(contract: Contract, input?: unknown): Promise<RefusalBody['refusal']>;
  /** Signatures of this holder and of each of `also` over the act, not used yet. */
  sign<C extends OperationContract>(contract: C, input: Unsigned<C>, also?: readonly Also[]): Promise<string[]>;
  /** Signs the act as this holder, and as each of `also` standing at the same screen, then does it. */
  signed<C extends OperationContract>(contract: C, input: Unsigned<C>, also?: readonly Also[]): Promise<OutputOf<C>>;
  refusedSigned<C extends OperationContract>(
    contract: C,
    input: Unsigned<C>,
    also?: readonly Also[],
  ): Promise<RefusalBody['refusal']>;
}

export interface TestHouse extends House {
  readonly siteId: string;
  /** Without a login: the first who holds the post. */
  as(post: PostKey, login?: string): Holder;
}

const QUIET_SECONDS = 120;

type People = typeof DOCUMENT.people;

interface Company {
  /** The person's cookie jar. */
  as(login: string): Browser;
  idOf(login: string): string;
  personOf(post: PostKey, login?: string): People[number];
  /** The next code of the person's authenticator; a code counts once, so the clock moves on for each. */
  code(login: string): Promise<string>;
  /** The person is signed in and acts in the post. */
  stepIn(login: string, post: PostKey): Promise<void>;
}

function peopleOf(server: House, founded: Founded, people: People): Company {
  const acting = new Map<string, PostKey>();
  const authenticators = new Map<string, TOTP>();
  const seen = new Map<string, Instant>();
  const step = (totp: TOTP): string => {
    server.later(30);
    return totp.generate({ timestamp: Date.parse(server.clock.now()) });
  };
  const code = async (login: string): Promise<string> => {
    const enrolled = authenticators.get(login);
    if (enrolled !== undefined) return step(enrolled);
    const { secret } = await founded.as(login).post(startTotp, { password: PASSWORD });
    const totp = new TOTP({ secret });
    authenticators.set(login, totp);
    await founded.as(login).post(confirmTotp, { totp: step(totp) });
    return step(totp);
  };
  // A session locks after three minutes without work and ends later: the person then signs in again.
  const stayIn = async (login: string): Promise<void> => {
    const since = seen.get(login) ?? BEGIN;
    seen.set(login, server.clock.now());
    if (secondsBetween(since, server.clock.now()) < QUIET_SECONDS) return;
    const totp = authenticators.has(login) ? { totp: await code(login) } : {};
    await founded.as(login).post(signIn, { login, password: PASSWORD, ...totp });
    seen.set(login, server.clock.now());
    acting.delete(login);
  };
  return {
    as: founded.as,
    idOf: founded.idOf,
    code,
    personOf(post, login) {
      const person = people.find((one) => one.posts.includes(post) && (login === undefined || one.login === login));
      if (person === undefined)
        throw new Error(`nobody${login === undefined ? '' : ` called ${login}`} holds ${post} in this house`);
      return person;
    },
    async stepIn(login, post) {
      await stayIn(login);
      if (acting.get(login) === post) return;
      await founded.as(login).post(choosePost, { post });
      acting.set(login, post);
    },
  };
}

function holderOf(people: Company, post: PostKey, wanted?: string): Holder {
  const { login, name } = people.personOf(post, wanted);
  const browser = people.as(login);
  const stepIn = (): Promise<void> => people.stepIn(login, post);
  const sign = async (contract: OperationContract, input: object, also: readonly Also[]): Promise<string[]> => {
    const content = input as Record<string, unknown>;
    const act = fullName(contract);
    const secret = contract.sign === 'totp' ? { totp: await people.code(login) } : { pin: PIN };
    const signatures = [await browser.post(signAct, { ...secret, act, content })];
    for (const other of also) {
      const second = typeof other === 'string' ? { login: people.personOf(other).login, post: other } : other;
      signatures.push(await browser.post(signAct, { ...second, pin: PIN, act, content }));
    }
    return signatures.map((signature) => signature.signatureId);
  };
  return {
    personId: people.idOf(login),
    name,
    browser,
    async call(contract, input) {
      await stepIn();
      return browser.post(contract, input);
    },
    async ask(contract, input) {
      await stepIn();
      return browser.get(contract, input);
    },
    async refused(contract, input) {
      await stepIn();
      return browser.refused(contract, input);
    },
    async sign(contract, input, also = []) {
      await stepIn();
      return sign(contract, input, also);
    },
    async signed(contract, input, also = []) {
      await stepIn();
      return browser.post(contract, { ...input, signatures: await sign(contract, input, also) } as never);
    },
    async refusedSigned(contract, input, also = []) {
      await stepIn();
      return browser.refused(contract, { ...input, signatures: await sign(contract, input, also) });
    },
  };
}

/** Who holds the post in the founded house. Approvers get an authenticator the first time they are asked for a code. */
export async function openHouse(
  options: { people?: People; singleOperator?: boolean; secondFounder?: string; outside?: AppParts['outside'] } = {},
): Promise<TestHouse> {
  const server = await openServer(options.outside === undefined ? {} : { outside: options.outside });
  afterAll(() => server.close());
  const document = {
    ...DOCUMENT,
    people: options.people ?? DOCUMENT.people,
    singleOperator: options.singleOperator ?? false,
    secondFounder: options.secondFounder ?? DOCUMENT.secondFounder,
  };
  const people = peopleOf(server, await foundHouse(server, document), document.people);
  const { rows } = await server.database.app.query<{ site_id: string }>('select site_id from site');
  return { ...server, siteId: rows[0]!.site_id, as: (post, login) => holderOf(people, post, login) };
}
