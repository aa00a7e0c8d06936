/** States and words of price roll-out as the screens show them. */
import { LAG_REASONS, ROLLOUT_STATES, ROLLOUT_WAYS } from '../../../shared/rollout/words.ts';
import type { Text } from '../../../shared/text.ts';
import { COMMODITIES } from '../../../shared/values/quantity.ts';
import type { States } from '../../ui/state-tag.tsx';

type Titles = Readonly<Record<string, Text>>;
const plain = (titles: Titles): States =>
  Object.fromEntries(Object.entries(titles).map(([key, title]) => [key, { title }]));
const options = (field: string, titles: Titles): Titles =>
  Object.fromEntries(Object.entries(titles).map(([key, title]) => [`${field}.${key}`, title]));

/** States last: a reason and a state may share a key, and the state is what a list is read by. */
export const ROLLOUT_STATES_SHOWN: States = {
  ...plain(Object.fromEntries(Object.entries(COMMODITIES).map(([key, { title }]) => [key, title]))),
  ...plain(ROLLOUT_WAYS),
  ...plain(LAG_REASONS),
  pending: { title: ROLLOUT_STATES.pending },
  sent: { title: ROLLOUT_STATES.sent, tone: 'accent' },
  confirmed: { title: ROLLOUT_STATES.confirmed, tone: 'right' },
  refused: { title: ROLLOUT_STATES.refused, tone: 'wrong' },
  silent: { title: ROLLOUT_STATES.silent, tone: 'soon' },
};

export const ROLLOUT_LABELS: Titles = {
  lagging: { zh: '只看有掉队的', en: 'With laggards only' },
  late: { zh: '只看掉队的', en: 'Laggards only' },
  ...options('state', ROLLOUT_STATES),
  ...options('way', ROLLOUT_WAYS),
};
