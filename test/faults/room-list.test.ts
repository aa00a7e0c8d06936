/**
 * FT-23: a list of ten thousand rooms, three in a hundred of them bad, with a byte order mark and in GBK: every bad row is
 * named with its line and a reason in both languages, nothing is written before it is applied, and then all or nothing,
 * once, however often it is sent.
 */
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OutputOf } from '../../shared/contracts/contract.ts';
import { applyRoomImport } from '../../shared/contracts/metering/apply-room-import.ts';
import { importRows } from '../../shared/contracts/metering/import-rows.ts';
import { stageRoomImport } from '../../shared/contracts/metering/stage-room-import.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { randomOf } from '../simulation/random.ts';
import { openHouse, type TestHouse } from '../support/house.ts';
import { refusalIn, send } from '../support/request.ts';
import { booksAreWhole, figure, tally } from './whole-books.ts';

const ROWS = sized({ smoke: 1000, ci: 10_000, long: 10_000 });
const HEADER = '楼栋,楼层,房间,床位数,用户类别,户号,住户,电话,计费单位,充值方式,电表号,电表起数,电表余额';
const TABLES = ['premise', 'customer_account', 'meter', 'customer', 'occupant', 'credit_movement', 'reading'];

const good = (at: number, b: string): string =>
  `${b}${at % 9},１,r${at},４,学生宿舍,${b}A${at},人${at},１３８${10_000_000 + at},,,${b}M${at},１．５,２０`;

/** What can be wrong with a row, and what its reason must speak of. */
const FLAWS: Readonly<Record<string, { row(at: number, b: string): string; readonly reason: RegExp }>> = {
  'a category that is none': {
    row: (at, b) => `${b}${at % 9},1,r${at},,宫殿,${b}A${at},人,,,,${b}M${at},0,`,
    reason: /没有这个用户类别/,
  },
  'a negative reading': {
    row: (at, b) => `${b}${at % 9},1,r${at},,学生宿舍,${b}A${at},人,,,,${b}M${at},-${at},`,
    reason: /起数须为/,
  },
  'a reading of 1e9': {
    row: (at, b) => `${b}${at % 9},1,r${at},,学生宿舍,${b}A${at},人,,,,${b}M${at},1e9,`,
    reason: /起数须为/,
  },
  'a formula': {
    row: (at, b) => `${b}${at % 9},1,r${at},,学生宿舍,${b}A${at},=1+1,,,,${b}M${at},0,`,
    reason: /公式|住户|姓名/,
  },
  'a quote that never ends': {
    row: (at, b) => `${b}${at % 9},1,r${at},,学生宿舍,${b}A${at},"人,,,,${b}M${at},0,`,
    reason: /引号不成对/,
  },
  'a room that was there': {
    row: (at, b) => `${b}${(at - 1) % 9},1,r${at - 1},,学生宿舍,${b}B${at},人,,,,${b}N${at},0,`,
    reason: /重复/,
  },
  'a meter that was there': {
    row: (at, b) => `${b}${at % 9},1,r${at},,学生宿舍,${b}A${at},人,,,,${b}M${at - 1},0,`,
    reason: /表号重复|重复/,
  },
  'a room without a building': {
    row: (at, b) => `,1,r${at},,学生宿舍,${b}A${at},人,,,,${b}M${at},0,`,
    reason: /必填/,
  },
};
const KINDS = Object.keys(FLAWS);

interface RoomList {
  readonly text: string;
  /** Line of the file → what is wrong there. */
  readonly bad: ReadonlyMap<number, string>;
}

function roomList(b: string): RoomList {
  const random = randomOf(SEED);
  const bad = new Map<number, string>();
  const rows = Array.from({ length: ROWS }, (_, at) => {
    // Never two in a row: a repeated row repeats a good one.
    if (at === 0 || bad.has(at + 1) || !random.chance(3)) return good(at, b);
    const kind = KINDS[bad.size % KINDS.length]!;
    bad.set(at + 2, kind);
    return FLAWS[kind]!.row(at, b);
  });
  return { text: [HEADER, ...rows].join('\r\n'), bad };
}

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});

