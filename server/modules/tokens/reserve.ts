/**
 * A token is first reserved, in a transaction: identifier or count given out, recipe stored. Then its digits are made
 * with no transaction open, and it ends issued or dropped. What was reserved and not ended can be finished by anybody:
 * the recipe gives the same digits again. A dropped one keeps its identifier; nobody gets it a second time.
 */
import { randomInt } from 'node:crypto';
import { nextCount, type PaygoKind } from '../../../shared/tokens/openpaygo/token.ts';
import { minutesSince, nextTokenId } from '../../../shared/tokens/sts/token-id.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import type { KeyAnswer } from './keys/vending-keys.ts';
import type { Recipe } from './rules/recipe.ts';
import {
  changeTokenMeter,
  endToken,
  insertToken,
  type TokenMeterRow,
  type TokenRow,
  takenIdentifiers,
} from './store.ts';

export type TokenWanted = Pick<TokenRow, 'request_id' | 'kind' | 'document_kind' | 'document_id'> &
  Partial<Pick<TokenRow, 'section' | 'purpose' | 'purchase_count' | 'unit' | 'amount' | 'reason'>>;

/** A nibble that tells two otherwise equal tokens apart; it is not what protects them. */
const randomNibble = (): number => randomInt(16);

/** The next free identifier of the meter's base date; null when it has ended, or not begun. The meter is locked. */
export async function giveIdentifier(
  tx: Tx,
  meter: TokenMeterRow,
  now: Instant,
): Promise<{ readonly tokenId: number; readonly random: number } | null> {
  const baseYear = meter.base_year!;
  const from = minutesSince(baseYear, now);
  const taken = await takenIdentifiers(tx, meter.site_id, { meterId: meter.meter_id, baseYear, from });
  const tokenId = nextTokenId(baseYear, now, (one) => taken.has(one));
  return tokenId === null ? null : { tokenId, random: randomNibble() };
}

/** The recipe of the device's next token of the kind, and its count, which is the device's from now on. */
export async function givePaygo(
  tx: Tx,
  meter: TokenMeterRow,
  wanted: { readonly kind: PaygoKind; readonly value: number | null },
): Promise<{ readonly recipe: Extract<Recipe, { make: 'paygo' }>; readonly identifier: number }> {
  const count = meter.count!;
  const identifier = nextCount(wanted.kind, count);
  await changeTokenMeter(tx, meter, { count: identifier });
  const recipe = {
    make: 'paygo',
    serial: meter.number,
    extended: meter.extended!,
    restricted: meter.restricted!,
    ...wanted,
    count,
  } as const;
  return { recipe, identifier };
}

export function reserveToken(
  tx: Tx,
  actor: Actor,
  meter: TokenMeterRow,
  token: TokenWanted & { readonly recipe: Recipe; readonly identifier: number | null; readonly now: Instant },
): Promise<TokenRow> {
  const { now, ...wanted } = token;
  return insertToken(tx, {
    site_id: meter.site_id,
    token_id: newId(),
    section: null,
    purpose: null,
    purchase_count: null,
    unit: null,
    amount: null,
    reason: '',
    ...wanted,
    meter_id: meter.meter_id,
    base_year: meter.scheme === 'sts' && wanted.identifier !== null ? meter.base_year : null,
    state: 'reserved',
    digits: null,
    reserved_at: now,
    issued_at: null,
    person_id: actor.personId,
    post: actor.post,
  });
}

/**
 * Writes what became of the tokens of one request; `reserved` are as many as the digits that were made. Where somebody
 * else has ended them meanwhile, nothing is changed. Keys that cannot be reached leave them reserved.
 */
export async function endTokens(
  tx: Tx,
  reserved: readonly TokenRow[],
  made: KeyAnswer<readonly string[]>,
  now: Instant,
): Promise<void> {
  if (made.result === 'unreachable') return;
  for (const [index, token] of reserved.entries()) {
    const end =
      made.result === 'done'
        ? { state: 'issued' as const, digits: made.value[index]!, issued_at: now }
        : { state: 'dropped' as const, digits: null, issued_at: null };
    await endToken(tx, token, end);
  }
  tx.touch('tokens');
}
