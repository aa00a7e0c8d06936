import { expect, it } from 'vitest';
import { type ListedRoom, type Present, planRooms } from './plan-rooms.ts';

const NOTHING: Present = {
  buildings: new Map(),
  floors: new Map(),
  rooms: new Map(),
  accountsByRoom: new Map(),
  accountNos: new Map(),
  meters: new Map(),
  occupants: new Map(),
};
const meter = {
  commodity: 'electricity',
  meterNo: 'M1',
  unit: 'energy',
  delivery: 'balance',
  initialMilli: 0,
  credit: 0,
} as const;
const row: ListedRoom = {
  line: 2,
  building: 'A',
  floor: '1',
  room: '101',
  floorCode: 'A/1',
  roomCode: 'A-101',
  capacity: null,
  account: { accountNo: '7', categoryCode: 'shop', occupants: [{ name: '甲', phone: null }] },
  meters: [meter],
};
const THERE: Present = {
  ...NOTHING,
  buildings: new Map([['A', 'building']]),
  floors: new Map([['A/1', 'floor']]),
  rooms: new Map([['A-101', { premiseId: 'room', floorId: 'floor', capacity: 4 }]]),
  accountsByRoom: new Map([['room', { accountId: 'account', accountNo: '7', categoryCode: 'shop' }]]),
  accountNos: new Map([['7', { roomId: 'room', open: true }]]),
  meters: new Map([
    ['M1', { premiseId: 'room', commodity: 'electricity', unit: 'energy', delivery: 'balance', retired: false }],
  ]),
  occupants: new Map([['account', [{ occupantId: 'o1', customerId: 'c1', name: '甲', phone: '13800000001' }]]]),
};
const plan = (rows: readonly ListedRoom[], present: Present) => {
  let id = 0;
  return planRooms(rows, present, () => `new${++id}`);
};

it('shares buildings and floors between rows', () => {
  const planned = plan([row, { ...row, line: 3, room: '102', roomCode: 'A-102', account: null, meters: [] }], NOTHING);
  expect([planned.buildings.length, planned.floors.length, planned.rooms.length]).toEqual([1, 1, 2]);
  expect(new Set(planned.rooms.map(({ parentId }) => parentId)).size).toBe(1);
  expect(planned.meters[0]).toMatchObject({
    premiseId: planned.rooms[0]!.premiseId,
    accountId: planned.accounts[0]!.accountId,
  });
});

it('plans nothing for what is there', () => {
  const planned = plan([row], THERE);
  expect(planned.unchangedRows).toBe(1);
  expect(Object.entries(planned).filter(([, value]) => Array.isArray(value) && value.length > 0)).toEqual([]);
});

it('says nothing of occupants where the list says nothing, and ends those it no longer names', () => {
  expect(plan([{ ...row, account: { ...row.account!, occupants: null } }], THERE).leaving).toEqual([]);
  const moved = plan([{ ...row, account: { ...row.account!, occupants: [{ name: '乙', phone: null }] } }], THERE);
  expect([moved.leaving, moved.customers.length, moved.changes.map(({ what }) => what)]).toEqual([
    ['o1'],
    1,
    ['occupants'],
  ]);
});

it('leaves an erased person where they live', () => {
  const erased = {
    ...THERE,
    occupants: new Map([['account', [{ occupantId: 'o1', customerId: 'c1', name: null, phone: null }]]]),
  };
  expect(plan([row], erased).leaving).toEqual([]);
});

// what differs → the field and the English reason
it.each([
  [{ ...row, floor: '2', floorCode: 'A/2' }, 'floor', 'on another floor'],
  [{ ...row, account: { ...row.account!, accountNo: '8' } }, 'accountNo', 'open account is 7'],
  [{ ...row, meters: [{ ...meter, unit: 'money' as const }] }, 'electricityNo', 'another kind, unit or delivery'],
  [{ ...row, room: '102', roomCode: 'A-102', account: null }, 'electricityNo', 'in another room'],
  [{ ...row, room: '102', roomCode: 'A-102', meters: [] }, 'accountNo', 'belongs to another room'],
])('conflict %#: %o', (changed, field, reason) => {
  const { conflicts } = plan([changed], THERE);
  expect(conflicts).toHaveLength(1);
  expect(conflicts[0]).toMatchObject({ line: 2, field });
  expect(conflicts[0]!.reason.en).toContain(reason);
});
