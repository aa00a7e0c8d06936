import { items as contract } from '../../../../shared/contracts/upkeep/items.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { viewItems } from '../item-view.ts';
import { itemRows } from '../store/items.ts';

export const items = answer(contract, async (tx, actor, _clock, { state }) => ({
  rows: await viewItems(tx, actor, await itemRows(tx, actor.siteId, state ?? null)),
}));
