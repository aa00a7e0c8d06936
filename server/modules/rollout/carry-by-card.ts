/** What a card must bring to a meter that has no line: asked by whoever writes the card. */
import { tariffSpecSchema } from '../../../shared/rating/tariff.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { type CarriedPrices, registerPriceCarrier } from '../prices/index.ts';
import { priceSetOf } from './rules/price-set.ts';
import { switchAtOf } from './rules/settle.ts';
import { cardRow, changeRow } from './store/rollout.ts';

/**
 * The backup price set and its switch time, or null when the meter has what is approved. The row remembers the write;
 * whether the card was written, and came back from the meter, is seen later (`jobs/plan-rows.ts`).
 */
export async function pricesToCarry(
  tx: Tx,
  siteId: string,
  of: { readonly meterId: string; readonly writeId: string; readonly now: Instant },
): Promise<CarriedPrices | null> {
  const row = await cardRow(tx, siteId, of.meterId, of.now);
  if (row === undefined) return null;
  const spec = tariffSpecSchema.parse(JSON.parse(row.spec));
  const prices = priceSetOf(spec);
  if (prices === null) return null;
  const switchAt = switchAtOf(row.effective_from, of.now);
  await changeRow(tx, row, {
    state: 'pending',
    reason: 'card-not-written',
    attempts: row.attempts + 1,
    tried_at: of.now,
    switch_at: switchAt,
    card_write_id: of.writeId,
  });
  return { versionId: row.version_id, spec, prices, switchAt };
}

export const joinCards = (): void => registerPriceCarrier(pricesToCarry);
