/** Files of rooms and of readings: stage-room-import, apply-room-import, stage-reading-import, apply-reading-import, discard-import. */
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppliedRooms, Staged } from '../../../../shared/metering/import.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { household } from '../../../../test/support/metered-site.ts';
import { type OneSite, openSite } from '../../../../test/support/one-site.ts';
import { verifyHouse } from '../../../platform/chain/verify/house.ts';
import { reading } from '../../../platform/db/tx.ts';
import { writeCsv } from '../../../platform/files/write-csv.ts';
import { badRowsCsv } from '../import/bad-rows.ts';
import { meteringModule } from '../index.ts';
import { importBatches } from '../queries/import-batches.ts';
import { importRows } from '../queries/import-rows.ts';
import { search } from '../queries/search.ts';
import { applyReadingImport } from './apply-reading-import.ts';
import { applyRoomImport } from './apply-room-import.ts';
import { discardImport } from './discard-import.ts';
import { stageReadingImport } from './stage-reading-import.ts';
import { stageRoomImport } from './stage-room-import.ts';

let site: OneSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const technician = () => site.as('vending-technician');
const HEADER =
  '楼栋,楼层,房间,床位数,用户类别,户号,住户,电话,计费单位,充值方式,电表号,电表起数,电表余额,水表号,水表起数';
const asFile = (text: string | Buffer, fileName = '房间.csv') => ({
  fileName,
  fileBase64: Buffer.from(text as string).toString('base64'),
});
const csv = (...lines: string[]) => [HEADER, ...lines].join('\r\n');
const stage = (text: string | Buffer) => technician().call<Staged>(stageRoomImport, asFile(text));
const apply = (batchId: string, leaveOutBad = false) =>
  technician().call<AppliedRooms>(applyRoomImport, { batchId, leaveOutBad });
const reasonsOf = async (batchId: string): Promise<[number, string, string][]> => {
  const { rows } = await technician().ask<{ rows: { line: number; field: string; reason: { zh: string } }[] }>(
    importRows,
    { batchId, limit: 200 },
  );
  return rows.map(({ line, field, reason }) => [line, field, reason.zh]);
};
const countOf = async (table: string): Promise<number> =>
  (await site.db.owner.query(`select count(*)::int as n from ${table}`)).rows[0].n;

