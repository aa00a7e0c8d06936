/** What a keypad meter can be given: asked by every quotation and sale, before money is taken. */
import { LAST_TOKEN_ID, minutesSince } from '../../../shared/tokens/sts/token-id.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { registerCreditShape } from '../metering/index.ts';
import { floorForPaygo, floorForSts } from './rules/recipe.ts';
import { findTokenMeter } from './store.ts';

/** Refuses 'token.not_registered' and 'token.base_over'; the floor refuses 'token.too_small'. */
export function joinSales(): void {
  registerCreditShape('token', async (tx, siteId, { meterId, meterNo, now }) => {
    const meter = await findTokenMeter(tx, siteId, meterId);
    if (meter === undefined) return refuse('token.not_registered', { meterNo });
    if (meter.scheme === 'sts') {
      const minutes = minutesSince(meter.base_year!, now);
      if (minutes < 0 || minutes > LAST_TOKEN_ID) refuse('token.base_over', { meterNo });
    }
    const floor = (amount: number): number =>
      meter.scheme === 'sts' ? floorForSts(amount) : floorForPaygo({ extended: meter.extended! }, meter.step!, amount);
    return (amount) => {
      const carried = floor(amount);
      return carried > 0 ? carried : refuse('token.too_small');
    };
  });
}
