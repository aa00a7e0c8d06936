/** Meters that take a card, chosen by typing room, account, meter or occupant. */
import { search } from '../../../shared/contracts/metering/search.ts';
import { ask } from '../../lib/api.ts';
import type { OptionsProvider } from '../../ui/record-input.tsx';

export const cardMetersProvider: OptionsProvider = {
  module: 'metering',
  name: 'card-meters',
  async search(text, signal) {
    if (text.trim() === '') return [];
    const { rows } = await ask(search, { find: text.trim(), limit: 20 }, { signal });
    return rows.flatMap(({ roomCode, meters }) =>
      meters
        .filter((meter) => meter.delivery === 'card')
        .map((meter) => ({ value: meter.meterId, label: `${roomCode} · ${meter.meterNo}` })),
    );
  },
};
