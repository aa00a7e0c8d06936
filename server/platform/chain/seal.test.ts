import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { operation } from '../../../shared/contracts/contract.ts';
import { type BusinessDate, businessDate, businessDateSchema, instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { setClock } from '../clock.ts';
import { sql } from '../db/query.ts';
import { reading, transaction } from '../db/tx.ts';
import { createLive } from '../live.ts';
import { systemActor } from '../operations/actor.ts';
import { implement } from '../operations/implement.ts';
import { createRunner, type Runner } from '../operations/run.ts';
import { currentDay, dayChain, openChain } from './day.ts';
import { chainDigest, sealDay } from './seal.ts';
import { verifyHouse } from './verify/house.ts';

const input = z.strictObject({ chainId: z.uuid().optional() });
const output = z.object({ day: businessDateSchema, chainId: z.uuid().nullable() });
const declared = { module: 'reconciliation', posts: 'signed-in', input, output, refusals: [] } as const;
const act = (name: string) => operation({ ...declared, name, title: { zh: '试', en: 'Trial' } });

const note = implement(act('note'), {
  run: async (tx, actor, clock) => ({ day: await currentDay(tx, actor.siteId, clock.now()), chainId: null }),
});
const openDrawer = implement(act('open-drawer'), {
  async run(tx, actor, clock) {
    const day = await currentDay(tx, actor.siteId, clock.now());
    const chainId = await openChain(tx, { siteId: actor.siteId, kind: 'drawer', businessDate: day, now: clock.now() });
    tx.writeOn(chainId);
    return { day, chainId };
  },
});
const closeDrawer = implement(act('close-drawer'), {
  async run(tx, actor, clock, { chainId }) {
    tx.endChain(chainId!);
    return { day: await currentDay(tx, actor.siteId, clock.now()), chainId: chainId! };
  },
});
const seal = implement(act('seal'), {
  async run(tx, actor, clock) {
    const day = await currentDay(tx, actor.siteId, clock.now());
    await sealDay(tx, actor.siteId, day, clock.now());
    return { day, chainId: null };
  },
});

let db: TestDatabase;
let runner: Runner;
const clock = setClock(instant('2026-03-02T10:00:00.000Z'));
const actor = systemActor(newId(), 'test');
const run = (one: Parameters<Runner['operate']>[0], given = {}) =>
  runner.operate(one, actor, newId(), given) as Promise<z.output<typeof output>>;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query(`insert into site (site_id, name, time_zone) values ($1, '试', 'Asia/Shanghai')`, [
    actor.siteId,
  ]);
  runner = createRunner({
    pool: db.app,
    clock,
    outside: {} as never,
    live: createLive(db.app, null),
    checkSignatures: async () => undefined,
    noteDenial: async () => undefined,
  });
});
afterAll(() => db.drop());

const recordsOf = async () => {
  const { rows } = await db.app.query<{ day: string; kind: string; operations: string }>(
    `select c.business_date as day, c.kind, string_agg(replace(r.operation, 'reconciliation.', ''), ' ' order by r.seq) as operations
     from chain_record r join chain c using (site_id, chain_id) group by c.chain_id, c.business_date, c.kind, c.opened_at
     order by c.business_date, c.kind desc`,
  );
  return rows.map((row) => `${row.day} ${row.kind}: ${row.operations}`);
};

test('a drawer closes behind its last record, the day without one; the seal’s own record opens the next day', async () => {
  await run(note);
  const { chainId } = await run(openDrawer);
  await expect(run(seal)).rejects.toMatchObject({ code: 'day.chain_open', facts: { date: '2026-03-02', count: 1 } });
  await run(closeDrawer, { chainId: chainId! });
  const slip = await reading(db.app, (tx) => chainDigest(tx, actor.siteId, chainId!));
  expect(slip).toMatchObject({ count: 2, businessDate: '2026-03-02', closedAt: clock.now(), previousDay: null });
  await expect(run(closeDrawer, { chainId: chainId! })).rejects.toThrow('is closed');
  expect((await run(seal)).day).toBe('2026-03-02');
  expect((await run(note)).day).toBe('2026-03-03');
  expect(await recordsOf()).toEqual([
    '2026-03-02 drawer: open-drawer close-drawer',
    '2026-03-02 day: note',
    '2026-03-03 day: seal note',
  ]);
  const next = await transaction(db.app, async (tx) =>
    chainDigest(tx, actor.siteId, await dayChain(tx, actor.siteId, clock.now())),
  );
  const { rows } = await db.app.query('select digest from site_day where sealed_at is not null');
  expect(next).toMatchObject({ previousDay: '2026-03-02', previousDigest: rows[0]!.digest });
  const report = await verifyHouse(db.app, { keptTables: [], anchors: [slip.digest, next.previousDigest!] });
  expect(report).toMatchObject({ records: 5, faultCount: 0 });
});

test('days without a day sheet are sealed along with the next that has one', async () => {
  for (const day of ['2026-03-05', '2026-03-07']) {
    clock.set(instant(`${day}T10:00:00.000Z`));
    await run(note);
  }
  await run(seal);
  const { rows } = await db.app.query<{ day: BusinessDate; sealed: boolean }>(
    'select business_date as day, sealed_at is not null as sealed from site_day order by 1',
  );
  expect(rows.map(({ day, sealed }) => `${day} ${sealed}`)).toEqual([
    '2026-03-02 true',
    '2026-03-03 true',
    '2026-03-05 true',
    '2026-03-07 true',
    '2026-03-08 false',
  ]);
  expect(await verifyHouse(db.app, { keptTables: [] })).toMatchObject({ faultCount: 0 });
});

test('operations beside a sealing end on the day or on the next, as the day they were told', async () => {
  clock.set(instant('2026-03-10T10:00:00.000Z'));
  await run(note);
  const beside = Array.from({ length: 12 }, (_, index) => (index === 5 ? seal : index % 4 === 3 ? openDrawer : note));
  const ended = await Promise.allSettled(beside.map((one) => run(one)));
  const refused = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  for (const reason of refused) expect(reason).toMatchObject({ code: 'day.chain_open' });
  for (const one of ended)
    if (one.status === 'fulfilled' && one.value.chainId !== null)
      await run(closeDrawer, { chainId: one.value.chainId });
  if (refused.length > 0) await run(seal);
  const { rows } = await db.app.query<{ unsealed: number }>(
    `select count(*) as unsealed from chain c join site_day d using (site_id, business_date)
     where d.sealed_at is not null and c.closed_at is null`,
  );
  expect(rows[0]!.unsealed).toBe(0);
  expect(await verifyHouse(db.app, { keptTables: [] })).toMatchObject({ faultCount: 0 });
});

test('a chain whose records do not fit its head is not sealed over', async () => {
  const day = await reading(db.app, (tx) => currentDay(tx, actor.siteId, clock.now()));
  await run(note);
  await db.owner.query('alter table chain_record disable trigger user');
  const last = sql`delete from chain_record r using chain c where c.chain_id = r.chain_id and c.business_date = ${day}`;
  await transaction(db.owner, (tx) => tx.run(last));
  const sealing = transaction(db.app, (tx) => sealDay(tx, actor.siteId, businessDate(day), clock.now()));
  await expect(sealing).rejects.toThrow('its head says');
});
