/** Keypad meters found by room, account or number. */
import { search } from '../../../shared/contracts/metering/search.ts';
import { ask } from '../../lib/api.ts';
import type { OptionsProvider } from '../../ui/record-input.tsx';

export const keypadMetersProvider: OptionsProvider = {
  module: 'metering',
  name: 'keypad-meters',
  async search(text, signal) {
    if (text.trim() === '') return [];
    const { rows } = await ask(search, { find: text.trim(), limit: 20 }, { signal });
    return rows.flatMap(({ roomCode, meters }) =>
      meters
        .filter(({ delivery, state }) => delivery === 'token' && state !== 'retired')
        .map(({ meterId, meterNo }) => ({ value: meterId, label: `${roomCode} · ${meterNo}` })),
    );
  },
};
