/** What the forms of collection and control let a person choose from by typing. */
import { premises } from '../../../shared/contracts/metering/premises.ts';
import { search } from '../../../shared/contracts/metering/search.ts';
import { ask } from '../../lib/api.ts';
import type { OptionsProvider } from '../../ui/record-input.tsx';

export const buildingsProvider: OptionsProvider = {
  module: 'metering',
  name: 'buildings',
  async search(text, signal) {
    const { rows } = await ask(premises, {}, { signal });
    const wanted = text.trim().toLowerCase();
    return rows
      .map((row) => ({ value: row.premiseId, label: `${row.fullCode} ${row.name}`.trim() }))
      .filter(({ label }) => label.toLowerCase().includes(wanted));
  },
};

/** Rooms by code, account, meter or occupant. */
export const roomsProvider: OptionsProvider = {
  module: 'metering',
  name: 'rooms',
  async search(text, signal) {
    const find = text.trim();
    if (find === '') return [];
    const { rows } = await ask(search, { find, limit: 20 }, { signal });
    return rows.map(({ roomId, roomCode, roomName }) => ({ value: roomId, label: `${roomCode} ${roomName}`.trim() }));
  },
};
