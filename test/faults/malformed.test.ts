/**
 * FT-21: requests made from the schemas of all contracts. What does not fit is refused in words and changes nothing:
 * every table is the same, row by row. What fits but is strange may be refused or done, and is never a fault of ours.
 */
import { beforeAll, expect, test } from 'vitest';
import { inputFromQueryString } from '../../server/platform/operations/parse-input.ts';
import { CONTRACTS } from '../../shared/contracts/all.gen.ts';
import { type Contract, fullName, type OperationContract, pathOf } from '../../shared/contracts/contract.ts';
import { session } from '../../shared/contracts/posts/session.ts';
import type { PostKey } from '../../shared/posts.ts';
import { newId } from '../../shared/values/ids.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { liveWeeks } from '../simulation/days.ts';
import { type Office, openOffice, PEOPLE } from '../simulation/office.ts';
import { randomOf } from '../simulation/random.ts';
import { type KnownIds, SPOIL_NAMES, spoiled, valueFor } from './from-schema.ts';
import { booksAreWhole, tally } from './whole-books.ts';

const MALFORMED = sized({ smoke: 600, ci: 2000, long: 50_000 });
const STRANGE = sized({ smoke: 400, ci: 4000, long: 50_000 });
const HELD: readonly PostKey[] = PEOPLE.flatMap((person) => person.posts);

let office: Office;
let knownIds: KnownIds;
beforeAll(async () => {
  office = await openOffice(SEED, '2026-06-10');
  await liveWeeks(office, { days: 1, acts: 25, verifyEvery: 9 });
  knownIds = await idsOfHouse();
});

const owner = () => office.house.database.owner;

