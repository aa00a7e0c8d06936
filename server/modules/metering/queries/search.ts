import { search as contract } from '../../../../shared/contracts/metering/search.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { roomViews } from '../store/rooms.ts';
import { findRooms } from '../store/search.ts';

export const search = answer(contract, async (tx, actor, _clock, { find, limit }) => ({
  rows: await roomViews(tx, actor, await findRooms(tx, actor.siteId, find, limit)),
}));
