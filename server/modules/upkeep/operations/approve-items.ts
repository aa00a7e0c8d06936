import { approveItems as contract } from '../../../../shared/contracts/upkeep/approve-items.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireDifferentPersons } from '../../posts/index.ts';
import { viewItems } from '../item-view.ts';
import { requireItemMove } from '../rules/item-states.ts';
import { stopItem } from '../stop-item.ts';
import { lockItem, moveItem } from '../store/items.ts';

export const approveItems = implement(contract, {
  async run(tx, actor, clock, { itemIds }) {
    const { siteId } = actor;
    const now = clock.now();
    const approved = [];
    // In one order whoever asks, so that two approvals never wait for each other.
    for (const itemId of [...new Set(itemIds)].sort()) {
      const item = (await lockItem(tx, siteId, itemId)) ?? refuse('record.not_found');
      requireItemMove(item.state, 'approved');
      requireDifferentPersons('propose-approve', item.proposed_by, actor.personId);
      const move = { state: 'approved', approved_by: actor.personId, approved_at: now } as const;
      approved.push(await moveItem(tx, siteId, itemId, move));
      if (item.replaces !== null) await stopItem(tx, actor, now, { itemId: item.replaces, note: item.title_zh });
    }
    return { rows: await viewItems(tx, actor, approved) };
  },
});
