/** The runner on a real database: keys, refusals, chain records, races, interrupted three-phase operations. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { operation } from '../../../shared/contracts/contract.ts';
import type { PostKey } from '../../../shared/posts.ts';
import { addSeconds, instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { sha256 } from '../chain/day.ts';
import { setClock } from '../clock.ts';
import { createLive } from '../live.ts';
import type { Actor } from './actor.ts';
import { implement, type Operation } from './implement.ts';
import { nextNumber } from './number.ts';
import { Refusal, refuse } from './refuse.ts';
import { createRunner, type Runner, refusalOfError, unfinished } from './run.ts';

const NAME = { zh: '试', en: 'Try' };
const input = z.strictObject({ series: z.string(), end: z.enum(['succeed', 'refuse', 'fail']).default('succeed') });
const output = z.object({ number: z.number() });
const posts = ['cashier'] as const satisfies readonly PostKey[];

const takeNumber = implement(
  operation({
    module: 'tills',
    name: 'take-number',
    title: NAME,
    posts,
    input,
    output,
    refusals: ['record.not_found'],
  }),
  {
    async run(tx, actor, _clock, asked) {
      const number = await nextNumber(tx, actor.siteId, asked.series);
      if (asked.end === 'refuse') refuse('record.not_found');
      if (asked.end === 'fail') throw new Error('a bug');
      return { number };
    },
  },
);

/** Answers what the test tells it to, like a meter; counts how often it was asked. */
const outsideWorld = { asked: 0, answers: [] as (() => Promise<string>)[] };
const askOutside = implement(
  operation({
    module: 'tills',
    name: 'ask-outside',
    title: NAME,
    posts,
    input,
    output: z.object({ number: z.number(), said: z.string() }),
    refusals: [],
  }),
  {
    async reserve(tx, actor, _clock, asked) {
      return { ticket: { number: await nextNumber(tx, actor.siteId, asked.series) } };
    },
    async call() {
      outsideWorld.asked += 1;
      const next = outsideWorld.answers.shift();
      return next === undefined ? 'yes' : next();
    },
    async settle(_tx, _actor, _clock, { ticket, outcome }) {
      return { number: (ticket as { number: number }).number, said: outcome as string };
    },
  },
);

let db: TestDatabase;
let runner: Runner;
const clock = setClock(instant('2026-11-24T02:00:00.000Z'));
const siteId = newId();
const cashier: Actor = {
  siteId,
  personId: newId(),
  post: 'cashier',
  sessionId: null,
  terminalId: null,
  address: null,
  requestId: newId(),
};
const denials: string[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query('insert into site (site_id, name, time_zone, created_at) values ($1, $2, $3, $4)', [
    siteId,
    '试验校区',
    'Asia/Shanghai',
    clock.now(),
  ]);
  runner = createRunner({
    pool: db.app,
    clock,
    outside: {} as never,
    live: createLive(db.app, null),
    checkSignatures: async () => undefined,
    noteDenial: async (_actor, _operation, refusal) => void denials.push(refusal.code),
  });
});
afterAll(() => db.drop());

const take = (key: string, body: unknown, actor = cashier) => runner.operate(takeNumber, actor, key, body);
const refusalFrom = async (act: Promise<unknown>): Promise<string> => {
  const error = await act.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Refusal);
  return (error as Refusal).code;
};
const chain = async () =>
  (
    await db.app.query(
      `select r.seq, r.operation, r.body, r.hash, c.genesis, c.head_hash from chain_record r
    join chain c using (site_id, chain_id) where r.site_id = $1 order by r.chain_id, r.seq`,
      [siteId],
    )
  ).rows as {
    seq: number;
    operation: string;
    body: string;
    hash: string;
    genesis: string;
    head_hash: string;
  }[];

describe('idempotency', () => {
  test('the same key and body give the same answer and one effect', async () => {
    const key = newId();
    const first = await take(key, { series: 'a' });
    expect(await take(key, { series: 'a' })).toEqual(first);
    expect(await take(newId(), { series: 'a' })).toEqual({ number: 2 });
  });
  test('the same key with another body is refused', async () => {
    const key = newId();
    await take(key, { series: 'b' });
    expect(await refusalFrom(take(key, { series: 'c' }))).toBe('request.key_reused');
  });
  test('a refusal releases the key and leaves nothing behind', async () => {
    const key = newId();
    expect(await refusalFrom(take(key, { series: 'd', end: 'refuse' }))).toBe('record.not_found');
    expect(await take(key, { series: 'd' })).toEqual({ number: 1 });
  });
  test('a bug leaves nothing behind either', async () => {
    await expect(take(newId(), { series: 'e', end: 'fail' })).rejects.toThrow('a bug');
    expect(await take(newId(), { series: 'e' })).toEqual({ number: 1 });
  });
  test('ten at once with one key are one', async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 10 }, () => take(key, { series: 'f' })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"number":1}']));
    expect(await take(newId(), { series: 'f' })).toEqual({ number: 2 });
  });
  test('the key of one person is not the key of another', async () => {
    const key = newId();
    await take(key, { series: 'g' });
    expect(await take(key, { series: 'g' }, { ...cashier, personId: newId() })).toEqual({ number: 2 });
  });
});

