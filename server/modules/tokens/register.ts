/** Registering a meter for tokens: what both schemes ask of the meter, and what is written. */
import type { CreditUnit } from '../../../shared/metering/words.ts';
import type { TokenScheme } from '../../../shared/tokens/words.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { lockMeterForSale } from '../metering/index.ts';
import { findTokenMeter, numberTaken, type TokenMeterRow } from './store.ts';

/**
 * The meter stays locked. Refuses 'record.not_found', 'meter.retired', 'token.not_keypad', 'token.unit_unfit',
 * 'token.registered' and 'token.number_taken'.
 */
export async function requireRegistrable(
  tx: Tx,
  siteId: string,
  wanted: { readonly meterId: string; readonly scheme: TokenScheme; readonly number: string },
): Promise<{ readonly meterNo: string; readonly unit: CreditUnit }> {
  const meter = (await lockMeterForSale(tx, siteId, wanted.meterId)) ?? refuse('record.not_found');
  if (meter.state === 'retired') refuse('meter.retired', { meterNo: meter.meterNo });
  if (meter.delivery !== 'token') refuse('token.not_keypad');
  if (meter.creditUnit === 'money') refuse('token.unit_unfit');
  if ((await findTokenMeter(tx, siteId, wanted.meterId)) !== undefined) refuse('token.registered');
  if (await numberTaken(tx, siteId, wanted.scheme, wanted.number))
    refuse('token.number_taken', { number: wanted.number });
  return { meterNo: meter.meterNo, unit: meter.creditUnit };
}

/** A row of neither scheme; each fills in its own. */
export const EMPTY_TOKEN_METER = {
  derivation: null,
  encryption: null,
  supply_group: null,
  tariff_index: null,
  key_revision: null,
  key_type: null,
  base_year: null,
  step: null,
  extended: null,
  restricted: null,
  count: null,
} as const satisfies Partial<TokenMeterRow>;
