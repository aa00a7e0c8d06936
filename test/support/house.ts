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

export interface Holder {
  readonly personId: string;
  readonly name: string;
  readonly browser: Browser;
  call<C extends OperationContract>(contract: C, input: InputOf<C>): Promise<OutputOf<C>>;
  ask<C extends QueryContract>(contract: C, input?: InputOf<C>): Promise<OutputOf<C>>;
  refused(contract: Contract, input?: unknown): Promise<RefusalBody['refusal']>;
  /** Signs the act as this holder, and as each of `also` standing at the same screen, then does it. */
  signed<C extends OperationContract>(contract: C, input: Unsigned<C>, also?: readonly PostKey[]): Promise<OutputOf<C>>;
  refusedSigned<C extends OperationContract>(
    contract: C,
    input: Unsigned<C>,
    also?: readonly PostKey[],
  ): Promise<RefusalBody['refusal']>;
}

export interface TestHouse extends House {
  readonly siteId: string;
  as(post: PostKey): Holder;
}

const QUIET_SECONDS = 120;

type People = typeof DOCUMENT.people;

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
  const founded = await foundHouse(server, document);
  const { rows } = await server.database.app.query<{ site_id: string }>('select site_id from site');
  const acting = new Map<string, PostKey>();
  const authenticators = new Map<string, TOTP>();
  const seen = new Map<string, Instant>();

  const code = async (login: string): Promise<string> => {
    let totp = authenticators.get(login);
    const step = (): string => {
      server.later(30);
      return totp!.generate({ timestamp: Date.parse(server.clock.now()) });
    };
    if (totp === undefined) {
      const { secret } = await founded.as(login).post(startTotp, { password: PASSWORD });
      totp = new TOTP({ secret });
      authenticators.set(login, totp);
      await founded.as(login).post(confirmTotp, { totp: step() });
    }
    return step();
  };

  /** A session locks after three minutes without work and ends later: the person then signs in again. */
  const stayIn = async (login: string): Promise<void> => {
    const since = seen.get(login) ?? BEGIN;
    seen.set(login, server.clock.now());
    if (secondsBetween(since, server.clock.now()) < QUIET_SECONDS) return;
    const totp = authenticators.has(login) ? { totp: await code(login) } : {};
    await founded.as(login).post(signIn, { login, password: PASSWORD, ...totp });
    seen.set(login, server.clock.now());
    acting.delete(login);
  };

  const personOf = (post: PostKey) => {
    const person = document.people.find((one) => one.posts.includes(post));
    if (person === undefined) throw new Error(`nobody holds ${post} in this house`);
    return person;
  };

  const as = (post: PostKey): Holder => {
    const { login, name } = personOf(post);
    const browser = founded.as(login);
    const stepIn = async (): Promise<void> => {
      await stayIn(login);
      if (acting.get(login) === post) return;
      await browser.post(choosePost, { post });
      acting.set(login, post);
    };
    const sign = async (contract: OperationContract, input: object, also: readonly PostKey[]): Promise<string[]> => {
      const content = input as Record<string, unknown>;
      const act = fullName(contract);
      const secret = contract.sign === 'totp' ? { totp: await code(login) } : { pin: PIN };
      const own = await browser.post(signAct, { ...secret, act, content });
      const others = [];
      for (const other of also)
        others.push(await browser.post(signAct, { login: personOf(other).login, post: other, pin: PIN, act, content }));
      return [own, ...others].map((signature) => signature.signatureId);
    };
    return {
      personId: founded.idOf(login),
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
      async signed(contract, input, also = []) {
        await stepIn();
        return browser.post(contract, { ...input, signatures: await sign(contract, input, also) } as never);
      },
      async refusedSigned(contract, input, also = []) {
        await stepIn();
        return browser.refused(contract, { ...input, signatures: await sign(contract, input, also) });
      },
    };
  };

  return { ...server, siteId: rows[0]!.site_id, as };
}
