import { stageRoomImport as contract } from '../../../../shared/contracts/metering/stage-room-import.ts';
import { newId } from '../../../../shared/values/ids.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { type BadCell, checkRowsInPieces } from '../../../platform/files/staging.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { readFile, stageBatch } from '../import/batch.ts';
import { listedRoom, repeated } from '../import/listed-room.ts';
import { ROOM_FIELDS, roomRowSchema } from '../import/room-row.ts';
import { planRooms } from '../rules/plan-rooms.ts';
import { planForBulk } from '../store/bulk.ts';
import { categoriesOf } from '../store/premises.ts';
import { presentOf } from '../store/room-list.ts';

/** What a file may call the categories: code, Chinese or English title. */
async function categoryNames(tx: Tx, siteId: string): Promise<Map<string, string>> {
  const categories = await categoriesOf(tx, siteId);
  return new Map(
    [...categories].flatMap(([code, { zh, en }]) => [code, zh, en].map((name) => [name.toLowerCase(), code] as const)),
  );
}

export const stageRoomImport = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    const content = await readFile(input, ROOM_FIELDS);
    const checked = await checkRowsInPieces(content.rows, roomRowSchema(await categoryNames(tx, siteId)), {
      key: ({ building = '', room = '' }) => (building === '' || room === '' ? null : `${building}-${room}`),
      keyTitle: { zh: '房间', en: 'room' },
    });
    const rooms = checked.good.map(({ line, value }) => listedRoom(line, value));
    await planForBulk(tx);
    const twice = repeated(rooms);
    const present = await presentOf(tx, siteId, rooms);
    const conflicts = planRooms(rooms, present, newId).conflicts.map(
      ({ line, field, reason }): BadCell => ({ line, column: field, value: '', reason }),
    );
    return stageBatch(tx, actor, {
      kind: 'rooms',
      fileName: input.fileName,
      content,
      good: rooms.map((room) => ({ line: room.line, value: room })),
      bad: [...checked.bad, ...twice, ...conflicts],
      at: clock.now(),
    });
  },
});