const technician = () => house.as('vending-technician');
const stage = (file: Buffer) =>
  technician().call(stageRoomImport, { fileName: '房间.csv', fileBase64: file.toString('base64') });

async function counts(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of TABLES) found[table] = await figure(house, `select count(*) from ${table}`);
  return found;
}

async function badRows(batchId: string) {
  const found: OutputOf<typeof importRows>['rows'] = [];
  let after: number | undefined;
  do {
    const page = await technician().ask(importRows, { batchId, limit: 200, ...(after !== undefined && { after }) });
    found.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return found;
}

/** Each bad line is named, by a reason that fits what is wrong with it, in both languages; no good line is. */
async function mustNameAll(batchId: string, bad: RoomList['bad']): Promise<void> {
  const named = await badRows(batchId);
  expect([...new Set(named.map(({ line }) => line))].toSorted((a, b) => a - b)).toEqual([...bad.keys()]);
  for (const [line, kind] of bad) {
    const reasons = named.filter((row) => row.line === line).map(({ reason }) => reason);
    expect(
      reasons.some(({ zh }) => FLAWS[kind]!.reason.test(zh)),
      `${line} ${kind}: ${JSON.stringify(reasons)}`,
    ).toBe(true);
    for (const { en } of reasons) expect(en).not.toBe('');
  }
}

const found: string[] = [];

describe.each([
  ['UTF-8 with its mark', 'B', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['GBK', 'G', (text: string) => iconv.encode(text, 'gbk')],
] as const)('in %s', (name, b, encode) => {
  test('every bad row is named; applied once, all or nothing; sent again it changes nothing', async () => {
    const { text, bad } = roomList(b);
    const before = await counts();
    const { batchId, goodRows, badRows: badCount } = await stage(encode(text));
    expect([goodRows, badCount]).toEqual([ROWS - bad.size, bad.size]);
    await mustNameAll(batchId, bad);
    expect((await technician().refused(applyRoomImport, { batchId })).code).toBe('import.bad_rows');
    expect(await counts()).toEqual(before);

    const input = { batchId, leaveOutBad: true };
    await technician().ask(importRows, { batchId, limit: 1 });
    const both = await Promise.all([0, 1].map(() => send(house, technician(), applyRoomImport, { input })));
    expect(both.map(refusalIn).toSorted()).toEqual(['done', 'import.ended']);
    const after = await counts();
    expect(after.meter! - before.meter!).toBe(goodRows);
    expect(after.customer_account! - before.customer_account!).toBe(goodRows);

    const again = await stage(encode(text));
    const result = await technician().call(applyRoomImport, { batchId: again.batchId, leaveOutBad: true });
    expect(result).toMatchObject({ newRooms: 0, newMeters: 0, newAccounts: 0, unchangedRows: goodRows, changes: [] });
    expect(await counts()).toEqual(after);
    found.push(`${name}: ${ROWS} rows, ${bad.size} bad named (${Object.keys(tally([...bad.values()])).length} kinds)`);
  });
});

test('what was good when it was staged and is not any more: none of it is written', async () => {
  const list = (accounts: string) => Buffer.from([HEADER, ...accounts.split(' ')].join('\n'));
  const staged = await stage(list('Z1,1,1,,学生宿舍,ZA1,人,,,,ZM1,0, Z1,1,2,,学生宿舍,ZA2,人,,,,ZM2,0,'));
  const first = await stage(list('Y1,1,1,,学生宿舍,YA1,人,,,,ZM2,0,'));
  await technician().call(applyRoomImport, { batchId: first.batchId });
  const before = await counts();
  expect((await technician().refused(applyRoomImport, { batchId: staged.batchId })).code).toBe('import.conflict');
  expect(await counts()).toEqual(before);
  await booksAreWhole(house);
  noteResult({
    list: 'faults',
    id: 'FT-23',
    found: `${found.join('; ')}; all or nothing, sent again nothing new`,
    seed: SEED,
  });
});
