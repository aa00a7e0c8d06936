/** What must hold before anything is sold to a meter. */
import { BLOCK_REASONS, type BlockReason } from '../../../../shared/metering/words.ts';
import type { Facts } from '../../../../shared/refusals/refusal.ts';
import type { RefusalCode } from '../../../../shared/refusals.ts';
import type { SaleMeter } from '../store/sale-meter.ts';

/** The refusal a sale to this meter must get; null when it may be sold to. */
export function whyNotSellable(
  meter: Pick<SaleMeter, 'meterNo' | 'state' | 'blocks' | 'account'>,
): { code: RefusalCode; facts: Facts } | null {
  const { meterNo } = meter;
  if (meter.state === 'retired') return { code: 'meter.retired', facts: { meterNo } };
  if (meter.blocks.length > 0) {
    const reasons = meter.blocks.map((reason) => BLOCK_REASONS[reason]);
    return {
      code: 'meter.blocked',
      facts: {
        meterNo,
        reasons: reasons.map(({ zh }) => zh).join('、'),
        reasonsEn: reasons.map(({ en }) => en).join(', '),
        blocks: meter.blocks,
      },
    };
  }
  if (meter.account === null || meter.account.state === 'closed')
    return { code: 'meter.no_account', facts: { meterNo } };
  return null;
}

const UNSETTLED: ReadonlySet<BlockReason> = new Set(['unknown-delivery', 'foreign-write', 'carry-waiting']);

/** A meter whose last delivery is not settled can be neither closed nor changed: nobody knows what is in it. */
export function unsettled(meter: Pick<SaleMeter, 'blocks'>): boolean {
  return meter.blocks.some((reason) => UNSETTLED.has(reason));
}
