/** What the forms of upkeep let a person choose from by typing. */
import { cases } from '../../../shared/contracts/cases/cases.ts';
import { places } from '../../../shared/contracts/upkeep/places.ts';
import { ask } from '../../lib/api.ts';
import type { OptionsProvider } from '../../ui/record-input.tsx';

export const placesProvider: OptionsProvider = {
  module: 'devices',
  name: 'places',
  async search(text, signal) {
    const { rows } = await ask(places, {}, { signal });
    const wanted = text.trim().toLowerCase();
    return rows
      .map((row) => ({ value: row.terminalId, label: row.name }))
      .filter(({ label }) => label.toLowerCase().includes(wanted));
  },
};

/** Incidents that are not resolved yet, newest first. */
export const incidentsProvider: OptionsProvider = {
  module: 'cases',
  name: 'incidents',
  async search(text, signal) {
    const { rows } = await ask(cases, { kind: 'incident', closed: false, limit: 200 }, { signal });
    const wanted = text.trim().toLowerCase();
    return rows
      .map(({ caseId, number, summary: { zh, en } }) => ({
        value: caseId,
        label: { zh: `${number} ${zh}`, en: `${number} ${en}` },
      }))
      .filter(({ label }) => `${label.zh} ${label.en}`.toLowerCase().includes(wanted));
  },
};
