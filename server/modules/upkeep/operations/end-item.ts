import { endItem as contract } from '../../../../shared/contracts/upkeep/end-item.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { viewItems } from '../item-view.ts';
import { stopItem } from '../stop-item.ts';

export const endItem = implement(contract, {
  async run(tx, actor, clock, { itemId, note }) {
    const [view] = await viewItems(tx, actor, [await stopItem(tx, actor, clock.now(), { itemId, note })]);
    return view!;
  },
});
