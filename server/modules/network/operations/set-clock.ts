/** Broadcasts the time on a line, then reads each clock: nobody answers a broadcast, and a meter may not take it. */
import { setClock as contract } from '../../../../shared/contracts/network/set-clock.ts';
import { CLOCK_OFF_SECONDS } from '../../../../shared/network/words.ts';
import { secondsBetween } from '../../../../shared/values/calendar.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { lockOpenLine, metersOfLine, noteEvent } from '../store/lines.ts';

interface Ticket {
  readonly siteId: string;
  readonly lineId: string;
  readonly meterIds: readonly string[];
}

interface Counted {
  readonly right: number;
  readonly off: number;
  readonly silent: number;
  readonly unasked: number;
}

const VERIFY_MS = 20_000;

export const setClock = implement<typeof contract, Ticket, Counted | null>(contract, {
  async reserve(tx, { siteId }, _clock, { lineId }) {
    await lockOpenLine(tx, siteId, lineId);
    const meters = await metersOfLine(tx, siteId, lineId);
    return { ticket: { siteId, lineId, meterIds: meters.map(({ meter_id }) => meter_id) } };
  },
  async call({ siteId, lineId, meterIds }, { meters }) {
    const told = await meters.broadcastTime({ siteId, lineId });
    if (told.result !== 'answered') return null;
    const until = performance.now() + VERIFY_MS;
    const counted = { right: 0, off: 0, silent: 0, unasked: 0 };
    for (const meterId of meterIds) {
      if (performance.now() > until) {
        counted.unasked += 1;
        continue;
      }
      const { clock } = await meters.read({ siteId, meterId }, ['clock']);
      if (clock.result !== 'answered') counted.silent += 1;
      else if (Math.abs(secondsBetween(clock.at, clock.value)) > CLOCK_OFF_SECONDS) counted.off += 1;
      else counted.right += 1;
    }
    return counted;
  },
  async settle(tx, { siteId, personId }, clock, { ticket: { lineId }, outcome }) {
    if (outcome === null) return { reached: false, right: 0, off: 0, silent: 0, unasked: 0 };
    const { right, off, silent, unasked } = outcome;
    const note = [right, off, silent, unasked].join(' / ');
    await noteEvent(tx, { siteId, lineId, kind: 'clock-set', note, at: clock.now(), personId });
    tx.touch('network');
    return { reached: true, ...outcome };
  },
});
