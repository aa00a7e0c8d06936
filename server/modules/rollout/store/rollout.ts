/** SQL of price roll-out. Every change of a row goes into the chain. */

import type { LagReason, RolloutState, RolloutWay } from '../../../../shared/rollout/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';

export interface RolloutRow {
  readonly site_id: string;
  readonly version_id: string;
  readonly meter_id: string;
  readonly way: RolloutWay;
  readonly state: RolloutState;
  readonly reason: LagReason | null;
  readonly attempts: number;
  readonly tried_at: Instant | null;
  readonly next_try_at: Instant | null;
  readonly switch_at: Instant | null;
  readonly card_write_id: string | null;
  readonly confirmed_at: Instant | null;
  readonly created_at: Instant;
}

/** Versions that are in force or will be, with their text. One that has been followed by another is carried no more. */
const LIVE_VERSIONS = `select v.*, lead(v.effective_from) over (partition by v.commodity, v.category_code
    order by v.effective_from) as effective_until
  from tariff_version v where v.site_id = $1`;

/**
 * Meters that rate by themselves: on a line where they were attached as such, and those that get money by a card
 * they have: nothing reaches a meter whose card is not issued yet. Each belongs to the category of its household.
 */
const METERS = `select m.meter_id, m.commodity, a.category_code, case when m.delivery = 'card' then 'card' else 'network' end as way
  from meter m
  join customer_account a on a.site_id = m.site_id and a.account_id = m.account_id and a.state = 'open'
  left join network_meter n on n.site_id = m.site_id and n.meter_id = m.meter_id and n.detached_at is null
  where m.site_id = $1 and m.state = 'active'
    and ((n.rates_itself and m.delivery <> 'card') or (m.delivery = 'card' and m.credit_unit = 'money'
      and exists (select 1 from card k where k.site_id = m.site_id and k.meter_id = m.meter_id and k.state = 'issued')))`;

export interface Missing {
  readonly version_id: string;
  readonly meter_id: string;
  readonly way: RolloutWay;
  readonly spec: string;
}

/** Version and meter pairs that have no row yet. */
export function missingRows(tx: Tx, siteId: string, now: Instant): Promise<Missing[]> {
  return tx.prepared<Missing>(
    'rollout.missing',
    `select v.version_id, m.meter_id, m.way, v.spec from (${LIVE_VERSIONS}) v
     join (${METERS}) m on m.commodity = v.commodity and m.category_code = v.category_code
     where (v.effective_until is null or v.effective_until > $2)
       and not exists (select 1 from price_rollout r where r.site_id = $1 and r.version_id = v.version_id
         and r.meter_id = m.meter_id)
     limit 2000`,
    [siteId, now],
  );
}

export async function insertRows(tx: Tx, rows: readonly RolloutRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 200)
    await tx.keep(
      'price_rollout',
      q
        .insertInto('price_rollout')
        .values(rows.slice(from, from + 200))
        .onConflict((on) => on.doNothing())
        .returningAll(),
    );
}

export type RowChange = Partial<Omit<RolloutRow, 'site_id' | 'version_id' | 'meter_id' | 'created_at'>>;

export async function changeRow(
  tx: Tx,
  row: Pick<RolloutRow, 'site_id' | 'version_id' | 'meter_id'>,
  set: RowChange,
): Promise<void> {
  await tx.keep(
    'price_rollout',
    q
      .updateTable('price_rollout')
      .set(set)
      .where('site_id', '=', row.site_id)
      .where('version_id', '=', row.version_id)
      .where('meter_id', '=', row.meter_id)
      .returningAll(),
  );
}

export type DueRow = RolloutRow & { readonly spec: string; readonly effective_from: Instant };

/**
 * A backup set holds one price, so one version at a time is carried to a meter: the one that was sent, until it is seen
 * in force; else one that begins within a day, else the one in force, else the next to come. Ladders are not carried and stand in nobody's way. `$2` is now.
 */
const TURN = `case when r.state = 'sent' then -1
  when v.effective_from > $2 and v.effective_from <= $2::timestamptz + interval '1 day' then 0
  when v.effective_from <= $2 then 1 else 2 end, v.effective_from`;
const OPEN_ROWS = `select r.*, v.spec, v.effective_from, row_number() over (partition by r.meter_id order by ${TURN}) as turn
  from price_rollout r
  join (${LIVE_VERSIONS}) v on v.version_id = r.version_id
  join (${METERS}) m on m.meter_id = r.meter_id and m.way = r.way and m.category_code = v.category_code
  where r.site_id = $1 and r.state <> 'confirmed' and r.reason is distinct from 'ladder'
    and (v.effective_until is null or v.effective_until > $2)`;

