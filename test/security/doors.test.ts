/** Sign-in, sessions, hashes, rates, policy of the browser, TLS, secrets, disclosure: the short checks of the list. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WEB_FOLDER } from '../../server/app.ts';
import {
  DOCUMENT,
  type Founded,
  foundHouse,
  openServer,
  PASSWORD,
  PIN,
} from '../../server/modules/posts/posts.fixture.ts';
import { readConfig } from '../../server/platform/config.ts';
import { createPace } from '../../server/platform/http/pace.ts';
import { createLog } from '../../server/platform/log.ts';
import { certificateFor } from '../../server/platform/tls.ts';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { colleagues } from '../../shared/contracts/posts/colleagues.ts';
import { disablePerson } from '../../shared/contracts/posts/disable-person.ts';
import { signIn } from '../../shared/contracts/posts/sign-in.ts';
import { noteResult } from '../results/note-result.ts';

const root = join(import.meta.dirname, '..', '..');
let house: Awaited<ReturnType<typeof openServer>>;
let staff: Founded;
beforeAll(async () => {
  house = await openServer();
  staff = await foundHouse(house);
});
afterAll(() => house.close());

const CLERK = DOCUMENT.people[2]!.login;
const OFFICE = 'jingfei';
const clerk = { login: CLERK, password: PASSWORD };
const wrong = { ...clerk, password: 'wrong wrong wrong' };
const note = (id: string, found: string) => noteResult({ list: 'security', id, found });

describe('sign-in', () => {
  test('five tries are free, then the wait doubles; another address and the clerk’s own are not locked', async () => {
    const here = house.browser('10.1.1.1');
    const waits: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      const { code, facts } = await here.refused(signIn, wrong);
      if (code === 'sign_in.failed') waits.push(0);
      else {
        waits.push(Number(facts.seconds));
        house.later(Number(facts.seconds));
        expect((await here.refused(signIn, wrong)).code).toBe('sign_in.failed');
      }
    }
    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(waits.slice(5).every((wait, index, all) => wait > 0 && (index === 0 || wait > all[index - 1]!))).toBe(true);
    expect(await house.browser('10.1.1.2').post(signIn, clerk)).toMatchObject({ person: { login: CLERK } });
    house.later(15 * 60);
    expect(await here.post(signIn, clerk)).toMatchObject({ person: { login: CLERK } });
    const many = house.browser('10.1.1.3');
    let answered = 0;
    while (answered < 60 && (await many.refused(signIn, { ...wrong, login: `u${answered}` })).code === 'sign_in.failed')
      answered += 1;
    expect(answered).toBe(50);
    house.later(3601);
    expect((await many.refused(signIn, { ...wrong, login: 'u99' })).code).toBe('sign_in.failed');
    note(
      'SEC-09',
      `waits of ${waits.slice(5).join(', ')} s after five free tries; stopped after ${answered} logins from one address for an hour; the clerk signed in meanwhile from another one and afterwards here`,
    );
  });

  test('hashes are argon2id at the recommended cost; an unknown login is verified the same way', async () => {
    const { rows } = await house.database.owner.query<{ hash: string }>(
      `select unnest(array[password_hash, pin_hash]) as hash from credential`,
    );
    const hashes = rows.map(({ hash }) => hash).filter((hash) => hash !== null);
    expect(hashes.length).toBe(2 * DOCUMENT.people.length);
    const costs = hashes.map((hash) => /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(hash)!.slice(1).map(Number));
    expect(costs.every(([m, t, p]) => m! >= 19_456 && t! >= 2 && p! >= 1)).toBe(true);
    expect(new Set(hashes).size).toBe(hashes.length);
    const time = async (login: string): Promise<number> => {
      const times: number[] = [];
      for (let tries = 0; tries < 5; tries += 1) {
        const browser = house.browser(`10.2.${login.length}.${tries}`);
        const began = performance.now();
        expect(await browser.refused(signIn, { ...wrong, login })).toMatchObject({ code: 'sign_in.failed' });
        times.push(performance.now() - began);
      }
      return times.toSorted((a, b) => a - b)[2]!;
    };
    house.later(3601);
    const [known, unknown] = [await time(CLERK), await time('nobody-of-here')];
    note(
      'SEC-13',
      `${hashes.length} hashes, all argon2id m=${costs[0]![0]} t=${costs[0]![1]} p=${costs[0]![2]}, each with a salt of its own; median of five wrong tries: known ${Math.round(known)} ms, unknown ${Math.round(unknown)} ms, one text`,
    );
  });
});

test('sessions end by themselves, at the hour, and with their person', async () => {
  const entered = async (login: string) => {
    const browser = house.browser('10.3.3.3');
    await browser.post(signIn, { login, password: PASSWORD });
    return browser;
  };
  house.later(3601);
  const office = await entered(OFFICE);
  const counter = await entered(CLERK);
  house.later(179);
  await counter.get(colleagues);
  house.later(181);
  expect((await counter.refused(colleagues)).code).toBe('session.locked');
  await office.get(colleagues);
  house.later(901);
  expect((await office.refused(colleagues)).code).toBe('session.ended');
  const kept = await entered(OFFICE);
  for (let quarters = 0; quarters < 51; quarters += 1) {
    house.later(14 * 60);
    await kept.get(colleagues);
  }
  house.later(14 * 60);
  expect((await kept.refused(colleagues)).code).toBe('session.ended');
  await house.browser('10.3.3.4').post(signIn, { login: OFFICE, password: PASSWORD });
  await entered(OFFICE);
  const { rows } = await house.database.owner.query(
    "select detail from security_event where kind = 'signed-in-twice' and address = '10.3.3.3'",
  );
  expect(rows).toEqual([{ detail: { places: ['10.3.3.4'] } }]);
  const [gone, admin] = [await entered('shoufei1'), await entered('jishu')];
  const token = gone.cookie()!.split('.')[1]!;
  expect(Buffer.from(token, 'base64url').length).toBe(32);
  await admin.post(choosePost, { post: 'system-administrator' });
  await admin.post(disablePerson, { personId: staff.idOf('shoufei1') });
  const began = performance.now();
  expect((await gone.refused(colleagues)).code).toBe('session.ended');
  const ms = Math.round(performance.now() - began);
  note(
    'SEC-12',
    `token of 256 bits; locked after 180 s at a counter, ended after 900 s at a desk and at 12 h though kept up; a person at two places is on the security log; refused at the next request after the person was disabled (${ms} ms)`,
  );
});

test('rates: readings, acts and sales apart', async () => {
  const limited = await openServer({ rateLimited: true });
  const ask = async (method: 'GET' | 'POST') =>
    (
      await limited.app.http.inject({
        method,
        url: method === 'GET' ? '/api/posts/session' : '/api/posts/sign-in',
        ...(method === 'GET' ? {} : { payload: {}, headers: { 'x-zhishou': '1' } }),
      })
    ).statusCode;
  const until429 = async (method: 'GET' | 'POST'): Promise<number> => {
    for (let done = 0; done < 200; done += 1) if ((await ask(method)) === 429) return done;
    return 200;
  };
  const [read, acted] = [await until429('GET'), await until429('POST')];
  await limited.close();
  expect([read, acted]).toEqual([60, 60]);
  const pace = createPace(5, () => 0);
  let sales = 0;
  expect(() => {
    for (; sales < 100; sales += 1) pace.take('a counter');
  }).toThrow('request.too_many');
  expect(sales).toBe(20);
  note(
    'SEC-10',
    `within three seconds ${read} readings and ${acted} acts of one session, then 429 with the time to wait; sales 5 a second at one counter, ${sales} in a burst`,
  );
});

describe('TLS and the policy of the browser', () => {
  const headersOf = async (parts: Partial<Parameters<typeof openServer>[0]>, url: string) => {
    const server = await openServer(parts);
    const { headers } = await server.app.http.inject({ url });
    await server.close();
    return headers;
  };

  test('every kind of answer carries the policy; nothing inline, nobody else', async () => {
    const urls = [
      '/healthz',
      '/readyz',
      '/metrics',
      '/api/posts/session',
      '/api/posts/people',
      '/api/none',
      '/none',
      '/',
    ];
    for (const url of urls) {
      const { headers } = await house.app.http.inject({ url });
      const policy = Object.fromEntries(
        String(headers['content-security-policy'])
          .split(';')
          .map(
            (part) =>
              part
                .trim()
                .split(/\s+(.*)/s)
                .slice(0, 2) as [string, string],
          ),
      );
      expect([url, policy['default-src'], policy['script-src']]).toEqual([url, "'self'", "'self'"]);
      expect(policy).toMatchObject({ 'object-src': "'none'", 'base-uri': "'none'", 'frame-ancestors': "'none'" });
      expect(JSON.stringify(policy)).not.toMatch(/https?:|\*|unsafe-eval/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
    note(
      'SEC-11',
      `${urls.length} kinds of answer: default-src and script-src 'self', object-src, base-uri and frame-ancestors 'none', no other origin`,
    );
  });

  test('in the clear on loopback only; elsewhere a certificate of the house, or a proxy', async () => {
    const data = mkdtempSync(join(tmpdir(), 'zhishou-seal-'));
    const made = await certificateFor(readConfig({ DATA: data, HOST: '0.0.0.0' }));
    expect(made?.cert).toContain('BEGIN CERTIFICATE');
    expect(await certificateFor(readConfig({ DATA: data }))).toBeUndefined();
    rmSync(data, { recursive: true });
    const plain = await headersOf({}, '/healthz');
    const secure = await headersOf({ trustProxy: '127.0.0.1' }, '/healthz');
    expect(plain['strict-transport-security']).toBeUndefined();
    expect(String(secure['strict-transport-security'])).toMatch(/max-age=31536000/);
    note(
      'SEC-16',
      'http on loopback only; other hosts get the house’s own certificate or name a proxy; HSTS of a year and cookies closed to this host with TLS, the API’s document for the signed-in only',
    );
  });
});

describe('secrets', () => {
  const KEYS = [
    /-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----/,
    /\bAKIA[0-9A-Z]{16}\b/,
    /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
    /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
    /\bsk-[A-Za-z0-9]{32,}\b/,
    /\bnpm_[A-Za-z0-9]{36}\b/,
    /\$argon2id\$v=19\$m=\d+/,
    /postgres(?:ql)?:\/\/[^\s:/@'"`<>]+:[^\s@'"`<>$]{4,}@(?!localhost|127\.0\.0\.1|db\b|host\b)/,
  ];
  const withKeys = (files: readonly string[]): string[] =>
    files.filter((file) => {
      const text = readFileSync(file, 'latin1');
      return KEYS.some((key) => key.test(text));
    });

  test('no file of the repository and none of the built page holds one', () => {
    const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
      .split('\0')
      .filter((file) => file !== '' && existsSync(join(root, file)) && !file.startsWith('test/security/'))
      .map((file) => join(root, file));
    const built = existsSync(WEB_FOLDER)
      ? readdirSync(WEB_FOLDER, { recursive: true, encoding: 'utf8' })
          .filter((file) => /\.(js|css|html|json|map)$/.test(file))
          .map((file) => join(WEB_FOLDER, file))
      : [];
    expect(tracked.length).toBeGreaterThan(1000);
    expect(withKeys([...tracked, ...built])).toEqual([]);
    note(
      'SEC-15',
      `${tracked.length} files of the repository and ${built.length} of the built page: no key and no password of ${KEYS.length} forms`,
    );
  });

  test('a log at its most talkative holds none of those that were used', async () => {
    let written = '';
    const sink = new Writable({
      write(chunk, _encoding, done) {
        written += String(chunk);
        done();
      },
    });
    const server = await openServer({ log: createLog({ level: 'trace' }, sink) });
    const founded = await foundHouse(server);
    const browser = server.browser();
    await browser.post(signIn, clerk);
    await browser.refused(signIn, wrong);
    const tokens = [browser.cookie()!, founded.as(OFFICE).cookie()!];
    server.app.jobs.log.error({ password: PASSWORD, body: { pin: PIN, token: tokens[0] } }, 'a careless line');
    await server.close();
    expect(written).toContain('a careless line');
    expect(written).toContain('"method":"POST"');
    const used = [PASSWORD, PIN, wrong.password, ...tokens];
    expect(used.filter((secret) => written.includes(secret))).toEqual([]);
    const lines = written.trim().split('\n').length;
    note('SEC-15', `${lines} lines of the most talkative log: none of ${used.length} secrets that were used`);
  });
});

test('a flaw can be reported, and the days are said', () => {
  const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
  for (const said of ['Report it privately', '3 working days', '90 days', 'critical flaw', '7 days', '30', 'advisory'])
    expect(text).toContain(said);
  note(
    'SEC-17',
    'SECURITY.md: private report, answer in 3 working days, critical flaws aimed at 7 days, advisory with the fix or after 90 days',
  );
});