describe('a room list', () => {
  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['GBK', (text: string) => iconv.encode(text, 'gbk')],
  ])('in %s makes rooms, households and meters, and changes nothing the second time', async (name, encode) => {
    const b = `${name.length}栋`;
    const no = `E${name.length}`;
    const file = encode(
      csv(
        `${b},１,101,4,学生宿舍,${no}-1,欧阳一、诸葛二,１３８００００１１１１,用量,,${no}01,１２．５,３０,W${no}01,7`,
        `${b},1,102,,商铺,${no}-2,"金店","",金额,系统余额,${no}02,0,88.80,,`,
        `${b},2,201,,,,,,,,${no}03,5,,,`,
      ),
    );
    const staged = await stage(file);
    expect(staged).toMatchObject({ goodRows: 3, badRows: 0 });
    expect(await apply(staged.batchId)).toEqual({
      newRooms: 3,
      newAccounts: 2,
      newMeters: 4,
      newCustomers: 3,
      changedRows: 0,
      unchangedRows: 0,
      leftOutRows: 0,
      changes: [],
    });
    const { rows } = await site.as('vending-clerk').ask<{ rows: object[] }>(search, { find: `${no}-1` });
    expect(rows).toMatchObject([
      {
        roomCode: `${b}-101`,
        occupants: [{ customer: { name: '欧**', phone: '138****1111' } }, { customer: { name: '诸**', phone: null } }],
        meters: [
          { meterNo: `${no}01`, registerMilli: 12_500, credit: { unit: 'energy', balanceMilli: 30_000 } },
          { meterNo: `W${no}01`, registerMilli: 7_000, credit: { unit: 'volume', balanceMilli: 0 } },
        ],
      },
    ]);
    const again = await stage(file);
    expect(await apply(again.batchId)).toMatchObject({
      newRooms: 0,
      newAccounts: 0,
      newMeters: 0,
      newCustomers: 0,
      unchangedRows: 3,
      changes: [],
    });
  });

  it('lists what it changes of households that are there, and changes it', async () => {
    const row = (category: string, people: string, phones: string) =>
      csv(`C1,1,101,,${category},C-1,${people},${phones},,,,,,,`);
    await apply((await stage(row('学生宿舍', '甲一、乙二', '13800000001'))).batchId);
    const changed = await apply((await stage(row('办公用房', '乙二、丙三', '13800000002'))).batchId);
    expect(changed.changes.map(({ what, line, accountNo }) => [line, accountNo, what])).toEqual([
      [2, 'C-1', 'category'],
      [2, 'C-1', 'phone'],
      [2, 'C-1', 'occupants'],
    ]);
    expect(changed).toMatchObject({ newCustomers: 1, changedRows: 1, unchangedRows: 0 });
    const { rows } = await site.as('auditor').ask<{ rows: object[] }>(search, { find: 'C-1' });
    expect(rows[0]).toMatchObject({
      account: { categoryCode: 'office' },
      occupants: [{ customer: { name: '乙*', phone: '138****0002' } }, { customer: { name: '丙*' } }],
    });
  });

  it('names every bad row with its line and each reason', async () => {
    const { batchId, badRows, goodRows } = await stage(
      csv(
        'D1,1,101,,学生宿舍,D-1,丁一,,,,DM1,0,,,',
        'D1,1,101,,学生宿舍,D-2,丁二,,,,DM2,0,,,',
        'D1,1,103,,宫殿,D-3,丁三,,,,DM3,-1,,,',
        'D1,1,104,,学生宿舍,D-4,丁四,12,,,DM4,1e9,,,',
        'D1,1,105,,学生宿舍,D-1,丁五,,,,DM1,0,,,',
        'D1,1,106,,学生宿舍,D-6,"丁六,,,,DM6,0,,,',
        'D1,1,107,,学生宿舍,D-7,=CMD(),,,,DM7,0,,,',
        ',1,108,,学生宿舍,,丁八,,,,,3,,,',
        'D1,1,109,,商铺,D-9,丁九,,,购电卡,DM9,0,5,,',
      ),
    );
    expect([goodRows, badRows]).toEqual([1, 8]);
    const reasons = await reasonsOf(batchId);
    expect(new Set(reasons.map(([line]) => line))).toEqual(new Set([3, 4, 5, 6, 7, 8, 9, 10]));
    expect(reasons).toEqual(
      expect.arrayContaining([
        [3, '', '第 3 行与第 2 行的房间重复：D1-101'],
        [4, 'category', '没有这个用户类别，请先添加'],
        [4, 'electricityReading', '起数须为 0 至 999999.999 之间的数'],
        [5, 'phones', '电话号码格式不对'],
        [5, 'electricityReading', '起数须为 0 至 999999.999 之间的数'],
        [6, 'accountNo', '与第 2 行的户号重复：D-1'],
        [6, 'electricityNo', '与第 2 行的表号重复：DM1'],
        [7, '', '引号不成对，这一行无法分列'],
        [9, 'building', '必填，这里是空的'],
        [10, 'electricityCredit', '只有系统余额表可以填余额；卡和表内的余额不在系统里'],
      ]),
    );
    expect(await technician().refused(applyRoomImport, { batchId })).toBe('import.bad_rows');
    const made = await reading(site.db.app, (tx) => badRowsCsv.run(tx, technician().actor, site.clock, { batchId }));
    if (!('table' in made)) throw new Error('not a table');
    expect(made.unmarked).toBe(true);
    let text = '';
    for await (const piece of writeCsv(made.table)) text += piece.toString();
    expect(text.trim().split('\r\n')).toHaveLength(9);
    expect(text).toContain('4,用户类别 没有这个用户类别，请先添加；电表起数 起数须为');
    expect(await apply(batchId, true)).toMatchObject({ newRooms: 1, leftOutRows: 8 });
    expect(await technician().refused(applyRoomImport, { batchId })).toBe('import.ended');
  });

  it('finds conflicts with what is there, also those that arise after it was staged', async () => {
    const home = await household(site);
    const clash = await stage(csv(`F1,1,101,,商铺,F-1,,,,,${home.meterNo},0,,,`));
    expect(await reasonsOf(clash.batchId)).toEqual([[2, 'electricityNo', `表 ${home.meterNo} 装在另一房间`]]);

    const [one, two] = [
      await stage(csv('G1,1,101,,商铺,G-1,,,,,,,,,')),
      await stage(csv('G2,1,101,,商铺,G-1,,,,,,,,,')),
    ];
    const before = await countOf('premise');
    await apply(one.batchId);
    expect(await technician().refused(applyRoomImport, { batchId: two.batchId })).toBe('import.conflict');
    expect(await countOf('premise')).toBe(before + 3);
    await technician().call(discardImport, { batchId: two.batchId });
    expect(await technician().refused(discardImport, { batchId: two.batchId })).toBe('import.ended');
  });

  it('refuses what is no room list, and other posts', async () => {
    expect(await technician().refused(stageRoomImport, asFile('楼栋,房间\r\n1,2'))).toBe('import.unusable');
    expect(await technician().refused(stageRoomImport, asFile(Buffer.from([0, 1, 2, 0, 0])))).toBe('import.unusable');
    for (const operation of [stageRoomImport, stageReadingImport])
      expect(await site.as('vending-clerk').refused(operation, asFile('x'))).toBe('post.not_allowed');
    const batch = { batchId: site.siteId };
    for (const operation of [applyRoomImport, applyReadingImport, discardImport])
      expect(await site.as('cashier').refused(operation, batch)).toBe('post.not_allowed');
  });

  it('keeps no name of a file once it has ended, and lists the batches without any', async () => {
    expect(await countOf(`import_row r join import_batch b using (site_id, batch_id) where b.state <> 'staged'`)).toBe(
      0,
    );
    const { rows } = await site.as('auditor').ask<{ rows: { state: string; can: string[] }[] }>(importBatches, {});
    expect(rows.filter(({ state }) => state === 'applied').length).toBeGreaterThan(5);
    expect(rows.every(({ can }) => can.length === 0)).toBe(true);
  });
});

