/** States and words of keypad tokens as the screens show them. */
import type { Text } from '../../../shared/text.ts';
import { DERIVATION_TITLES, ENCRYPTION_TITLES, KEY_TYPE_TITLES } from '../../../shared/tokens/view.ts';
import { TOKEN_KINDS, TOKEN_PURPOSES, TOKEN_SCHEMES, TOKEN_STATES } from '../../../shared/tokens/words.ts';
import type { States } from '../../ui/state-tag.tsx';

type Titles = Readonly<Record<string, Text>>;

const plain = (titles: Titles): States =>
  Object.fromEntries(Object.entries(titles).map(([key, title]) => [key, { title }]));
const options = (field: string, titles: Titles): Titles =>
  Object.fromEntries(Object.entries(titles).map(([key, title]) => [`${field}.${key}`, title]));

export const TOKEN_STATES_SHOWN: States = {
  ...plain(TOKEN_SCHEMES),
  ...plain(TOKEN_KINDS),
  ...plain(TOKEN_PURPOSES),
  reserved: { title: TOKEN_STATES.reserved, tone: 'soon' },
  issued: { title: TOKEN_STATES.issued, tone: 'right' },
  dropped: { title: TOKEN_STATES.dropped },
};

const BASE_YEARS: Titles = {
  1993: { zh: '1993年（2024年11月已用尽）', en: '1993 (ended in November 2024)' },
  2014: { zh: '2014年（用至2045年11月）', en: '2014 (until November 2045)' },
  2035: { zh: '2035年', en: '2035' },
};

export const TOKEN_LABELS: Titles = {
  meterNo: { zh: '表号开头', en: 'Beginning of the meter number' },
  scheme: { zh: '体系', en: 'Scheme' },
  kind: { zh: '种类', en: 'Kind' },
  ...options('scheme', TOKEN_SCHEMES),
  ...options('kind', TOKEN_KINDS),
  ...options('purpose', TOKEN_PURPOSES),
  ...options('keyType', KEY_TYPE_TITLES),
  ...options('encryption', ENCRYPTION_TITLES),
  ...options('derivation', DERIVATION_TITLES),
  ...options('baseYear', BASE_YEARS),
};
