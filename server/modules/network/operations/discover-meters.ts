/** Finds who is on a line by half addresses, as far as the time of one request goes. */
import { discoverMeters as contract } from '../../../../shared/contracts/network/discover-meters.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { searchLine } from '../search-line.ts';
import { lockOpenLine, metersOfLine } from '../store/lines.ts';

interface Ticket {
  readonly siteId: string;
  readonly lineId: string;
  readonly ending: string;
}

interface Found {
  readonly addresses: readonly string[];
  readonly complete: boolean;
}

const SEARCH_MS = 20_000;

export const discoverMeters = implement<typeof contract, Ticket, Found | null>(contract, {
  async reserve(tx, { siteId }, _clock, { lineId, ending }) {
    await lockOpenLine(tx, siteId, lineId);
    return { ticket: { siteId, lineId, ending } };
  },
  call: ({ siteId, lineId, ending }, { lines }) =>
    lines.withLine({ siteId, lineId }, (wire) => searchLine(wire, ending, performance.now() + SEARCH_MS)),
  async settle(tx, { siteId }, _clock, { ticket: { lineId }, outcome }) {
    if (outcome === null) return { reached: false, rows: [], complete: false };
    const known = new Map((await metersOfLine(tx, siteId, lineId)).map((meter) => [meter.address, meter]));
    const rows = outcome.addresses.map((address) => ({
      address,
      meterNo: known.get(address)?.meter_no ?? null,
      meterId: known.get(address)?.meter_id ?? null,
    }));
    return { reached: true, rows, complete: outcome.complete };
  },
});
