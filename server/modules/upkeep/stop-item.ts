/** An item leaves the plan; its open tasks are excused with the same reason, what was recorded stays. */
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { endOfItem, requireItemMove } from './rules/item-states.ts';
import { type ItemRow, lockItem, moveItem } from './store/items.ts';
import { moveTasks, openTaskIdsOf } from './store/tasks.ts';

export async function stopItem(
  tx: Tx,
  actor: Actor,
  now: Instant,
  { itemId, note }: { readonly itemId: string; readonly note: string },
): Promise<ItemRow> {
  const { siteId } = actor;
  const item = (await lockItem(tx, siteId, itemId)) ?? refuse('record.not_found');
  const state = endOfItem(item.state);
  requireItemMove(item.state, state);
  const open = await openTaskIdsOf(tx, siteId, itemId);
  await moveTasks(tx, siteId, open, { state: 'excused', ended_at: now, end_note: note });
  return moveItem(tx, siteId, itemId, { state, ended_by: actor.personId, ended_at: now, end_note: note });
}