/** Rows over a line whose turn and time have come, locked; others are left to who holds them. */
export function dueRows(tx: Tx, siteId: string, now: Instant, limit: number): Promise<DueRow[]> {
  return tx.prepared<DueRow>(
    'rollout.due',
    `select r.*, o.spec, o.effective_from from price_rollout r
     join (${OPEN_ROWS}) o on o.version_id = r.version_id and o.meter_id = r.meter_id and o.turn = 1
     where r.site_id = $1 and r.way = 'network' and r.state <> 'confirmed' and r.next_try_at <= $2
     order by r.next_try_at, r.meter_id limit $3 for update of r skip locked`,
    [siteId, now, limit],
  );
}

export async function lockRow(
  tx: Tx,
  siteId: string,
  of: Pick<RolloutRow, 'version_id' | 'meter_id'>,
): Promise<RolloutRow | undefined> {
  const [row] = await tx.prepared<RolloutRow>(
    'rollout.lock',
    'select * from price_rollout where site_id = $1 and version_id = $2 and meter_id = $3 for update',
    [siteId, of.version_id, of.meter_id],
  );
  return row;
}

/** The price that the meter's card is to bring now, locked. */
export async function cardRow(tx: Tx, siteId: string, meterId: string, now: Instant): Promise<DueRow | undefined> {
  const [row] = await tx.prepared<DueRow>(
    'rollout.card-row',
    `select r.*, o.spec, o.effective_from from price_rollout r
     join (${OPEN_ROWS}) o on o.version_id = r.version_id and o.meter_id = r.meter_id and o.turn = 1
     where r.site_id = $1 and r.meter_id = $3 and r.way = 'card' and r.state <> 'confirmed' for update of r`,
    [siteId, now, meterId],
  );
  return row;
}

export interface CardNews extends RolloutRow {
  readonly written: boolean;
  readonly came_back: boolean;
}

/** Rows a card is bringing, with what became of the write, and whether the meter has written back since. */
export function cardNews(tx: Tx, siteId: string): Promise<CardNews[]> {
  return tx.prepared<CardNews>(
    'rollout.card-news',
    `select r.*, w.state = 'written' as written,
       exists (select 1 from card_reading c where c.site_id = r.site_id and c.meter_id = r.meter_id
         and c.at > w.settled_at and c.returned_count >= w.purchase_count) as came_back
     from price_rollout r
     join card_write w on w.site_id = r.site_id and w.write_id = r.card_write_id
     where r.site_id = $1 and r.way = 'card' and r.state in ('pending', 'sent')`,
    [siteId],
  );
}

export interface LateVersion {
  readonly version_id: string;
  readonly number: number;
  readonly category_code: string;
  readonly commodity: Commodity;
  readonly late: number;
}

/** Versions in force that meters have not taken over in time: a day over a line, two months by card. */
export function lateVersions(tx: Tx, siteId: string, now: Instant): Promise<LateVersion[]> {
  return tx.prepared<LateVersion>(
    'rollout.late',
    `select v.version_id, v.number, v.category_code, v.commodity, count(*)::int as late
     from price_rollout r
     join (${LIVE_VERSIONS}) v on v.version_id = r.version_id
     join (${METERS}) m on m.meter_id = r.meter_id and m.category_code = v.category_code
     where r.site_id = $1 and r.state <> 'confirmed' and (v.effective_until is null or v.effective_until > $2)
       and greatest(v.effective_from, r.created_at)
         + case r.way when 'card' then interval '60 days' else interval '1 day' end < $2
       and not exists (select 1 from case_file c where c.site_id = $1 and c.subject = 'price.laggards'
         and c.document_id = v.version_id)
     group by v.version_id, v.number, v.category_code, v.commodity`,
    [siteId, now],
  );
}

/** Rows of a version over a line that are not in force and can be tried; locked. */
export function sendableRows(
  tx: Tx,
  siteId: string,
  of: { readonly versionId: string; readonly meterId: string | null },
): Promise<RolloutRow[]> {
  return tx.prepared<RolloutRow>(
    'rollout.sendable',
    `select * from price_rollout where site_id = $1 and version_id = $2 and ($3::uuid is null or meter_id = $3)
       and way = 'network' and state in ('pending', 'refused', 'silent') and reason is distinct from 'ladder'
     order by meter_id for update`,
    [siteId, of.versionId, of.meterId],
  );
}

/** Meters on a line in which the version in force at `at` is not in force. */
export async function lateOnLine(tx: Tx, siteId: string, at: Instant): Promise<number> {
  const [row] = await tx.prepared<{ count: number }>(
    'rollout.late-on-line',
    `select count(*)::int as count from price_rollout r
     join (${LIVE_VERSIONS}) v on v.version_id = r.version_id
     join (${METERS}) m on m.meter_id = r.meter_id and m.way = 'network' and m.category_code = v.category_code
     where r.site_id = $1 and r.way = 'network' and r.state <> 'confirmed' and v.effective_from <= $2
       and (v.effective_until is null or v.effective_until > $2)`,
    [siteId, at],
  );
  return row?.count ?? 0;
}
