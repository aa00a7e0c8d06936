/** The relays and the power of some meters, asked now. Nothing is switched. */
import { askRelays as contract } from '../../../../shared/contracts/control/ask-relays.ts';
import type { Relay } from '../../../../shared/control/words.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { placedMeters } from '../../collection/index.ts';
import { noteSight } from '../store/relay-seen.ts';
import { roomRelays } from '../store/room-relays.ts';

interface Ticket {
  readonly siteId: string;
  readonly meterIds: readonly string[];
}

interface Seen {
  readonly meterId: string;
  readonly relay: Relay | null;
  readonly powerWatts: number | null;
}

export const askRelays = implement<typeof contract, Ticket, readonly Seen[]>(contract, {
  async reserve(tx, { siteId }, _clock, { meterIds }) {
    const meters = await placedMeters(tx, siteId, { meterIds });
    if (meters.length === 0) refuse('record.not_found');
    return { ticket: { siteId, meterIds: meters.map(({ meter_id }) => meter_id) } };
  },
  call: ({ siteId, meterIds }, outside) =>
    Promise.all(
      meterIds.map(async (meterId) => {
        const read = await outside.meters.read({ siteId, meterId }, ['relay', 'powerWatts']);
        return {
          meterId,
          relay: read.relay.result === 'answered' ? read.relay.value : null,
          powerWatts: read.powerWatts.result === 'answered' ? read.powerWatts.value : null,
        };
      }),
    ),
  async settle(tx, actor, clock, { ticket: { meterIds }, outcome }) {
    const at = clock.now();
    for (const seen of outcome) await noteSight(tx, actor.siteId, { ...seen, at });
    return { rows: await roomRelays(tx, actor, { meterIds, limit: 200 }) };
  },
});
