/** What the forms of network let a person choose from by typing. */
import { meters } from '../../../shared/contracts/metering/meters.ts';
import { lines } from '../../../shared/contracts/network/lines.ts';
import { networkMeters } from '../../../shared/contracts/network/network-meters.ts';
import { ask } from '../../lib/api.ts';
import type { OptionsProvider } from '../../ui/record-input.tsx';

/** Meters by the beginning of their number, active ones. */
export const metersProvider: OptionsProvider = {
  module: 'metering',
  name: 'meters-to-attach',
  async search(text, signal) {
    const { rows } = await ask(meters, { find: text.trim(), state: 'active', limit: 20 }, { signal });
    return rows.map(({ meterId, meterNo, roomCode }) => ({ value: meterId, label: `${meterNo} · ${roomCode}` }));
  },
};

/** Meters that are on a line. */
export const networkMetersProvider: OptionsProvider = {
  module: 'network',
  name: 'meters',
  async search(text, signal) {
    const { rows } = await ask(networkMeters, { find: text.trim(), limit: 20 }, { signal });
    return rows.map(({ meterId, meterNo, roomCode }) => ({ value: meterId, label: `${roomCode} · ${meterNo}` }));
  },
};

export const linesProvider: OptionsProvider = {
  module: 'network',
  name: 'lines',
  async search(text, signal) {
    const { rows } = await ask(lines, {}, { signal });
    const wanted = text.trim().toLowerCase();
    return rows
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .map(({ lineId, name }) => ({ value: lineId, label: name }));
  },
};
