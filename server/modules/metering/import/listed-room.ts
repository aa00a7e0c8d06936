/** Rows of the file as the plan takes them, and what repeats within the file. */
import { quantityUnitOf } from '../../../../shared/metering/words.ts';
import { COMMODITY_KEYS } from '../../../../shared/values/quantity.ts';
import type { BadCell } from '../../../platform/files/staging.ts';
import { fullCodeOf } from '../rules/full-code.ts';
import type { ListedRoom } from '../rules/plan-rooms.ts';
import { creditOf, type RoomRow } from './room-row.ts';

export function listedRoom(line: number, row: RoomRow): ListedRoom {
  const delivery = row.delivery ?? 'balance';
  return {
    line,
    building: row.building,
    floor: row.floor,
    room: row.room,
    floorCode: fullCodeOf('floor', row.building, row.floor),
    roomCode: fullCodeOf('room', row.building, row.room),
    capacity: row.capacity ?? null,
    account:
      row.accountNo === undefined
        ? null
        : {
            accountNo: row.accountNo,
            categoryCode: row.category!,
            occupants: row.occupants?.map((name, index) => ({ name, phone: row.phones?.[index] ?? null })) ?? null,
          },
    meters: COMMODITY_KEYS.flatMap((commodity) => {
      const meterNo = row[`${commodity}No`];
      if (meterNo === undefined) return [];
      const unit = row.creditUnit === true ? 'money' : quantityUnitOf(commodity);
      const initialMilli = row[`${commodity}Reading`]!;
      return [{ commodity, meterNo, unit, delivery, initialMilli, credit: creditOf(row, commodity) ?? 0 } as const];
    }),
  };
}

/** What must be unique in a file beyond its rows: account numbers and meter numbers. The later line is at fault. */
export function repeated(rooms: readonly ListedRoom[]): BadCell[] {
  const seen = new Map<string, number>();
  const bad: BadCell[] = [];
  const look = (line: number, column: string, value: string): void => {
    const name = `${column === 'accountNo' ? 'account' : 'meter'} ${value}`;
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, line);
      return;
    }
    const reason = {
      zh: `与第 ${first} 行的${column === 'accountNo' ? '户号' : '表号'}重复：${value}`,
      en: `Repeats the ${column === 'accountNo' ? 'account' : 'meter'} number of line ${first}: ${value}`,
    };
    bad.push({ line, column, value, reason });
  };
  for (const { line, account, meters } of rooms) {
    if (account !== null) look(line, 'accountNo', account.accountNo);
    for (const { commodity, meterNo } of meters) look(line, `${commodity}No`, meterNo);
  }
  return bad;
}
