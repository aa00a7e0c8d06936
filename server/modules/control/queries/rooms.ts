import { rooms as contract } from '../../../../shared/contracts/control/rooms.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { roomRelays } from '../store/room-relays.ts';

export const rooms = answer(contract, async (tx, actor, _clock, input) => {
  const rows = await roomRelays(tx, actor, input);
  const last = rows.at(-1);
  return {
    rows,
    ...(rows.length === input.limit && last !== undefined ? { next: `${last.roomCode}\t${last.meterNo}` } : {}),
  };
});
