/** What the forms of metering let a person choose from by typing. */
import { categories } from '../../../shared/contracts/metering/categories.ts';
import { search } from '../../../shared/contracts/metering/search.ts';
import { ask } from '../../lib/api.ts';
import { preferences } from '../../lib/preferences.ts';
import type { OptionsProvider } from '../../ui/record-input.tsx';

const found = async (text: string, signal: AbortSignal) =>
  text.trim() === '' ? [] : (await ask(search, { find: text.trim(), limit: 20 }, { signal })).rows;

/** Open accounts by room, account number, meter or occupant. */
export const accountsProvider: OptionsProvider = {
  module: 'metering',
  name: 'accounts',
  async search(text, signal) {
    const rows = await found(text, signal);
    return rows.flatMap(({ account, roomCode }) =>
      account === null ? [] : [{ value: account.accountId, label: `${roomCode} · ${account.accountNo}` }],
    );
  },
};

/** Every room, with or without a household. */
export const roomsProvider: OptionsProvider = {
  module: 'metering',
  name: 'rooms',
  async search(text, signal) {
    const rows = await found(text, signal);
    return rows.map(({ roomId, roomCode, roomName }) => ({ value: roomId, label: `${roomCode} ${roomName}`.trim() }));
  },
};

export const categoriesProvider: OptionsProvider = {
  module: 'metering',
  name: 'categories',
  async search(text, signal) {
    const { rows } = await ask(categories, {}, { signal });
    const { language } = preferences();
    return rows
      .filter(({ categoryCode, title }) =>
        `${categoryCode} ${title.zh} ${title.en}`.toLowerCase().includes(text.toLowerCase()),
      )
      .map(({ categoryCode, title }) => ({ value: categoryCode, label: title[language] }));
  },
};
