/** SQL of the prices. Versions are read here and written only by the owner's function `publish_tariff`. */
import type { z } from 'zod';
import type { proposalViewSchema, versionViewSchema } from '../../../shared/prices/view.ts';
import { type TariffSpec, tariffSpecSchema } from '../../../shared/rating/tariff.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Commodity } from '../../../shared/values/quantity.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';

export type ProposalView = z.output<typeof proposalViewSchema>;
export type VersionView = z.output<typeof versionViewSchema>;

interface VersionRow {
  readonly version_id: string;
  readonly commodity: Commodity;
  readonly category_code: string;
  readonly number: number;
  readonly effective_from: Instant;
  readonly effective_until: Instant | null;
  readonly spec: string;
  readonly spec_hash: string;
  readonly reason: string;
  readonly proposed_by: string;
  readonly approved_by: string;
  readonly approved_at: Instant;
}

export interface PriceKey {
  readonly commodity: Commodity;
  readonly categoryCode: string;
}

/** A tariff as a sale needs it. */
export interface Price {
  readonly versionId: string;
  readonly number: number;
  readonly specHash: string;
  readonly spec: TariffSpec;
}

// Texts repeat from sale to sale; parsing and checking one is done once. Keyed by the text itself, so never stale.
const parsed = new Map<string, TariffSpec>();

export function parseSpec(text: string): TariffSpec {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const spec = tariffSpecSchema.parse(JSON.parse(text));
  if (parsed.size > 1000) parsed.clear();
  parsed.set(text, spec);
  return spec;
}

/** The version in force at `at`, or undefined. */
export async function priceAt(tx: Tx, siteId: string, key: PriceKey, at: Instant): Promise<Price | undefined> {
  const [row] = await tx.prepared<{ version_id: string; number: number; spec_hash: string; spec: string }>(
    'prices.price-at',
    `select version_id, number, spec_hash, spec from tariff_version
     where site_id = $1 and commodity = $2 and category_code = $3 and effective_from <= $4
     order by effective_from desc limit 1`,
    [siteId, key.commodity, key.categoryCode, at],
  );
  if (row === undefined) return undefined;
  return { versionId: row.version_id, number: row.number, specHash: row.spec_hash, spec: parseSpec(row.spec) };
}

export async function lastEffectiveFrom(tx: Tx, siteId: string, key: PriceKey): Promise<Instant | null> {
  const row = await tx.one(
    sql<{ last: Instant | null }>`select max(effective_from) as last from tariff_version
      where site_id = ${siteId} and commodity = ${key.commodity} and category_code = ${key.categoryCode}`,
  );
  return row.last;
}

const VERSIONS = (siteId: string) => sql<VersionRow>`
  select v.version_id, v.commodity, v.category_code, v.number, v.effective_from, v.spec, v.spec_hash, v.reason, v.approved_at,
    lead(v.effective_from) over (partition by v.commodity, v.category_code order by v.number) as effective_until,
    p.name as proposed_by, a.name as approved_by
  from tariff_version v
  join person p on p.site_id = v.site_id and p.person_id = v.proposed_by
  join person a on a.site_id = v.site_id and a.person_id = v.approved_by
  where v.site_id = ${siteId}`;

function toVersionView(row: VersionRow, now: Instant): VersionView {
  return {
    versionId: row.version_id,
    commodity: row.commodity,
    categoryCode: row.category_code,
    number: row.number,
    effectiveFrom: row.effective_from,
    effectiveUntil: row.effective_until,
    inForce: row.effective_from <= now && (row.effective_until === null || row.effective_until > now),
    spec: parseSpec(row.spec),
    specHash: row.spec_hash,
    reason: row.reason,
    proposedBy: row.proposed_by,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
  };
}

/** Versions in force now or approved for later, one book. */
export async function priceBook(tx: Tx, siteId: string, now: Instant): Promise<VersionView[]> {
  const rows = await tx.many(
    sql<VersionRow>`select * from (${VERSIONS(siteId)}) v
      where effective_until is null or effective_until > ${now} order by commodity, category_code, number`,
  );
  return rows.map((row) => toVersionView(row, now));
}

export async function versionsOf(tx: Tx, siteId: string, key: PriceKey, now: Instant): Promise<VersionView[]> {
  const rows = await tx.many(
    sql<VersionRow>`select * from (${VERSIONS(siteId)}) v
      where commodity = ${key.commodity} and category_code = ${key.categoryCode} order by number desc`,
  );
  return rows.map((row) => toVersionView(row, now));
}

/** A version by its id, in force or not: sales, slips and re-computation look it up. */
export async function versionById(tx: Tx, siteId: string, versionId: string): Promise<Price | undefined> {
  const row = await tx.maybe(
    q
      .selectFrom('tariff_version')
      .select(['version_id', 'number', 'spec_hash', 'spec'])
      .where('site_id', '=', siteId)
      .where('version_id', '=', versionId),
  );
  if (row === undefined) return undefined;
  return { versionId: row.version_id, number: row.number, specHash: row.spec_hash, spec: parseSpec(row.spec) };
}

export function lockProposal(tx: Tx, siteId: string, proposalId: string) {
  return tx.maybe(
    q
      .selectFrom('tariff_proposal')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('proposal_id', '=', proposalId)
      .forUpdate(),
  );
}

export async function proposalsOf(
  tx: Tx,
  siteId: string,
  where: { state?: string | undefined; proposalId?: string },
): Promise<Omit<ProposalView, 'can'>[]> {
  let found = q
    .selectFrom('tariff_proposal as t')
    .innerJoin('person as p', (join) =>
      join.onRef('p.site_id', '=', 't.site_id').onRef('p.person_id', '=', 't.proposed_by'),
    )
    .leftJoin('person as e', (join) =>
      join.onRef('e.site_id', '=', 't.site_id').onRef('e.person_id', '=', 't.ended_by'),
    )
    .selectAll('t')
    .select(['p.name as proposer', 'e.name as ender'])
    .where('t.site_id', '=', siteId)
    .orderBy('t.proposed_at', 'desc')
    .limit(200);
  if (where.state !== undefined) found = found.where('t.state', '=', where.state);
  if (where.proposalId !== undefined) found = found.where('t.proposal_id', '=', where.proposalId);
  const rows = await tx.many(found);
  return rows.map((row) => ({
    proposalId: row.proposal_id,
    commodity: row.commodity as Commodity,
    categoryCode: row.category_code,
    spec: parseSpec(row.spec),
    specHash: row.spec_hash,
    effectiveFrom: row.effective_from,
    reason: row.reason,
    state: row.state as ProposalView['state'],
    proposedBy: row.proposer,
    proposedAt: row.proposed_at,
    endedBy: row.ender,
    endedAt: row.ended_at,
    endReason: row.end_reason,
  }));
}
