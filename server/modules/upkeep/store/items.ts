/** SQL of the upkeep plan. */
import type { Text } from '../../../../shared/text.ts';
import type { PlanItem, UsualKey } from '../../../../shared/upkeep/usual-plan.ts';
import { type ItemState, type Target, WEEKDAY_KEYS } from '../../../../shared/upkeep/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import type { When } from '../rules/cadence-of.ts';

export interface ItemRow extends When {
  readonly item_id: string;
  readonly usual: UsualKey | null;
  readonly target: Target;
  readonly terminal_id: string | null;
  readonly title_zh: string;
  readonly title_en: string;
  readonly how_zh: string;
  readonly how_en: string;
  readonly post: string;
  readonly replaces: string | null;
  readonly state: ItemState;
  readonly proposed_by: string;
  readonly proposed_at: Instant;
  readonly approved_by: string | null;
  readonly approved_at: Instant | null;
  readonly end_note: string | null;
}

export async function lockItem(tx: Tx, siteId: string, itemId: string): Promise<ItemRow | undefined> {
  const row = await tx.maybe(
    q.selectFrom('upkeep_item').selectAll().where('site_id', '=', siteId).where('item_id', '=', itemId).forUpdate(),
  );
  return row as ItemRow | undefined;
}

/** What is looked after never changes, so it is read without a lock. */
export async function readItem(tx: Tx, siteId: string, itemId: string): Promise<ItemRow> {
  return tx.one(sql<ItemRow>`select * from upkeep_item where site_id = ${siteId} and item_id = ${itemId}`);
}

/** Without a state: what is proposed and in force. */
export const itemRows = (tx: Tx, siteId: string, state: ItemState | null): Promise<ItemRow[]> =>
  tx.many(
    sql<ItemRow>`select * from upkeep_item where site_id = ${siteId}
      and case when ${state}::text is null then state in ('proposed', 'approved') else state = ${state} end
      order by post, array_position(array['day', 'week', 'month', 'term'], every), due_time, item_id limit 500`,
  );

export interface NewItem extends PlanItem {
  readonly usual?: UsualKey;
  readonly terminalId?: string | undefined;
  readonly replaces?: string | undefined;
}

const wordsOf = (title: Text, how: Text) => ({
  title_zh: title.zh,
  title_en: title.en,
  how_zh: how.zh,
  how_en: how.en,
});

export async function insertItems(tx: Tx, actor: Actor, now: Instant, items: readonly NewItem[]): Promise<ItemRow[]> {
  const rows = await tx.keep(
    'upkeep_item',
    q
      .insertInto('upkeep_item')
      .values(
        items.map((item) => ({
          site_id: actor.siteId,
          item_id: newId(),
          usual: item.usual ?? null,
          target: item.target,
          terminal_id: item.terminalId ?? null,
          ...wordsOf(item.title, item.how),
          every: item.every,
          weekday: item.weekday === null ? null : WEEKDAY_KEYS.indexOf(item.weekday) + 1,
          month_day: item.monthDay,
          term_days: item.termDays === null ? null : [...item.termDays],
          due_time: item.dueTime,
          post: item.post,
          replaces: item.replaces ?? null,
          state: 'proposed',
          proposed_by: actor.personId,
          proposed_post: actor.post,
          proposed_at: now,
          approved_by: null,
          approved_at: null,
          ended_by: null,
          ended_at: null,
          end_note: null,
        })),
      )
      .returningAll(),
  );
  return rows as unknown as ItemRow[];
}

interface ItemMove {
  readonly state: ItemState;
  readonly approved_by?: string;
  readonly approved_at?: Instant;
  readonly ended_by?: string;
  readonly ended_at?: Instant;
  readonly end_note?: string;
}

export async function moveItem(tx: Tx, siteId: string, itemId: string, move: ItemMove): Promise<ItemRow> {
  const [row] = await tx.keep(
    'upkeep_item',
    q.updateTable('upkeep_item').set(move).where('site_id', '=', siteId).where('item_id', '=', itemId).returningAll(),
  );
  return row as unknown as ItemRow;
}

/** Keys of the usual plan that are in the house's plan, proposed or in force. */
export async function usualTaken(tx: Tx, siteId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.many(
    sql<{ usual: string }>`select usual from upkeep_item
      where site_id = ${siteId} and usual is not null and state in ('proposed', 'approved')`,
  );
  return new Set(rows.map((row) => row.usual));
}

/** The house's counters that are not closed. */
export const placesOf = (tx: Tx, siteId: string): Promise<{ terminalId: string; name: string }[]> =>
  tx.many(
    q
      .selectFrom('terminal')
      .select(['terminal_id as terminalId', 'name'])
      .where('site_id', '=', siteId)
      .where('state', '<>', 'closed')
      .orderBy('name'),
  );

/** Refuses a counter that is not there, or closed; none given is no question. */
export async function requirePlace(tx: Tx, siteId: string, terminalId: string | undefined): Promise<void> {
  if (terminalId === undefined) return;
  const places = await placesOf(tx, siteId);
  if (!places.some((place) => place.terminalId === terminalId)) refuse('record.not_found');
}

/** Names of counters, closed ones too: what was done there stays readable. */
export async function placeNames(tx: Tx, siteId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.many(q.selectFrom('terminal').select(['terminal_id', 'name']).where('site_id', '=', siteId));
  return new Map(rows.map((row) => [row.terminal_id, row.name]));
}
