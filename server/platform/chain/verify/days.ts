/** Genesis of every chain, manifest and digest of every sealed day, and the link of each to the sealed day before. */
import type pg from 'pg';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import { sha256 } from '../day.ts';
import { manifestOf } from '../manifest.ts';
import { nameOfChain, type WalkedChain } from './chains.ts';
import type { Faults } from './faults.ts';

interface DayRow {
  readonly business_date: BusinessDate;
  readonly opened_at: Instant;
  readonly sealed_at: Instant | null;
  readonly digest: string | null;
  readonly manifest: string | null;
}

export interface DaysToVerify {
  readonly siteId: string;
  readonly chains: readonly WalkedChain[];
  readonly faults: Faults;
  readonly onHash: (hash: string) => void;
}

export async function verifyDays(client: pg.ClientBase, what: DaysToVerify): Promise<void> {
  const { rows: days } = await client.query<DayRow>(
    `select business_date, opened_at, sealed_at, digest, manifest from site_day where site_id = $1 order by business_date`,
    [what.siteId],
  );
  const digests = new Map(days.map((day) => [day.business_date, day.digest]));
  const ofDay = new Map<BusinessDate, WalkedChain[]>();
  for (const chain of what.chains) {
    const { business_date: date } = chain.row;
    ofDay.set(date, [...(ofDay.get(date) ?? []), chain]);
    checkGenesis(chain, what, digests);
  }
  for (const date of ofDay.keys())
    if (!digests.has(date)) what.faults.add(`day ${date}: is missing, ${ofDay.get(date)!.length} chains are of it`);
  let previous: DayRow | undefined;
  for (const day of days) {
    if (day.sealed_at === null) {
      checkOpen(day, ofDay.get(day.business_date) ?? [], what.faults);
      continue;
    }
    checkSealed({ day, previous, chains: ofDay.get(day.business_date) ?? [] }, what);
    what.onHash(day.digest!);
    previous = day;
  }
  const skipped = days.find((day) => day.sealed_at === null && previous && day.business_date < previous.business_date);
  if (skipped !== undefined)
    what.faults.add(`day ${skipped.business_date}: not sealed, although ${previous!.business_date} is`);
}

interface Genesis {
  readonly format: string;
  readonly site: string;
  readonly chain: string;
  readonly kind: string;
  readonly businessDate: string;
  readonly openedAt: string;
  readonly previousDay: BusinessDate | null;
  readonly previousDigest: string | null;
}

function checkGenesis(
  { row }: WalkedChain,
  { siteId, faults }: DaysToVerify,
  digests: ReadonlyMap<string, string | null>,
): void {
  let genesis: Genesis;
  try {
    genesis = JSON.parse(row.genesis) as Genesis;
  } catch {
    faults.add(`${nameOfChain(row)}: its genesis cannot be read`);
    return;
  }
  const wrong = [
    genesis.format === 'zhishou-chain-1' ? '' : 'format',
    genesis.site === siteId ? '' : 'site',
    genesis.chain === row.chain_id ? '' : 'id',
    genesis.kind === row.kind ? '' : 'kind',
    genesis.businessDate === row.business_date ? '' : 'business date',
    genesis.openedAt === row.opened_at ? '' : 'time of opening',
  ].filter((part) => part !== '');
  if (wrong.length > 0) faults.add(`${nameOfChain(row)}: ${wrong.join(', ')} differs from its genesis`);
  if (genesis.previousDay !== null && digests.get(genesis.previousDay) !== genesis.previousDigest)
    faults.add(`${nameOfChain(row)}: names another digest of ${genesis.previousDay} than that day now has`);
}

/** What only a seal writes is not there before it. */
function checkOpen(day: DayRow, chains: readonly WalkedChain[], faults: Faults): void {
  if (day.digest !== null || day.manifest !== null)
    faults.add(`day ${day.business_date}: has a digest or a manifest, although it is not sealed`);
  // A day begins with the first of its chains.
  if (!chains.some(({ row }) => row.opened_at === day.opened_at))
    faults.add(`day ${day.business_date}: opened at ${day.opened_at}, when none of its chains was`);
  for (const { row } of chains)
    if (row.kind === 'day' && row.closed_at !== null)
      faults.add(`${nameOfChain(row)}: closed, although its day is not sealed`);
}

function checkSealed(
  { day, previous, chains }: { day: DayRow; previous: DayRow | undefined; chains: readonly WalkedChain[] },
  { siteId, faults }: DaysToVerify,
): void {
  const name = `day ${day.business_date}`;
  const manifest = day.manifest ?? '';
  if (sha256(manifest) !== day.digest) faults.add(`${name}: the digest is not that of its manifest`);
  const expected = manifestOf({
    site: siteId,
    businessDate: day.business_date,
    openedAt: day.opened_at,
    sealedAt: day.sealed_at!,
    previousDay: previous?.business_date ?? null,
    previousDigest: previous?.digest ?? null,
    chains: chains.map(({ row, count, head }) => ({
      id: row.chain_id,
      kind: row.kind,
      openedAt: row.opened_at,
      closedAt: row.closed_at,
      count,
      head,
    })),
  });
  if (expected !== manifest) faults.add(`${name}: the manifest ${whereTheyDiffer(manifest, expected)}`);
}

interface ReadManifest extends Readonly<Record<string, unknown>> {
  readonly chains: readonly { readonly id: string }[];
}

function whereTheyDiffer(stored: string, expected: string): string {
  try {
    const was = JSON.parse(stored) as ReadManifest;
    const is = JSON.parse(expected) as ReadManifest;
    const chainIds = (manifest: ReadManifest) =>
      new Map(manifest.chains.map((chain) => [chain.id, JSON.stringify(chain)]));
    const [sealed, present] = [chainIds(was), chainIds(is)];
    for (const id of sealed.keys()) if (!present.has(id)) return `names chain ${id}, which is missing`;
    for (const id of present.keys()) if (!sealed.has(id)) return `does not name chain ${id}`;
    for (const [id, text] of sealed) if (present.get(id) !== text) return `says chain ${id} was otherwise: ${text}`;
    const member = Object.keys(is).find((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]));
    return `says ${member} is ${JSON.stringify(was[member ?? ''])}, it is ${JSON.stringify(is[member ?? ''])}`;
  } catch {
    return 'cannot be read';
  }
}
