/**
 * What a room list changes, given what is there: everything new, everything changed, and every conflict with its line.
 * Running the same list again plans nothing. A list never closes an account, moves a meter or touches credit of a
 * meter that is there: those are acts with readings and documents of their own.
 */
import type { CreditUnit, DeliveryKind } from '../../../../shared/metering/words.ts';
import type { Text } from '../../../../shared/text.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';

export interface ListedMeter {
  readonly commodity: Commodity;
  readonly meterNo: string;
  readonly unit: CreditUnit;
  readonly delivery: DeliveryKind;
  readonly initialMilli: number;
  readonly credit: number;
}

export interface ListedRoom {
  readonly line: number;
  readonly building: string;
  readonly floor: string;
  readonly room: string;
  /** As `fullCodeOf` makes them. */
  readonly floorCode: string;
  readonly roomCode: string;
  readonly capacity: number | null;
  readonly account: {
    readonly accountNo: string;
    readonly categoryCode: string;
    /** Null: the list says nothing of occupants. */
    readonly occupants: readonly { readonly name: string; readonly phone: string | null }[] | null;
  } | null;
  readonly meters: readonly ListedMeter[];
}

export interface PresentOccupant {
  readonly occupantId: string;
  readonly customerId: string;
  readonly name: string | null;
  readonly phone: string | null;
}

export interface Present {
  readonly buildings: ReadonlyMap<string, string>;
  readonly floors: ReadonlyMap<string, string>;
  readonly rooms: ReadonlyMap<string, { premiseId: string; floorId: string; capacity: number | null }>;
  readonly accountsByRoom: ReadonlyMap<string, { accountId: string; accountNo: string; categoryCode: string }>;
  readonly accountNos: ReadonlyMap<string, { roomId: string; open: boolean }>;
  readonly meters: ReadonlyMap<
    string,
    { premiseId: string; commodity: Commodity; unit: CreditUnit; delivery: DeliveryKind; retired: boolean }
  >;
  readonly occupants: ReadonlyMap<string, readonly PresentOccupant[]>;
}

export interface RoomPlan {
  readonly buildings: { premiseId: string; code: string }[];
  readonly floors: { premiseId: string; parentId: string; code: string; fullCode: string }[];
  readonly rooms: { premiseId: string; parentId: string; code: string; fullCode: string; capacity: number | null }[];
  readonly accounts: { accountId: string; accountNo: string; roomId: string; categoryCode: string }[];
  readonly customers: { customerId: string; name: string; phone: string | null }[];
  readonly occupants: { occupantId: string; accountId: string; customerId: string }[];
  readonly meters: (ListedMeter & { meterId: string; premiseId: string; accountId: string | null })[];
  readonly categories: { accountId: string; categoryCode: string }[];
  readonly capacities: { premiseId: string; capacity: number }[];
  readonly phones: { customerId: string; phone: string }[];
  readonly leaving: string[];
  readonly changes: { line: number; accountNo: string; what: 'category' | 'occupants' | 'phone' | 'capacity' }[];
  readonly conflicts: { line: number; field: string; reason: Text }[];
  unchangedRows: number;
  changedRows: number;
}

export function planRooms(rows: readonly ListedRoom[], present: Present, makeId: () => string): RoomPlan {
  const plan: RoomPlan = {
    buildings: [],
    floors: [],
    rooms: [],
    accounts: [],
    customers: [],
    occupants: [],
    meters: [],
    categories: [],
    capacities: [],
    phones: [],
    leaving: [],
    changes: [],
    conflicts: [],
    unchangedRows: 0,
    changedRows: 0,
  };
  const buildings = new Map(present.buildings);
  const floors = new Map(present.floors);
  for (const row of rows) {
    const sizes = () =>
      plan.rooms.length + plan.accounts.length + plan.meters.length + plan.changes.length + plan.conflicts.length;
    const before = sizes();
    const changesBefore = plan.changes.length;
    const floorId = placeOf(row, { plan, buildings, floors, makeId });
    const roomId = planRoom(row, floorId, { plan, present, makeId });
    if (roomId !== null) {
      const accountId = planAccount(row, roomId, { plan, present, makeId });
      planMeters(row, { roomId, accountId }, { plan, present, makeId });
    }
    if (sizes() === before) plan.unchangedRows += 1;
    if (plan.changes.length > changesBefore) plan.changedRows += 1;
  }
  return plan;
}

interface Work {
  readonly plan: RoomPlan;
  readonly present: Present;
  readonly makeId: () => string;
}

interface Places extends Omit<Work, 'present'> {
  readonly buildings: Map<string, string>;
  readonly floors: Map<string, string>;
}

function placeOf(row: ListedRoom, { plan, buildings, floors, makeId }: Places): string {
  let buildingId = buildings.get(row.building);
  if (buildingId === undefined) {
    buildingId = makeId();
    buildings.set(row.building, buildingId);
    plan.buildings.push({ premiseId: buildingId, code: row.building });
  }
  let floorId = floors.get(row.floorCode);
  if (floorId === undefined) {
    floorId = makeId();
    floors.set(row.floorCode, floorId);
    plan.floors.push({ premiseId: floorId, parentId: buildingId, code: row.floor, fullCode: row.floorCode });
  }
  return floorId;
}

