/** SQL of premises, user categories, customer accounts and occupants. */
import { FIRST_CATEGORIES } from '../../../../shared/metering/words.ts';
import type { Text } from '../../../../shared/text.ts';
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';

export async function premiseById(tx: Tx, siteId: string, premiseId: string) {
  return tx.maybe(
    q.selectFrom('premise').selectAll().where('site_id', '=', siteId).where('premise_id', '=', premiseId),
  );
}

/** Locks the room, so that two who open an account in it wait for each other. */
export async function lockRoom(tx: Tx, siteId: string, roomId: string) {
  return tx.maybe(
    q.selectFrom('premise').selectAll().where('site_id', '=', siteId).where('premise_id', '=', roomId).forUpdate(),
  );
}

/** A house's categories: those it starts with, and its own. */
export async function categoriesOf(tx: Tx, siteId: string): Promise<Map<string, Text>> {
  const own = await tx.many(q.selectFrom('user_category').selectAll().where('site_id', '=', siteId));
  return new Map([
    ...Object.entries(FIRST_CATEGORIES),
    ...own.map((row): [string, Text] => [row.category_code, { zh: row.title_zh, en: row.title_en }]),
  ]);
}

/** The row an account points at; false when the house has no such category. */
export async function ensureCategory(tx: Tx, siteId: string, code: string): Promise<boolean> {
  const first = Object.hasOwn(FIRST_CATEGORIES, code) ? FIRST_CATEGORIES[code] : undefined;
  if (first !== undefined) {
    await tx.run(
      q
        .insertInto('user_category')
        .values({ site_id: siteId, category_code: code, title_zh: first.zh, title_en: first.en })
        .onConflict((conflict) => conflict.doNothing()),
    );
    return true;
  }
  const row = await tx.maybe(
    q
      .selectFrom('user_category')
      .select('category_code')
      .where('site_id', '=', siteId)
      .where('category_code', '=', code),
  );
  return row !== undefined;
}

export async function lockAccount(tx: Tx, siteId: string, accountId: string) {
  return tx.maybe(
    q
      .selectFrom('customer_account')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('account_id', '=', accountId)
      .forUpdate(),
  );
}

export async function openAccountOfRoom(tx: Tx, siteId: string, roomId: string) {
  return tx.maybe(
    q
      .selectFrom('customer_account')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('room_id', '=', roomId)
      .where('state', '=', 'open'),
  );
}

export async function presentOccupants(tx: Tx, siteId: string, accountId: string) {
  return tx.many(
    q
      .selectFrom('occupant')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('account_id', '=', accountId)
      .where('until_date', 'is', null)
      .orderBy('occupant_id'),
  );
}

export interface NewOccupant {
  readonly accountId: string;
  readonly customerId: string;
  readonly from: BusinessDate;
}

export async function insertOccupant(tx: Tx, actor: Actor, occupant: NewOccupant): Promise<string> {
  const occupantId = newId();
  await tx.run(
    q.insertInto('occupant').values({
      site_id: actor.siteId,
      occupant_id: occupantId,
      account_id: occupant.accountId,
      customer_id: occupant.customerId,
      from_date: occupant.from,
      until_date: null,
    }),
  );
  return occupantId;
}

/** All who live there leave. */
export async function endOccupants(tx: Tx, siteId: string, accountId: string, until: BusinessDate): Promise<void> {
  await tx.run(
    q
      .updateTable('occupant')
      .set({ until_date: until })
      .where('site_id', '=', siteId)
      .where('account_id', '=', accountId)
      .where('until_date', 'is', null),
  );
}
