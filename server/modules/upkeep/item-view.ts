/** Plan items and tasks as the pages show them, with what the viewer may do. */
import { approveItems } from '../../../shared/contracts/upkeep/approve-items.ts';
import { endItem } from '../../../shared/contracts/upkeep/end-item.ts';
import { proposeItem } from '../../../shared/contracts/upkeep/propose-item.ts';
import { recordUpkeep } from '../../../shared/contracts/upkeep/record-upkeep.ts';
import type { ItemView, UpkeepTaskView } from '../../../shared/upkeep/view.ts';
import { WEEKDAY_KEYS } from '../../../shared/upkeep/words.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { canOf } from '../../platform/operations/can.ts';
import { personNames } from '../posts/index.ts';
import { mayMoveItem } from './rules/item-states.ts';
import { type ItemRow, placeNames } from './store/items.ts';
import type { TaskWithItem } from './store/tasks.ts';

export async function viewItems(tx: Tx, actor: Actor, rows: readonly ItemRow[]): Promise<ItemView[]> {
  const places = await placeNames(tx, actor.siteId);
  const people = rows.flatMap((row) => [row.proposed_by, ...(row.approved_by === null ? [] : [row.approved_by])]);
  const names = await personNames(tx, actor.siteId, people);
  return rows.map((row) => ({
    id: row.item_id,
    target: row.target,
    terminalId: row.terminal_id,
    terminalName: places.get(row.terminal_id ?? '') ?? null,
    title: { zh: row.title_zh, en: row.title_en },
    how: { zh: row.how_zh, en: row.how_en },
    every: row.every,
    weekday: row.weekday === null ? null : WEEKDAY_KEYS[row.weekday - 1]!,
    monthDay: row.month_day,
    termDays: row.term_days === null ? null : [...row.term_days],
    dueTime: row.due_time,
    post: row.post,
    replaces: row.replaces,
    state: row.state,
    proposedBy: names.get(row.proposed_by) ?? '',
    proposedAt: row.proposed_at,
    approvedBy: row.approved_by === null ? null : (names.get(row.approved_by) ?? ''),
    approvedAt: row.approved_at,
    endNote: row.end_note,
    can: canOf(actor, [
      [approveItems, mayMoveItem(row.state, 'approved') && row.proposed_by !== actor.personId],
      [proposeItem, mayMoveItem(row.state, 'ended')],
      [endItem, mayMoveItem(row.state, 'rejected') || mayMoveItem(row.state, 'ended')],
    ]),
  }));
}

export async function viewTasks(tx: Tx, actor: Actor, rows: readonly TaskWithItem[]): Promise<UpkeepTaskView[]> {
  const places = await placeNames(tx, actor.siteId);
  return rows.map((row) => ({
    id: row.task_id,
    itemId: row.item_id,
    title: { zh: row.title_zh, en: row.title_en },
    how: { zh: row.how_zh, en: row.how_en },
    target: row.target,
    terminalName: places.get(row.terminal_id ?? '') ?? null,
    every: row.every,
    post: row.post,
    withPost: row.with_post,
    dueOn: row.due_on,
    dueAt: row.due_at,
    state: row.state,
    can: canOf(actor, [[recordUpkeep, row.post === actor.post]]),
  }));
}
