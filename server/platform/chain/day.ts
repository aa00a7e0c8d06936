/**
 * The business day of a site and the chain of that day. Invariant: a site has at most one open day, and a sealed day
 * is never opened again; what happens after the sealing belongs to the next day.
 */
import { createHash } from 'node:crypto';
import { type BusinessDate, businessDateOf, dayAfter, type Instant } from '../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../shared/values/canonical.ts';
import { newId } from '../../../shared/values/ids.ts';
import { q, sql } from '../db/query.ts';
import type { Tx } from '../db/tx.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The site's business date at `now`: the calendar day in its time zone, or the day after the last sealed one. */
export async function currentDay(tx: Tx, siteId: string, now: Instant): Promise<BusinessDate> {
  const [site] = await tx.prepared<{ time_zone: string; sealed: BusinessDate | null }>(
    'platform.current-day',
    `select s.time_zone, (select d.business_date from site_day d
       where d.site_id = s.site_id and d.sealed_at is not null order by d.business_date desc limit 1) as sealed
     from site s where s.site_id = $1`,
    [siteId],
  );
  if (site === undefined) throw new Error(`no site ${siteId}`);
  return dayAt(now, site.time_zone, site.sealed);
}

/** The rule by itself, for statements that read time zone and last sealed day along with other things. */
export function dayAt(now: Instant, timeZone: string, sealed: BusinessDate | null): BusinessDate {
  const calendar = businessDateOf(now, timeZone);
  return sealed !== null && sealed >= calendar ? dayAfter(sealed) : calendar;
}

interface NewChain {
  readonly siteId: string;
  readonly kind: 'day' | 'drawer';
  readonly businessDate: BusinessDate;
  readonly now: Instant;
  readonly chainId?: string;
}

/** Opens a chain. Its genesis names the site, the day and the digest of the last sealed day before it. */
export async function openChain(tx: Tx, chain: NewChain): Promise<string> {
  const { siteId, kind, businessDate, now } = chain;
  const chainId = chain.chainId ?? newId();
  await tx.run(
    sql`insert into site_day (site_id, business_date, opened_at) values (${siteId}, ${businessDate}, ${now})
      on conflict (site_id, business_date) do nothing`,
  );
  const previous = await tx.maybe(
    q
      .selectFrom('site_day')
      .select(['business_date', 'digest'])
      .where('site_id', '=', siteId)
      .where('business_date', '<', businessDate)
      .where('sealed_at', 'is not', null)
      .orderBy('business_date', 'desc')
      .limit(1),
  );
  const genesis = canonicalJson({
    format: 'zhishou-chain-1',
    site: siteId,
    chain: chainId,
    kind,
    businessDate,
    openedAt: now,
    previousDay: previous?.business_date ?? null,
    previousDigest: previous?.digest ?? null,
  });
  // The share lock waits for a sealing under way; a day that is sealed by then takes no further chain.
  const opened = await tx.run(
    sql`insert into chain (site_id, chain_id, kind, business_date, genesis, head_hash, opened_at)
      select ${siteId}, ${chainId}, ${kind}, ${businessDate}, ${genesis}, ${sha256(genesis)}, ${now}
      from site_day where site_id = ${siteId} and business_date = ${businessDate} and sealed_at is null for share
      on conflict do nothing`,
  );
  if (opened === 0 && kind === 'drawer') throw sealedMeanwhile(businessDate);
  return chainId;
}

/** The chain of the site's current day, opened on first use. */
export async function dayChain(tx: Tx, siteId: string, now: Instant): Promise<string> {
  const businessDate = await currentDay(tx, siteId, now);
  const find = () =>
    tx.prepared<{ chain_id: string }>(
      'platform.day-chain',
      `select chain_id from chain where site_id = $1 and business_date = $2 and kind = 'day'`,
      [siteId, businessDate],
    );
  const [found] = await find();
  if (found !== undefined) return found.chain_id;
  await openChain(tx, { siteId, kind: 'day', businessDate, now });
  const [opened] = await find();
  if (opened === undefined) throw sealedMeanwhile(businessDate);
  return opened.chain_id;
}

/** Answered like a serialisation failure: run again, on the next day. */
const sealedMeanwhile = (date: BusinessDate): Error =>
  Object.assign(new Error(`the day ${date} was sealed meanwhile`), { code: '40001' });