it('takes ten thousand rows with three in a hundred bad: every bad one named, the rest applied at once', async () => {
  const bad = [
    (i: number) => `H${i % 9},1,r${i},,宫殿,H${i},人${i},,,,HM${i},0,,,`,
    (i: number) => `H${i % 9},1,r${i},,学生宿舍,H${i},人${i},,,,HM${i},-${i},,,`,
    (i: number) => `H${i % 9},1,r${i},,学生宿舍,H${i},"人${i},,,,HM${i},0,,,`,
    (i: number) => `H${(i - 1) % 9},1,r${i - 1},,学生宿舍,H${i},人${i},,,,HM${i},0,,,`,
    (i: number) => `H${i % 9},1,r${i},,学生宿舍,H${i},=1+1,,,,HM${i},0,,,`,
  ];
  const badLines = new Set<number>();
  const lines = Array.from({ length: 10_000 }, (_, i) => {
    if (i % 33 !== 32 || badLines.size === 300)
      return `H${i % 9},1,r${i},４,学生宿舍,H${i},人${i},138${10_000_000 + i},,,HM${i},1.5,20,,`;
    badLines.add(i + 2);
    return bad[i % bad.length]!(i);
  });
  const file = csv(...lines);
  const staged = await stage(iconv.encode(file, 'gbk'));
  expect(staged).toMatchObject({ goodRows: 9_700, badRows: 300 });
  const named = await site.db.owner.query(
    `select distinct line from import_row where batch_id = $1 and state = 'bad' order by line`,
    [staged.batchId],
  );
  expect(named.rows.map(({ line }) => line)).toEqual([...badLines]);
  expect(await apply(staged.batchId, true)).toMatchObject({ newRooms: 9_700, newAccounts: 9_700, newMeters: 9_700 });
  const record = await site.db.owner.query(
    `select length(body) as length, body from chain_record where operation = 'metering.apply-room-import'
     order by at desc, seq desc limit 1`,
  );
  const facts = JSON.parse(record.rows[0].body).facts as { table: string }[];
  const tables = [...Map.groupBy(facts, ({ table }) => table)].map(([table, list]) => [table, list.length]);
  expect(tables).toEqual([
    ['premise', 9_718],
    ['customer_account', 9_700],
    ['meter', 9_700],
    ['credit_movement', 9_700],
  ]);
  expect(record.rows[0].body).not.toContain('人1');
  const again = await stage(iconv.encode(file, 'gbk'));
  expect(await apply(again.batchId, true)).toMatchObject({
    newRooms: 0,
    newMeters: 0,
    unchangedRows: 9_700,
    changes: [],
  });
});