describe('permission and input', () => {
  test('another post is refused and the refusal is noted', async () => {
    denials.length = 0;
    expect(await refusalFrom(take(newId(), { series: 'h' }, { ...cashier, post: 'vending-clerk' }))).toBe(
      'post.not_allowed',
    );
    expect(denials).toEqual(['post.not_allowed']);
  });
  test('an unknown field is refused by name', async () => {
    const error = (await take(newId(), { series: 'h', price: 1 }).catch((thrown: unknown) => thrown)) as Refusal;
    expect(error.code).toBe('request.invalid');
    expect(error.message).toContain('price');
  });
});

describe('the chain', () => {
  test('every committed operation is one record, and the hashes follow each other', async () => {
    const before = (await chain()).length;
    await take(newId(), { series: 'i' });
    const records = await chain();
    expect(records.length).toBe(before + 1);
    let previous = sha256(records[0]!.genesis);
    records.forEach((record, index) => {
      expect(record.seq).toBe(index + 1);
      previous = sha256(`${previous}\n${record.seq}\n${record.body}`);
      expect(record.hash).toBe(previous);
    });
    expect(records[0]!.head_hash).toBe(previous);
    expect(JSON.parse(records.at(-1)!.body)).toMatchObject({
      operation: 'tills.take-number',
      person: cashier.personId,
      post: 'cashier',
    });
  });
  test('a record cannot be changed, by the application or by the owner', async () => {
    await expect(db.app.query(`update chain_record set body = '{}'`)).rejects.toMatchObject({ code: '42501' });
    await expect(db.owner.query(`update chain_record set body = '{}'`)).rejects.toThrow(/posted is final/);
    await expect(db.owner.query('delete from chain_record')).rejects.toThrow(/posted is final/);
  });
});

describe('reserve, call, settle', () => {
  test('a lost answer is resumed from the ticket, and the number is not taken twice', async () => {
    const key = newId();
    outsideWorld.answers = [() => Promise.reject(new Error('line cut'))];
    await expect(runner.operate(askOutside, cashier, key, { series: 'k' })).rejects.toThrow('line cut');
    expect(await runner.operate(askOutside, cashier, key, { series: 'k' })).toEqual({ number: 1, said: 'yes' });
    expect(await runner.operate(askOutside, cashier, key, { series: 'k' })).toEqual({ number: 1, said: 'yes' });
  });
  test('what nobody comes back for is found and finished', async () => {
    outsideWorld.answers = [() => Promise.reject(new Error('killed'))];
    await expect(runner.operate(askOutside, cashier, newId(), { series: 'l' })).rejects.toThrow('killed');
    const waiting = await unfinished(db.app, addSeconds(clock.now(), 1));
    expect(waiting.map((stored) => stored.operation)).toEqual(['tills.ask-outside']);
    expect(await runner.resume(askOutside as Operation, waiting[0]!)).toEqual({ number: 1, said: 'yes' });
    expect(await unfinished(db.app, addSeconds(clock.now(), 1))).toEqual([]);
  });
  test('one that comes after the answer was written does not ask the outside again', async () => {
    const key = newId();
    outsideWorld.answers = [() => Promise.reject(new Error('killed'))];
    await expect(runner.operate(askOutside, cashier, key, { series: 'n' })).rejects.toThrow('killed');
    const [stored] = await unfinished(db.app, addSeconds(clock.now(), 1));
    const first = await runner.resume(askOutside as Operation, stored!);
    const asked = outsideWorld.asked;
    expect(await runner.resume(askOutside as Operation, stored!)).toEqual(first);
    expect(outsideWorld.asked).toBe(asked);
  });
  test('what cannot be written after the outside was asked is not said to have moved nothing', async () => {
    const key = newId();
    const holder = await db.owner.connect();
    outsideWorld.answers.push(async () => {
      await holder.query('begin; lock table request in exclusive mode');
      return 'yes';
    });
    try {
      const failing = runner.operate(askOutside, cashier, key, { series: 'U' });
      const error = await failing.catch((fault: unknown) => fault);
      expect(refusalOfError(error)).toMatchObject({ code: 'system.unsettled' });
    } finally {
      await holder.query('rollback');
      holder.release();
    }
    expect(await runner.operate(askOutside, cashier, key, { series: 'U' })).toEqual({ number: 1, said: 'yes' });
  });

  test('two that settle at once settle one time', async () => {
    const key = newId();
    outsideWorld.answers = [() => Promise.reject(new Error('killed')), async () => 'first', async () => 'second'];
    await expect(runner.operate(askOutside, cashier, key, { series: 'm' })).rejects.toThrow('killed');
    const [stored] = await unfinished(db.app, addSeconds(clock.now(), 1));
    const answers = await Promise.all([
      runner.resume(askOutside as Operation, stored!),
      runner.operate(askOutside, cashier, key, { series: 'm' }),
    ]);
    expect(answers[0]).toEqual(answers[1]);
  });
});