/** Up to five ids of each kind, by the name a field would have: `meterId`, `meterIds`. */
async function idsOfHouse(): Promise<KnownIds> {
  const { rows: columns } = await owner().query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and udt_name = 'uuid' and column_name <> 'site_id'`,
  );
  const found = new Map<string, string[]>();
  for (const { table, column } of columns) {
    const { rows } = await owner().query<{ id: string }>(
      `select distinct ${column} as id from ${table} where ${column} is not null limit 5`,
    );
    const field = column.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
    found.set(field, [...(found.get(field) ?? []), ...rows.map(({ id }) => id)]);
  }
  return (field) => found.get(field.replace(/s$/, '')) ?? [];
}

/** What a request may not have touched. A session notes when it was last seen, and who tried what is not theirs is noted. */
async function everyTable(): Promise<Record<string, string>> {
  const { rows: tables } = await owner().query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('session', 'security_event')`,
  );
  const state: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await owner().query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${name} t`,
    );
    state[name] = rows[0]!.digest;
  }
  return state;
}

/** The first post of this house that may; whoever is signed in for what everybody may. */
function holderFor({ posts }: Contract) {
  const post = typeof posts === 'string' ? 'vending-clerk' : posts.find((one) => HELD.includes(one));
  return office.house.as(post ?? 'auditor');
}

interface Answered {
  readonly status: number;
  readonly code: string;
  readonly text: string;
}

/** Fields that are no text are sent as JSON: a query string has nothing else. */
const asSearch = (input: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof input === 'object' && input !== null ? input : { input }).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );

/** The input as it arrives at the other end. */
const asRead = (contract: Contract, input: unknown): unknown =>
  contract.kind === 'query'
    ? inputFromQueryString(contract.input, asSearch(input))
    : JSON.parse(JSON.stringify(input) ?? 'null');

async function request(contract: Contract, input: unknown): Promise<Answered> {
  const response = await office.house.app.http.inject({
    method: contract.kind === 'query' ? 'GET' : 'POST',
    url: pathOf(contract),
    headers: {
      'x-zhishou': '1',
      'idempotency-key': newId(),
      cookie: `zhishou=${holderFor(contract).browser.cookie()}`,
      ...(contract.kind === 'query' ? {} : { 'content-type': 'application/json' }),
    },
    ...(contract.kind === 'query' ? { query: asSearch(input) } : { payload: JSON.stringify(input) ?? '' }),
  });
  const body = response.body.startsWith('{') ? (response.json() as { refusal?: { code: string } }) : {};
  return { status: response.statusCode, code: body.refusal?.code ?? 'done', text: response.body };
}

/** No fault of the server, and nothing of its inside shown. */
function mustBeAnswer(what: string, { status, code, text }: Answered): void {
  expect(status, `${what}: ${code} ${text.slice(0, 300)}`).toBeLessThan(500);
  expect(text, what).not.toMatch(/\bat .{1,200}\.(ts|js|mjs):\d|node_modules|node:internal|\bselect .+ from\b/);
}

const shown = (input: unknown): string => (JSON.stringify(input) ?? 'nothing').slice(0, 600);

test(`${MALFORMED} malformed requests change nothing`, async () => {
  const random = randomOf(SEED);
  for (const post of new Set(HELD)) await office.house.as(post).ask(session);
  const before = await everyTable();
  const codes: string[] = [];
  const contracts = new Set<string>();
  let tried = 0;
  for (let n = 0; codes.length < MALFORMED; n += 1) {
    const contract = CONTRACTS[n % CONTRACTS.length]!;
    const spoil = SPOIL_NAMES[(n + Math.trunc(n / CONTRACTS.length)) % SPOIL_NAMES.length]!;
    const input = spoiled(spoil, valueFor(contract.input, { random, ids: knownIds }), random);
    tried += 1;
    if (contract.input.safeParse(asRead(contract, input) ?? {}).success) continue;
    const answer = await request(contract, input);
    const what = `seed ${SEED}, request ${n}, ${fullName(contract)}, ${spoil}: ${shown(input)}`;
    mustBeAnswer(what, answer);
    if (contract.kind === 'operation') expect(answer.status, `${what}: ${answer.code}`).toBeGreaterThanOrEqual(400);
    codes.push(answer.code);
    contracts.add(fullName(contract));
  }
  expect(await everyTable()).toEqual(before);
  const all = CONTRACTS.length;
  const found = `${codes.length} malformed requests to ${contracts.size} of ${all} contracts (${tried - codes.length} left out because they fitted after all): ${said(codes)}; every table the same`;
  noteResult({ list: 'faults', id: 'FT-21', found, seed: SEED });
});

const said = (codes: readonly string[]): string =>
  Object.entries(tally(codes))
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([code, n]) => `${n} ${code}`)
    .join(', ');

/** These take away the sessions that the rest of this file lives in. */
const NOT_HERE = new Set([
  'posts.sign-out', 'posts.lock-session', 'posts.end-own-sessions', 'posts.end-sessions', 'posts.disable-person',
  'posts.end-assignment', 'posts.choose-post', 'posts.start-totp', 'posts.confirm-totp', 'devices.require-terminals',
]); // biome-ignore format: a list

test(`${STRANGE} strange requests that fit are answered, and the books stay whole`, async () => {
  const random = randomOf(SEED + 1);
  const contracts = CONTRACTS.filter((contract) => !NOT_HERE.has(fullName(contract)));
  const answered = new Map<string, Set<string>>();
  const codes: string[] = [];
  for (let n = 0; n < STRANGE; n += 1) {
    const contract = contracts[n % contracts.length]!;
    if (n % contracts.length === 0) for (const post of new Set(HELD)) await office.house.as(post).ask(session);
    const input = await signedInput(contract, valueFor(contract.input, { random, ids: knownIds }));
    const answer = await request(contract, input);
    mustBeAnswer(`seed ${SEED}, request ${n}, ${fullName(contract)}: ${shown(input)}`, answer);
    codes.push(answer.code);
    answered.set(fullName(contract), (answered.get(fullName(contract)) ?? new Set()).add(answer.code));
  }
  const inside = [...answered.values()].filter((seen) => [...seen].some((code) => code !== 'request.invalid')).length;
  expect(inside * 2, 'half of the contracts were reached behind their schema').toBeGreaterThan(contracts.length);
  await booksAreWhole(office.house);
  const found = `${STRANGE} strange but fitting requests, ${inside} of ${contracts.length} contracts reached behind their schema: ${said(codes)}; no fault, books whole`;
  noteResult({ list: 'faults', id: 'FT-21', found, seed: SEED });
});

/** Where a PIN is asked for, the holder signs just this, so that the request comes further than the door. */
async function signedInput(contract: Contract, input: unknown): Promise<unknown> {
  if (contract.kind !== 'operation' || contract.sign !== 'pin' || typeof input !== 'object' || input === null)
    return input;
  const { signatures: _none, ...content } = input as Record<string, unknown>;
  const odd = /\\u0000|\\ud800/.test(JSON.stringify(content));
  if (odd || !contract.input.safeParse({ ...content, signatures: [newId()] }).success) return input;
  const holder = holderFor(contract);
  return { ...content, signatures: await holder.sign(contract as OperationContract, content as never) };
}
