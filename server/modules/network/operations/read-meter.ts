/** Asks a meter how it stands. Nothing in it changes; what differs from the books is noted. */
import { readMeter as contract } from '../../../../shared/contracts/network/read-meter.ts';
import { CLOCK_OFF_SECONDS } from '../../../../shared/network/words.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import type { MeterAddress, MeterItem } from '../meter-link.ts';
import { noteEvent, requireOnLine } from '../store/lines.ts';
import { networkMeterViews } from '../views.ts';

const ITEMS: Readonly<Record<'money' | 'energy' | 'volume', readonly MeterItem[]>> = {
  money: ['relay', 'moneyLeftFen', 'overdraftFen', 'purchaseCount', 'clock', 'statusWords', 'currentPrice'],
  energy: ['relay', 'energyLeftMilli', 'purchaseCount', 'clock', 'statusWords', 'currentPrice'],
  volume: ['relay', 'clock', 'statusWords'],
};

interface Ticket extends MeterAddress {
  readonly unit: keyof typeof ITEMS;
}

export const readMeter = implement<typeof contract, Ticket, null>(contract, {
  async reserve(tx, { siteId }, _clock, { meterId }) {
    const { credit_unit: unit } = await requireOnLine(tx, siteId, meterId);
    return { ticket: { siteId, meterId, unit } };
  },
  /** The link itself notes what the meter says. */
  async call({ siteId, meterId, unit }, { meters }) {
    await meters.read({ siteId, meterId }, ITEMS[unit]);
    return null;
  },
  async settle(tx, actor, clock, { ticket: { meterId } }) {
    const [view] = await networkMeterViews(tx, actor, [meterId]);
    if (view === undefined) return { meter: null };
    const { bookedCount, purchaseCount, clockErrorSeconds } = view;
    const event = { siteId: actor.siteId, lineId: view.lineId, meterId, at: clock.now(), personId: actor.personId };
    if (purchaseCount !== null && purchaseCount > bookedCount)
      await noteOnce(tx, actor, { ...event, kind: 'count-differs', note: `${purchaseCount} / ${bookedCount}` });
    if (clockErrorSeconds !== null && Math.abs(clockErrorSeconds) > CLOCK_OFF_SECONDS)
      await noteOnce(tx, actor, { ...event, kind: 'clock-off', note: `${clockErrorSeconds} s` });
    tx.touch('network');
    return { meter: view };
  },
});

/** What was noted last of the meter is not noted again. */
async function noteOnce(tx: Tx, { siteId }: Actor, event: Parameters<typeof noteEvent>[1]): Promise<void> {
  const [last] = await tx.prepared<{ note: string }>(
    'network.last-event',
    'select note from line_event where site_id = $1 and meter_id = $2 and kind = $3 order by event_id desc limit 1',
    [siteId, event.meterId, event.kind],
  );
  if (last?.note !== event.note) await noteEvent(tx, event);
}
