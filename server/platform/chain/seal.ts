/**
 * Sealing a business day. The day's own chain is closed without a further record: the record of the operation that
 * seals goes on the next day's chain, as does whatever is signed or printed afterwards.
 */
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import { sql } from '../db/query.ts';
import type { Tx } from '../db/tx.ts';
import { assert, refuse } from '../operations/refuse.ts';
import { sha256 } from './day.ts';
import { manifestOf } from './manifest.ts';

export interface SealedDay {
  readonly businessDate: BusinessDate;
  readonly digest: string;
  readonly manifest: string;
  readonly previousDay: BusinessDate | null;
  readonly previousDigest: string | null;
}

interface OpenDay {
  readonly business_date: BusinessDate;
  readonly opened_at: Instant;
}

interface ChainOfDay {
  readonly chain_id: string;
  readonly kind: 'day' | 'drawer';
  readonly opened_at: Instant;
  readonly closed_at: Instant | null;
  readonly next_seq: number;
  readonly head_hash: string;
}

/**
 * Seals the day, and before it every earlier day that was never sealed (a holiday has records but no day sheet).
 * Refuses `day.chain_open` while a drawer's chain is open, `day.already_sealed`, `day.not_begun`. The transaction must
 * not itself write on a drawer's chain: the drawer is closed first, the day by another operation.
 */
export async function sealDay(tx: Tx, siteId: string, businessDate: BusinessDate, now: Instant): Promise<SealedDay> {
  // The lock keeps chains from being opened on these days, and a second sealing from running beside this one.
  const days = await tx.many(
    sql<OpenDay>`select business_date, opened_at from site_day
      where site_id = ${siteId} and business_date <= ${businessDate} and sealed_at is null
      order by business_date for update`,
  );
  if (days.at(-1)?.business_date !== businessDate) {
    const known = await tx.many(
      sql`select 1 from site_day where site_id = ${siteId} and business_date >= ${businessDate} and sealed_at is not null`,
    );
    refuse(known.length > 0 ? 'day.already_sealed' : 'day.not_begun', { date: businessDate });
  }
  let sealed: SealedDay | undefined;
  for (const day of days) sealed = await sealOne(tx, siteId, day, now);
  return sealed!;
}

async function sealOne(tx: Tx, siteId: string, day: OpenDay, now: Instant): Promise<SealedDay> {
  const businessDate = day.business_date;
  const chains = await tx.many(
    sql<ChainOfDay>`select chain_id, kind, opened_at, closed_at, next_seq, head_hash from chain
      where site_id = ${siteId} and business_date = ${businessDate} order by chain_id for update`,
  );
  const open = chains.filter((chain) => chain.kind === 'drawer' && chain.closed_at === null);
  if (open.length > 0) refuse('day.chain_open', { date: businessDate, count: open.length });
  await requireWhole(tx, siteId, chains);
  await tx.run(
    sql`update chain set closed_at = ${now} where site_id = ${siteId} and business_date = ${businessDate}
      and kind = 'day' and closed_at is null`,
  );
  const previous = await tx.maybe(
    sql<{ business_date: BusinessDate; digest: string }>`select business_date, digest from site_day
      where site_id = ${siteId} and business_date < ${businessDate} and sealed_at is not null
      order by business_date desc limit 1`,
  );
  const manifest = manifestOf({
    site: siteId,
    businessDate,
    openedAt: day.opened_at,
    sealedAt: now,
    previousDay: previous?.business_date ?? null,
    previousDigest: previous?.digest ?? null,
    chains: chains.map((chain) => ({
      id: chain.chain_id,
      kind: chain.kind,
      openedAt: chain.opened_at,
      closedAt: chain.closed_at ?? now,
      count: chain.next_seq - 1,
      head: chain.head_hash,
    })),
  });
  const digest = sha256(manifest);
  await tx.run(
    sql`update site_day set sealed_at = ${now}, digest = ${digest}, manifest = ${manifest}
      where site_id = ${siteId} and business_date = ${businessDate}`,
  );
  return {
    businessDate,
    digest,
    manifest,
    previousDay: previous?.business_date ?? null,
    previousDigest: previous?.digest ?? null,
  };
}

/** A chain whose records are not as many as its head says has been tampered with: such a day is not sealed over. */
async function requireWhole(tx: Tx, siteId: string, chains: readonly ChainOfDay[]): Promise<void> {
  const ids = chains.map((chain) => chain.chain_id);
  const found = await tx.many(
    sql<{ chain_id: string; records: number; last: number }>`select chain_id, count(*) as records, max(seq) as last
      from chain_record where site_id = ${siteId} and chain_id = any(${ids}::uuid[]) group by chain_id`,
  );
  const byId = new Map(found.map((row) => [row.chain_id, row]));
  for (const { chain_id: id, next_seq: next } of chains) {
    const { records, last } = byId.get(id) ?? { records: 0, last: 0 };
    assert(records === next - 1 && last === next - 1, `chain ${id} has ${records} records, its head says ${next - 1}`);
  }
}

export interface ChainDigest {
  /** Number of records. */
  readonly count: number;
  /** 64 hexadecimal figures. */
  readonly digest: string;
  readonly businessDate: BusinessDate;
  readonly closedAt: Instant | null;
  /** The last day that was sealed before the chain was opened, as its genesis names it. */
  readonly previousDay: BusinessDate | null;
  readonly previousDigest: string | null;
}

/** What a slip prints of a chain: its head, which is final when `closedAt` is set. */
export async function chainDigest(tx: Tx, siteId: string, chainId: string): Promise<ChainDigest> {
  const chain = await tx.one(
    sql<ChainOfDay & { business_date: BusinessDate; genesis: string }>`select * from chain
      where site_id = ${siteId} and chain_id = ${chainId}`,
  );
  const genesis = JSON.parse(chain.genesis) as Pick<ChainDigest, 'previousDay' | 'previousDigest'>;
  return {
    count: chain.next_seq - 1,
    digest: chain.head_hash,
    businessDate: chain.business_date,
    closedAt: chain.closed_at,
    previousDay: genesis.previousDay,
    previousDigest: genesis.previousDigest,
  };
}
