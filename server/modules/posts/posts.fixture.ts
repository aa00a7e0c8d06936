/** For the tests of this module: a server over a database of its own, browsers that keep cookies, a founded house. */
import { expect } from 'vitest';
import {
  fullName,
  type InputOf,
  type OperationContract,
  type OutputOf,
  pathOf,
  type QueryContract,
} from '../../../shared/contracts/contract.ts';
import { claimAccount } from '../../../shared/contracts/posts/claim-account.ts';
import { confirmSetUp } from '../../../shared/contracts/posts/confirm-set-up.ts';
import { confirmTotp } from '../../../shared/contracts/posts/confirm-totp.ts';
import { founding } from '../../../shared/contracts/posts/founding.ts';
import { setUpHouse } from '../../../shared/contracts/posts/set-up-house.ts';
import { signAct } from '../../../shared/contracts/posts/sign-act.ts';
import { startTotp } from '../../../shared/contracts/posts/start-totp.ts';
import type { RefusalBody } from '../../../shared/refusals/refusal.ts';
import { type Instant, instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { type App, type AppParts, buildApp } from '../../app.ts';
import { setClock } from '../../platform/clock.ts';
import { createLog } from '../../platform/log.ts';
import { secretBoxOf } from '../../platform/secret-box.ts';
import { codeAt } from './authenticator.ts';
import { createSetUpToken } from './index.ts';

export const BEGIN = instant('2026-03-02T00:00:00.000Z');
export const PIN = '730518';
export const PASSWORD = 'wooden bridge over tea';

export interface House {
  readonly app: App;
  readonly database: TestDatabase;
  readonly clock: ReturnType<typeof setClock>;
  later(seconds: number): Instant;
  browser(address?: string): Browser;
}

export interface Browser {
  post<C extends OperationContract>(contract: C, input: InputOf<C>): Promise<OutputOf<C>>;
  get<C extends QueryContract>(contract: C, input?: InputOf<C>): Promise<OutputOf<C>>;
  /** The refusal's code; an answer is a failure of the test. */
  refused(contract: OperationContract | QueryContract, input?: unknown): Promise<RefusalBody['refusal']>;
  cookie(): string | undefined;
  useCookie(value: string | undefined): void;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export function browserOf(app: App, address = '10.0.0.1'): Browser {
  let cookie: string | undefined;
  // A browser at a counter is known by a cookie of its own, whoever is signed in.
  let terminal: string | undefined;
  const cookies = (): string =>
    Object.entries({ zhishou: cookie, 'zhishou-terminal': terminal })
      .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
      .join('; ');
  const send = async (contract: OperationContract | QueryContract, input: unknown): Promise<Answer> => {
    const reading = contract.kind === 'query';
    const response = await app.http.inject({
      method: reading ? 'GET' : 'POST',
      url: pathOf(contract),
      remoteAddress: address,
      headers: { 'x-zhishou': '1', 'idempotency-key': newId(), cookie: cookies() },
      ...(reading ? { query: (input ?? {}) as Record<string, string> } : { payload: (input ?? {}) as object }),
    });
    const set = response.cookies.find((one) => one.name === 'zhishou');
    if (set !== undefined) cookie = set.value === '' ? undefined : set.value;
    terminal = response.cookies.find((one) => one.name === 'zhishou-terminal')?.value ?? terminal;
    return { status: response.statusCode, body: response.json() };
  };
  const ok = async (contract: OperationContract | QueryContract, input: unknown) => {
    const { status, body } = await send(contract, input);
    expect({ status, body }, fullName(contract)).toMatchObject({ status: 200 });
    return body;
  };
  const browser: Browser = {
    post: (contract, input) => ok(contract, input) as never,
    get: (contract, input) => ok(contract, input) as never,
    async refused(contract, input) {
      const { status, body } = await send(contract, input);
      expect(status, JSON.stringify(body)).toBeGreaterThanOrEqual(400);
      return (body as RefusalBody).refusal;
    },
    cookie: () => cookie,
    useCookie: (value) => {
      cookie = value;
    },
  };
  return browser;
}

export async function openServer(
  options: Partial<Pick<AppParts, 'demo' | 'log' | 'outside' | 'rateLimited' | 'trustProxy'>> = {},
): Promise<House & { close(): Promise<void> }> {
  const database = await createTestDatabase();
  const clock = setClock(BEGIN);
  const app = await buildApp({
    pool: database.app,
    clock,
    log: options.log ?? createLog({ level: 'silent' }),
    secretBox: secretBoxOf(Buffer.alloc(32, 7)),
    outside: options.outside ?? {},
    listen: null,
    demo: options.demo ?? null,
    web: null,
    rateLimited: options.rateLimited ?? false,
    trustProxy: options.trustProxy,
  });
  return {
    app,
    database,
    clock,
    later(seconds) {
      clock.set(instant(Date.parse(clock.now()) + seconds * 1000));
      return clock.now();
    },
    browser: (address) => browserOf(app, address),
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

export const DOCUMENT: Omit<InputOf<typeof setUpHouse>, 'token'> = {
  site: { name: '东校区售电处', timeZone: 'Asia/Shanghai' },
  packs: ['vending'],
  singleOperator: false,
  people: [
    { name: '技术甲', login: 'jishu', posts: ['vending-technician', 'system-administrator'] },
    { name: '主管乙', login: 'zhuguan', posts: ['vending-supervisor'] },
    { name: '售电丙', login: 'shoudian1', posts: ['vending-clerk'] },
    { name: '收费丁', login: 'shoufei1', posts: ['cashier'] },
    { name: '经费戊', login: 'jingfei', posts: ['funds-administrator', 'price-approver', 'finance'] },
    { name: '审计己', login: 'shenji', posts: ['auditor'] },
  ],
  firstFounder: 'jishu',
  secondFounder: 'zhuguan',
};

export interface Founded {
  readonly people: ReadonlyMap<string, { readonly personId: string; readonly browser: Browser }>;
  as(login: string): Browser;
  idOf(login: string): string;
  /** Signs with the authenticator (enrolled at the first use; every signature takes the next code) and answers the id. */
  sign(login: string, contract: OperationContract, input: object): Promise<string>;
  /** Signs and sends. */
  signed<C extends OperationContract>(login: string, contract: C, input: object): Promise<OutputOf<C>>;
}

/** Founds the house through its own doors; everybody has claimed the account and is signed in. */
export async function foundHouse(house: House, document = DOCUMENT): Promise<Founded> {
  const token = await createSetUpToken(house.database.app, house.clock);
  const { codes } = await house.browser().post(setUpHouse, { token: token!, ...document });
  const people = new Map<string, { personId: string; browser: Browser }>();
  const claim = async (issued: { login: string; personId: string; code: string }) => {
    const browser = house.browser();
    await browser.post(claimAccount, { code: issued.code, password: PASSWORD, pin: PIN });
    people.set(issued.login, { personId: issued.personId, browser });
    return browser;
  };
  await claim(codes[0]!);
  const second = await claim(codes[1]!);
  const { digest } = await second.get(founding);
  const rest = await second.post(confirmSetUp, { digest: digest!, pin: PIN });
  for (const issued of rest.codes) await claim(issued);
  const secrets = new Map<string, string>();
  const browserOfLogin = (login: string) => people.get(login)!.browser;
  const enrol = async (login: string): Promise<string> => {
    const { secret } = await browserOfLogin(login).post(startTotp, { password: PASSWORD });
    await browserOfLogin(login).post(confirmTotp, { totp: codeAt(secret, house.clock.now()) });
    secrets.set(login, secret);
    return secret;
  };
  const sign = async (login: string, contract: OperationContract, input: object): Promise<string> => {
    const secret = secrets.get(login) ?? (await enrol(login));
    house.later(30);
    const totp = codeAt(secret, house.clock.now());
    const content = input as Record<string, unknown>;
    return (await browserOfLogin(login).post(signAct, { totp, act: fullName(contract), content })).signatureId;
  };
  return {
    people,
    as: browserOfLogin,
    idOf: (login) => people.get(login)!.personId,
    sign,
    async signed(login, contract, input) {
      const signatures = [await sign(login, contract, input)];
      return browserOfLogin(login).post(contract, { ...input, signatures } as never);
    },
  };
}
