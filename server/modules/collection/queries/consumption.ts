import { consumption as contract } from '../../../../shared/contracts/collection/consumption.ts';
import { businessDateOf } from '../../../../shared/values/calendar.ts';
import { addQuantity } from '../../../../shared/values/quantity.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { readPlace } from '../../../platform/operations/read-place.ts';
import { periodOf } from '../rules/period.ts';
import { pageOfUse, usedByBuilding } from '../store/consumption.ts';
import { timeZoneOf } from '../store/meters.ts';

const SEPARATOR = '\t';

/** 'room meter day' after which to go on. */
function placeAfter(after: string | undefined): readonly [string, string, string] | null {
  if (after === undefined) return null;
  const [room, meter, day] = readPlace(after, SEPARATOR, ['text', 'text', 'date']);
  return [room!, meter!, day!];
}

export const consumption = answer(contract, async (tx, { siteId }, clock, { after, limit, ...asked }) => {
  const today = businessDateOf(clock.now(), await timeZoneOf(tx, siteId));
  const period = periodOf(asked, today);
  const filter = { ...asked, ...period };
  const buildings = await usedByBuilding(tx, siteId, filter);
  const rows = await pageOfUse(tx, siteId, filter, { after: placeAfter(after), limit });
  const last = rows.at(-1);
  const next = last === undefined ? '' : [last.room_code, last.meter_no, last.date].join(SEPARATOR);
  return {
    ...period,
    totalMilli: addQuantity(...buildings.map(({ used }) => used)),
    buildings: buildings.map((one) => ({
      buildingId: one.building_id,
      buildingCode: one.building_code,
      meters: one.meters,
      usedMilli: one.used,
    })),
    rows: rows.map((row) => ({
      date: row.date,
      buildingCode: row.building_code,
      roomCode: row.room_code,
      roomId: row.room_id,
      meterNo: row.meter_no,
      usedMilli: row.used,
      readings: row.readings,
      days: row.days,
    })),
    ...(rows.length === limit ? { next } : {}),
  };
});
