/** SQL of token meters and tokens. */
import type { CreditUnit } from '../../../shared/metering/words.ts';
import type { BaseYear } from '../../../shared/tokens/sts/token-id.ts';
import type { TokenKind, TokenPurpose, TokenScheme, TokenState } from '../../../shared/tokens/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Recipe } from './rules/recipe.ts';
import type { DecoderKeyRequest, Derivation, Encryption } from './sts/decoder-key.ts';

export interface TokenMeterRow {
  readonly site_id: string;
  readonly meter_id: string;
  readonly scheme: TokenScheme;
  readonly number: string;
  readonly derivation: Derivation | null;
  readonly encryption: Encryption | null;
  readonly supply_group: string | null;
  readonly tariff_index: string | null;
  readonly key_revision: number | null;
  readonly key_type: number | null;
  readonly base_year: BaseYear | null;
  readonly step: number | null;
  readonly extended: boolean | null;
  readonly restricted: boolean | null;
  readonly count: number | null;
  readonly registered_at: Instant;
  readonly registered_by: string;
}

export interface TokenRow {
  readonly site_id: string;
  readonly token_id: string;
  readonly request_id: string;
  readonly section: number | null;
  readonly meter_id: string;
  readonly kind: TokenKind;
  readonly purpose: TokenPurpose | null;
  readonly document_kind: string;
  readonly document_id: string;
  readonly purchase_count: number | null;
  readonly unit: CreditUnit | null;
  readonly amount: number | null;
  readonly identifier: number | null;
  readonly base_year: BaseYear | null;
  readonly recipe: Recipe;
  readonly state: TokenState;
  readonly digits: string | null;
  readonly reason: string;
  readonly reserved_at: Instant;
  readonly issued_at: Instant | null;
  readonly person_id: string;
  readonly post: string;
}

/** What the key of an STS meter is found by; null for OpenPAYGO. */
export function keyOfMeter(meter: TokenMeterRow): (DecoderKeyRequest & { readonly baseYear: BaseYear }) | null {
  if (meter.scheme !== 'sts') return null;
  return {
    accountNumber: meter.number,
    derivation: meter.derivation!,
    encryption: meter.encryption!,
    supplyGroup: meter.supply_group!,
    tariffIndex: meter.tariff_index!,
    keyRevision: meter.key_revision!,
    keyType: meter.key_type!,
    baseYear: meter.base_year!,
  };
}

export async function findTokenMeter(tx: Tx, siteId: string, meterId: string): Promise<TokenMeterRow | undefined> {
  const [row] = await tx.prepared<TokenMeterRow>(
    'tokens.meter',
    'select * from token_meter where site_id = $1 and meter_id = $2',
    [siteId, meterId],
  );
  return row;
}

/** Locks the meter's row: identifiers and counts are given out under it. */
export async function lockTokenMeter(tx: Tx, siteId: string, meterId: string): Promise<TokenMeterRow | undefined> {
  const [row] = await tx.prepared<TokenMeterRow>(
    'tokens.lock-meter',
    'select * from token_meter where site_id = $1 and meter_id = $2 for update',
    [siteId, meterId],
  );
  return row;
}

export async function insertTokenMeter(tx: Tx, row: TokenMeterRow): Promise<void> {
  await tx.keep('token_meter', q.insertInto('token_meter').values(row).returningAll());
}

export async function changeTokenMeter(
  tx: Tx,
  meter: Pick<TokenMeterRow, 'site_id' | 'meter_id'>,
  set: Partial<
    Pick<TokenMeterRow, 'supply_group' | 'tariff_index' | 'key_revision' | 'key_type' | 'base_year' | 'count'>
  >,
): Promise<void> {
  await tx.keep(
    'token_meter',
    q
      .updateTable('token_meter')
      .set(set)
      .where('site_id', '=', meter.site_id)
      .where('meter_id', '=', meter.meter_id)
      .returningAll(),
  );
}

export async function numberTaken(tx: Tx, siteId: string, scheme: TokenScheme, number: string): Promise<boolean> {
  const found = await tx.maybe(
    q
      .selectFrom('token_meter')
      .select('meter_id')
      .where('site_id', '=', siteId)
      .where('scheme', '=', scheme)
      .where('number', '=', number),
  );
  return found !== undefined;
}

export async function insertToken(tx: Tx, row: TokenRow): Promise<TokenRow> {
  const [kept] = await tx.keep(
    'token',
    q
      .insertInto('token')
      .values({ ...row, recipe: JSON.stringify(row.recipe) })
      .returningAll(),
  );
  return kept as unknown as TokenRow;
}

/** The tokens of a delivery request: one, or the sections of a key change. */
export function tokensOfRequest(tx: Tx, siteId: string, requestId: string): Promise<TokenRow[]> {
  return tx.prepared<TokenRow>(
    'tokens.of-request',
    'select * from token where site_id = $1 and request_id = $2 order by section nulls first',
    [siteId, requestId],
  );
}

export async function findToken(tx: Tx, siteId: string, tokenId: string): Promise<TokenRow | undefined> {
  const [row] = await tx.prepared<TokenRow>(
    'tokens.token',
    'select * from token where site_id = $1 and token_id = $2',
    [siteId, tokenId],
  );
  return row;
}

export async function endToken(
  tx: Tx,
  token: Pick<TokenRow, 'site_id' | 'token_id'>,
  end: Pick<TokenRow, 'state' | 'digits' | 'issued_at'>,
): Promise<TokenRow | undefined> {
  const [row] = await tx.keep(
    'token',
    q
      .updateTable('token')
      .set(end)
      .where('site_id', '=', token.site_id)
      .where('token_id', '=', token.token_id)
      .where('state', '=', 'reserved')
      .returningAll(),
  );
  return row as unknown as TokenRow | undefined;
}

/** Identifiers of the meter's base date from `from` on, that are given out already. */
export async function takenIdentifiers(
  tx: Tx,
  siteId: string,
  of: { readonly meterId: string; readonly baseYear: BaseYear; readonly from: number },
): Promise<Set<number>> {
  const rows = await tx.many(
    sql<{ identifier: number }>`select identifier from token where site_id = ${siteId} and meter_id = ${of.meterId}
      and base_year = ${of.baseYear} and identifier >= ${of.from}`,
  );
  return new Set(rows.map((row) => row.identifier));
}

/** The highest purchase count a token of the meter carries, and whether one is still being made. */
export async function standingOfTokens(
  tx: Tx,
  siteId: string,
  meterId: string,
): Promise<{ readonly lastCount: number; readonly unfinished: boolean }> {
  const row = await tx.one(
    sql<{ last_count: number; unfinished: boolean }>`select coalesce(max(purchase_count)
        filter (where state <> 'dropped'), 0) as last_count, coalesce(bool_or(state = 'reserved'), false) as unfinished
      from token where site_id = ${siteId} and meter_id = ${meterId}`,
  );
  return { lastCount: row.last_count, unfinished: row.unfinished };
}

/** The tokens of a sale or another document, oldest first. */
export function tokensOfDocument(tx: Tx, siteId: string, documentId: string): Promise<TokenRow[]> {
  return tx.prepared<TokenRow>(
    'tokens.of-document',
    `select * from token where site_id = $1 and document_id = $2 order by reserved_at, token_id`,
    [siteId, documentId],
  );
}