function planRoom(row: ListedRoom, floorId: string, { plan, present, makeId }: Work): string | null {
  const room = present.rooms.get(row.roomCode);
  if (room === undefined) {
    const premiseId = makeId();
    plan.rooms.push({
      premiseId,
      parentId: floorId,
      code: row.room,
      fullCode: row.roomCode,
      capacity: row.capacity,
    });
    return premiseId;
  }
  if (room.floorId !== floorId) {
    plan.conflicts.push({
      line: row.line,
      field: 'floor',
      reason: { zh: `房间 ${row.roomCode} 已登记在另一楼层`, en: `Room ${row.roomCode} is on another floor already` },
    });
    return null;
  }
  if (row.capacity !== null && row.capacity !== room.capacity) {
    plan.capacities.push({ premiseId: room.premiseId, capacity: row.capacity });
    plan.changes.push({ line: row.line, accountNo: row.account?.accountNo ?? '', what: 'capacity' });
  }
  return room.premiseId;
}

function planAccount(row: ListedRoom, roomId: string, { plan, present, makeId }: Work): string | null {
  const here = present.accountsByRoom.get(roomId);
  const { account } = row;
  if (account === null) return here?.accountId ?? null;
  const { accountNo, categoryCode } = account;
  const conflict = (zh: string, en: string): null => {
    plan.conflicts.push({ line: row.line, field: 'accountNo', reason: { zh, en } });
    return null;
  };
  if (here === undefined) {
    const known = present.accountNos.get(accountNo);
    if (known !== undefined)
      return known.open
        ? conflict(`户号 ${accountNo} 已用于另一房间`, `Account ${accountNo} belongs to another room`)
        : conflict(`户号 ${accountNo} 已销户`, `Account ${accountNo} is closed`);
    const accountId = makeId();
    plan.accounts.push({ accountId, accountNo, roomId, categoryCode });
    for (const person of account.occupants ?? []) moveIn(accountId, person, { plan, makeId });
    return accountId;
  }
  if (here.accountNo !== accountNo)
    return conflict(
      `该房间在用户号是 ${here.accountNo}，换户请先办理销户`,
      `The room's open account is ${here.accountNo}; close it before another household moves in`,
    );
  if (here.categoryCode !== categoryCode) {
    plan.categories.push({ accountId: here.accountId, categoryCode });
    plan.changes.push({ line: row.line, accountNo, what: 'category' });
  }
  if (account.occupants !== null) planOccupants(row, here.accountId, { plan, present, makeId });
  return here.accountId;
}

function moveIn(
  accountId: string,
  person: { readonly name: string; readonly phone: string | null },
  { plan, makeId }: Pick<Work, 'plan' | 'makeId'>,
): void {
  const customerId = makeId();
  plan.customers.push({ customerId, name: person.name, phone: person.phone });
  plan.occupants.push({ occupantId: makeId(), accountId, customerId });
}

/** People are matched by name within their household; two of one name are matched in order. */
function planOccupants(row: ListedRoom, accountId: string, { plan, present, makeId }: Work): void {
  const { accountNo, occupants } = row.account!;
  const there = [...(present.occupants.get(accountId) ?? [])];
  let moved = false;
  for (const person of occupants ?? []) {
    const index = there.findIndex(({ name }) => name === person.name);
    if (index < 0) {
      moveIn(accountId, person, { plan, makeId });
      moved = true;
      continue;
    }
    const [found] = there.splice(index, 1);
    if (person.phone !== null && person.phone !== found!.phone) {
      plan.phones.push({ customerId: found!.customerId, phone: person.phone });
      plan.changes.push({ line: row.line, accountNo, what: 'phone' });
    }
  }
  // An erased person has no name any more and stays where they live.
  const leaving = there.filter(({ name }) => name !== null).map(({ occupantId }) => occupantId);
  plan.leaving.push(...leaving);
  if (moved || leaving.length > 0) plan.changes.push({ line: row.line, accountNo, what: 'occupants' });
}

function planMeters(
  row: ListedRoom,
  home: { readonly roomId: string; readonly accountId: string | null },
  { plan, present, makeId }: Work,
): void {
  for (const meter of row.meters) {
    const known = present.meters.get(meter.meterNo);
    if (known === undefined) {
      plan.meters.push({ ...meter, meterId: makeId(), premiseId: home.roomId, accountId: home.accountId });
      continue;
    }
    const same =
      known.premiseId === home.roomId &&
      !known.retired &&
      known.commodity === meter.commodity &&
      known.unit === meter.unit &&
      known.delivery === meter.delivery;
    if (same) continue;
    plan.conflicts.push({
      line: row.line,
      field: `${meter.commodity}No`,
      reason: known.retired
        ? { zh: `表 ${meter.meterNo} 已拆除`, en: `Meter ${meter.meterNo} has been removed` }
        : known.premiseId !== home.roomId
          ? { zh: `表 ${meter.meterNo} 装在另一房间`, en: `Meter ${meter.meterNo} is in another room` }
          : {
              zh: `表 ${meter.meterNo} 的种类、计费单位或充值方式与登记不同`,
              en: `Meter ${meter.meterNo} is recorded with another kind, unit or delivery`,
            },
    });
  }
}
