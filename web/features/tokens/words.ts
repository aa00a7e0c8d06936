/** States and words of keypad tokens as the screens show them. */
import { optionsOf, type Titles } from '../../../shared/text.ts';
import { DERIVATION_TITLES, ENCRYPTION_TITLES, KEY_TYPE_TITLES } from '../../../shared/tokens/view.ts';
import { TOKEN_KINDS, TOKEN_PURPOSES, TOKEN_SCHEMES, TOKEN_STATES } from '../../../shared/tokens/words.ts';
import { type States, statesOf } from '../../ui/state-tag.tsx';

export const TOKEN_STATES_SHOWN: States = {
  ...statesOf(TOKEN_SCHEMES),
  ...statesOf(TOKEN_KINDS),
  ...statesOf(TOKEN_PURPOSES),
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
  ...optionsOf('scheme', TOKEN_SCHEMES),
  ...optionsOf('kind', TOKEN_KINDS),
  ...optionsOf('purpose', TOKEN_PURPOSES),
  ...optionsOf('keyType', KEY_TYPE_TITLES),
  ...optionsOf('encryption', ENCRYPTION_TITLES),
  ...optionsOf('derivation', DERIVATION_TITLES),
  ...optionsOf('baseYear', BASE_YEARS),
};
