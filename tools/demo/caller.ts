/**
 * Drives the demo house as its people would: signed in, in a post, through the same routes as the browser. The clock
 * is the demo's own; a person signs in again when the session has run out in between.
 */
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../server/platform/clock.ts';
import {
  fullName,
  type InputOf,
  type OperationContract,
  type OutputOf,
  pathOf,
  type QueryContract,
} from '../../shared/contracts/contract.ts';
import { demoSignIn } from '../../shared/contracts/posts/demo-sign-in.ts';
import { signAct } from '../../shared/contracts/posts/sign-act.ts';
import type { PostKey } from '../../shared/posts.ts';
import { type Instant, secondsBetween } from '../../shared/values/calendar.ts';
import { newId } from '../../shared/values/ids.ts';

export interface Caller {
  call<C extends OperationContract>(contract: C, input: InputOf<C>): Promise<OutputOf<C>>;
  ask<C extends QueryContract>(contract: C, input?: InputOf<C>): Promise<OutputOf<C>>;
  /** Signs as this post and as each of `also`, then does it. */
  signed<C extends OperationContract>(
    contract: C,
    input: Omit<InputOf<C>, 'signatures'>,
    also?: readonly Second[],
  ): Promise<OutputOf<C>>;
}

export interface Second {
  readonly login: string;
  readonly post: PostKey;
}

interface Parts {
  readonly http: FastifyInstance;
  readonly clock: Clock;
  readonly token: string;
  /** Stands for everybody's PIN and authenticator in a demo house. */
  readonly pin: string;
}

const QUIET_SECONDS = 120;

export async function send(
  http: FastifyInstance,
  contract: OperationContract | QueryContract,
  input: unknown,
  cookie?: string,
) {
  const reading = contract.kind === 'query';
  const response = await http.inject({
    method: reading ? 'GET' : 'POST',
    url: pathOf(contract),
    headers: {
      'x-zhishou': '1',
      'idempotency-key': newId(),
      ...(cookie === undefined ? {} : { cookie: `zhishou=${cookie}` }),
    },
    ...(reading ? { query: input as Record<string, string> } : { payload: input as object }),
  });
  if (response.statusCode !== 200) throw new Error(`demo house: ${fullName(contract)} answered ${response.body}`);
  return { body: response.json(), cookie: response.cookies.find((one) => one.name === 'zhishou')?.value };
}

export function callers({ http, clock, token, pin }: Parts): (post: PostKey) => Caller {
  const sessions = new Map<PostKey, { cookie: string; seen: Instant }>();
  const cookieOf = async (post: PostKey): Promise<string> => {
    const now = clock.now();
    const held = sessions.get(post);
    if (held !== undefined && secondsBetween(held.seen, now) < QUIET_SECONDS) {
      held.seen = now;
      return held.cookie;
    }
    const { cookie } = await send(http, demoSignIn, { token, post });
    sessions.set(post, { cookie: cookie!, seen: now });
    return cookie!;
  };
  return (post) => {
    const go = async (contract: OperationContract | QueryContract, input: unknown) =>
      (await send(http, contract, input, await cookieOf(post))).body;
    return {
      call: (contract, input) => go(contract, input),
      ask: (contract, input) => go(contract, input ?? {}),
      async signed(contract, input, also = []) {
        const content = input as Record<string, unknown>;
        const act = fullName(contract);
        const secret = contract.sign === 'totp' ? { totp: pin } : { pin };
        const signatures = [await go(signAct, { ...secret, act, content })];
        for (const second of also) signatures.push(await go(signAct, { ...second, pin, act, content }));
        return go(contract, { ...content, signatures: signatures.map((one) => one.signatureId) });
      },
    };
  };
}