describe('a file of readings', () => {
  const readings = (...lines: string[]) => asFile(['表号,抄表时间,读数', ...lines].join('\n'), '读数.csv');
  const applyReadings = (batchId: string, leaveOutBad = false) =>
    technician().call<object>(applyReadingImport, { batchId, leaveOutBad });

  it('is recorded once, with every bad row named', async () => {
    site.clock.set(addSeconds(site.clock.now(), 86_400 * 3));
    const [one, two] = [await household(site), await household(site)];
    const day = site.today();
    const file = readings(
      `${one.meterNo},${day},12.5`,
      `${two.meterNo},${day} 08:30,7`,
      `NONE-1,${day},7`,
      `${one.meterNo},${day},13`,
      `${two.meterNo}X,2026-13-01,7`,
    );
    const staged = await technician().call<Staged>(stageReadingImport, file);
    expect(staged).toMatchObject({ goodRows: 2, badRows: 3 });
    expect((await reasonsOf(staged.batchId)).map(([line, field]) => [line, field])).toEqual([
      [4, 'meterNo'],
      [5, ''],
      [6, 'readAt'],
    ]);
    expect(await technician().refused(applyReadingImport, { batchId: staged.batchId })).toBe('import.bad_rows');
    expect(await applyReadings(staged.batchId, true)).toEqual({
      recorded: 2,
      unchangedRows: 0,
      leftOutRows: 3,
      jumps: 0,
      rolledOver: 0,
    });
    const { rows } = await site.db.owner.query('select balance from meter_credit where meter_id = any($1)', [
      [one.meterId, two.meterId],
    ]);
    expect(rows.map(({ balance }) => balance).sort()).toEqual([-12_500, -7_000]);
    const again = await technician().call<Staged>(stageReadingImport, file);
    expect(await applyReadings(again.batchId, true)).toMatchObject({ recorded: 0, unchangedRows: 2 });
  });

  it('is refused whole when a reading has been overtaken since it was staged', async () => {
    const [one, two] = [await household(site), await household(site)];
    const day = site.today();
    const stageAs = (value: string) =>
      technician().call<Staged>(
        stageReadingImport,
        readings(`${one.meterNo},${day},${value}`, `${two.meterNo},${day},3`),
      );
    const [first, second] = [await stageAs('5'), await stageAs('6')];
    await applyReadings(first.batchId);
    expect(await technician().refused(applyReadingImport, { batchId: second.batchId })).toBe('import.conflict');
  });
});

it('leaves books that verify, and a changed balance or movement is named', async () => {
  const verify = () =>
    verifyHouse(site.db.owner, { keptTables: meteringModule.keptTables ?? [], checks: meteringModule.checks ?? [] });
  expect((await verify()).faults).toEqual([]);
  const { rows } = await site.db.owner.query(
    `update meter_credit set balance = balance + 1 where meter_id = (select meter_id from credit_movement limit 1)
     returning balance`,
  );
  expect((await verify()).faults).toEqual([expect.stringContaining(`${rows[0].balance} is stored`)]);
});
