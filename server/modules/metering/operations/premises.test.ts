/** Places, households and meters: add-premise, change-premise, set-category, accounts, occupants, meters, blocks. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MeterView } from '../../../../shared/metering/view.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { addPerson, emptyRoom, household, installMeter } from '../../../../test/support/metered-site.ts';
import { type OneSite, openSite } from '../../../../test/support/one-site.ts';
import { transaction } from '../../../platform/db/tx.ts';
import { blockMeter as blockBy, liftBlocks } from '../index.ts';
import { account } from '../queries/account.ts';
import { categories } from '../queries/categories.ts';
import { meters } from '../queries/meters.ts';
import { premises } from '../queries/premises.ts';
import { rooms } from '../queries/rooms.ts';
import { search } from '../queries/search.ts';
import { addMeter } from './add-meter.ts';
import { addOccupant } from './add-occupant.ts';
import { addPremise } from './add-premise.ts';
import { blockMeter } from './block-meter.ts';
import { changeAccount } from './change-account.ts';
import { changePremise } from './change-premise.ts';
import { endOccupant } from './end-occupant.ts';
import { openAccount } from './open-account.ts';
import { setCategory } from './set-category.ts';
import { unblockMeter } from './unblock-meter.ts';

let site: OneSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const supervisor = () => site.as('vending-supervisor');
const clerk = () => site.as('vending-clerk');
const meterOf = async (meterId: string): Promise<MeterView> => {
  const { rows } = await clerk().ask<{ rows: MeterView[] }>(meters, {});
  return rows.find((row) => row.meterId === meterId)!;
};

it('builds the tree, one code once, each kind in its place', async () => {
  const { premiseId: building } = await supervisor().call<{ premiseId: string }>(addPremise, {
    kind: 'building',
    code: '３',
    name: '三号楼',
  });
  const { premiseId: floor } = await supervisor().call<{ premiseId: string }>(addPremise, {
    kind: 'floor',
    code: '4',
    parentId: building,
  });
  const room = await supervisor().call<{ premiseId: string; fullCode: string }>(addPremise, {
    kind: 'room',
    code: '412',
    parentId: floor,
    capacity: 4,
  });
  expect(room.fullCode).toBe('3-412');
  expect(await supervisor().refused(addPremise, { kind: 'room', code: '412', parentId: floor })).toBe(
    'premise.code_taken',
  );
  expect(await supervisor().refused(addPremise, { kind: 'room', code: '413', parentId: building })).toBe(
    'premise.wrong_parent',
  );
  expect(await supervisor().refused(addPremise, { kind: 'floor', code: '5', parentId: newId() })).toBe(
    'record.not_found',
  );
  expect(await clerk().refused(addPremise, { kind: 'building', code: '9' })).toBe('post.not_allowed');
  await supervisor().call(changePremise, { premiseId: room.premiseId, capacity: 6 });
  expect(await supervisor().refused(changePremise, { premiseId: floor, capacity: 6 })).toBe('premise.not_room');
  expect(await clerk().refused(changePremise, { premiseId: floor, name: '四层' })).toBe('post.not_allowed');
  const level = await clerk().ask<{ rows: object[] }>(premises, { parentId: floor });
  expect(level.rows).toMatchObject([{ fullCode: '3-412', capacity: 6, children: 0, accountId: null }]);
  const way = await clerk().ask<{ rows: object[] }>(premises, { premiseId: room.premiseId });
  expect(way.rows).toMatchObject([{ fullCode: '3' }, { kind: 'floor' }, { fullCode: '3-412' }]);
  const listed = await clerk().ask<{ rows: object[] }>(rooms, { floorId: floor });
  expect(listed.rows).toMatchObject([{ roomCode: '3-412', account: null, occupants: [], meters: [] }]);
});

it('opens an account: meters go to it, occupants move in, one household a room', async () => {
  const home = await household(site);
  const opened = await clerk().ask<{ account: object; occupants: object[]; meters: object[] }>(account, {
    accountId: home.accountId,
  });
  expect(opened).toMatchObject({
    account: { state: 'open', categoryCode: 'dormitory', category: { zh: '学生宿舍' } },
    occupants: [{ customer: { name: '住**' }, untilDate: null }],
    meters: [{ meterNo: home.meterNo, accountId: home.accountId, credit: { unit: 'energy', balanceMilli: 0 } }],
  });
  const again = { roomId: home.roomId, categoryCode: 'dormitory' };
  expect(await supervisor().refused(openAccount, again)).toBe('account.room_taken');
  const other = await emptyRoom(site);
  expect(await supervisor().refused(openAccount, { roomId: other, categoryCode: 'palace' })).toBe('category.unknown');
  expect(await supervisor().refused(openAccount, { roomId: other, categoryCode: 'shop', customerIds: [newId()] })).toBe(
    'record.not_found',
  );
  await supervisor().call(openAccount, { roomId: other, categoryCode: 'shop', accountNo: 'S-1' });
  const third = await emptyRoom(site);
  expect(await supervisor().refused(openAccount, { roomId: third, categoryCode: 'shop', accountNo: 'S-1' })).toBe(
    'account.number_taken',
  );
  expect(await site.as('cashier').refused(openAccount, { roomId: third, categoryCode: 'shop' })).toBe(
    'post.not_allowed',
  );
});

it('opens one account when two clerks do it at once', async () => {
  const roomId = await emptyRoom(site);
  const both = await Promise.allSettled(
    [1, 2].map(() => supervisor().call(openAccount, { roomId, categoryCode: 'staff' })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('changes the category, adds one and lists them', async () => {
  const home = await household(site);
  const change = { accountId: home.accountId, reason: '改为对外经营' };
  expect(await supervisor().refused(changeAccount, { ...change, categoryCode: 'canteen' })).toBe('category.unknown');
  await supervisor().call(setCategory, { categoryCode: 'canteen', zh: '食堂', en: 'Canteen' });
  await supervisor().call(changeAccount, { ...change, categoryCode: 'canteen' });
  const { rows } = await clerk().ask<{ rows: object[] }>(categories, {});
  expect(rows).toContainEqual({ categoryCode: 'canteen', title: { zh: '食堂', en: 'Canteen' } });
  expect(await clerk().refused(changeAccount, { ...change, categoryCode: 'shop' })).toBe('post.not_allowed');
  expect(await clerk().refused(setCategory, { categoryCode: 'x', zh: '某', en: 'Some' })).toBe('post.not_allowed');
});

it('lets occupants come and go', async () => {
  const home = await household(site);
  const customerId = await addPerson(site, { name: '住户乙' });
  const { occupantId } = await supervisor().call<{ occupantId: string }>(addOccupant, {
    accountId: home.accountId,
    customerId,
  });
  expect(await supervisor().refused(addOccupant, { accountId: home.accountId, customerId })).toBe(
    'account.occupant_present',
  );
  await supervisor().call(endOccupant, { occupantId });
  expect(await supervisor().refused(endOccupant, { occupantId })).toBe('record.not_found');
  expect(await clerk().refused(addOccupant, { accountId: home.accountId, customerId })).toBe('post.not_allowed');
  expect(await clerk().refused(endOccupant, { occupantId })).toBe('post.not_allowed');
  const { occupants } = await clerk().ask<{ occupants: { untilDate: string | null }[] }>(account, {
    accountId: home.accountId,
  });
  expect(occupants.map(({ untilDate }) => untilDate)).toEqual([null, site.today()]);
});

it('installs meters whose number is free and whose unit fits', async () => {
  const roomId = await emptyRoom(site);
  const [, meterNo] = await installMeter(site, roomId);
  const meter = { premiseId: roomId, commodity: 'water', initialMilli: 0 };
  expect(await supervisor().refused(addMeter, { ...meter, meterNo, creditUnit: 'volume' })).toBe('meter.number_taken');
  expect(await supervisor().refused(addMeter, { ...meter, meterNo: 'W9', creditUnit: 'energy' })).toBe(
    'meter.unit_unfit',
  );
  expect(await clerk().refused(addMeter, { ...meter, meterNo: 'W9', creditUnit: 'volume' })).toBe('post.not_allowed');
});

it('blocks and unblocks, and shows each viewer what may be done', async () => {
  const home = await household(site);
  const { blockId } = await site.as('vending-technician').call<{ blockId: string }>(blockMeter, {
    meterId: home.meterId,
    reason: 'fault',
    note: '显示不亮',
  });
  expect(await meterOf(home.meterId)).toMatchObject({
    state: 'blocked',
    blocks: [{ blockId, reason: 'fault' }],
    can: [],
  });
  expect(await site.as('vending-technician').refused(unblockMeter, { blockId, note: '已修' })).toBe('post.not_allowed');
  await supervisor().call(unblockMeter, { blockId, note: '已修' });
  expect(await supervisor().refused(unblockMeter, { blockId, note: '已修' })).toBe('meter.not_blocked');
  expect(await meterOf(home.meterId)).toMatchObject({ state: 'active', blocks: [] });
  expect(await clerk().refused(blockMeter, { meterId: home.meterId, reason: 'office', note: '试试' })).toBe(
    'post.not_allowed',
  );
});

it('leaves the block of an unknown delivery to the delivery', async () => {
  const home = await household(site);
  const { actor } = supervisor();
  const document = { kind: 'sale', id: newId() };
  const at = site.clock.now();
  const blockId = await transaction(site.db.app, (tx) =>
    blockBy(tx, actor, { meterId: home.meterId, reason: 'unknown-delivery', note: '', at, document }),
  );
  expect(await supervisor().refused(unblockMeter, { blockId, note: '看过' })).toBe('meter.block_not_yours');
  const lifted = await transaction(site.db.app, (tx) =>
    liftBlocks(tx, actor, { documentId: document.id, note: '', at }),
  );
  expect(lifted).toBe(1);
});

it('finds a household by room, door, account, meter, name, number and phone', async () => {
  const roomId = await emptyRoom(site);
  const [, meterNo] = await installMeter(site, roomId);
  const customerId = await addPerson(site, {
    name: '司马徽',
    phone: '13811119876',
    reference: 'T0042',
  });
  await supervisor().call(openAccount, {
    roomId,
    categoryCode: 'staff',
    accountNo: 'ZX-77',
    customerIds: [customerId],
  });
  const { rows } = await clerk().ask<{ rows: { roomCode: string }[] }>(search, { find: meterNo });
  const { roomCode } = rows[0]!;
  for (const find of [roomCode, roomCode.toLowerCase(), 'zx-77', '司马', 't0042', '9876', '１３８１１１１９８７６']) {
    const found = await clerk().ask<{ rows: object[] }>(search, { find });
    expect(found.rows[0], find).toMatchObject({
      roomId,
      account: { accountNo: 'ZX-77' },
      occupants: [{ customer: { name: '司**', phone: '138****9876' } }],
      meters: [{ meterNo }],
    });
  }
  expect((await clerk().ask<{ rows: object[] }>(search, { find: '101', limit: 3 })).rows).toHaveLength(3);
  expect((await clerk().ask<{ rows: object[] }>(search, { find: '%' })).rows).toEqual([]);
  expect(await site.as('painter').refused(search, { find: '101' })).toBe('post.not_allowed');
});
