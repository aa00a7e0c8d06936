/** States and words of price roll-out as the screens show them. */
import { LAG_REASONS, ROLLOUT_STATES, ROLLOUT_WAYS } from '../../../shared/rollout/words.ts';
import { optionsOf, type Titles } from '../../../shared/text.ts';
import { COMMODITIES } from '../../../shared/values/quantity.ts';
import { type States, statesOf } from '../../ui/state-tag.tsx';

/** States last: a reason and a state may share a key, and the state is what a list is read by. */
export const ROLLOUT_STATES_SHOWN: States = {
  ...statesOf(Object.fromEntries(Object.entries(COMMODITIES).map(([key, { title }]) => [key, title]))),
  ...statesOf(ROLLOUT_WAYS),
  ...statesOf(LAG_REASONS),
  pending: { title: ROLLOUT_STATES.pending },
  sent: { title: ROLLOUT_STATES.sent, tone: 'accent' },
  confirmed: { title: ROLLOUT_STATES.confirmed, tone: 'right' },
  refused: { title: ROLLOUT_STATES.refused, tone: 'wrong' },
  silent: { title: ROLLOUT_STATES.silent, tone: 'soon' },
};

export const ROLLOUT_LABELS: Titles = {
  lagging: { zh: '只看有掉队的', en: 'With laggards only' },
  late: { zh: '只看掉队的', en: 'Laggards only' },
  ...optionsOf('state', ROLLOUT_STATES),
  ...optionsOf('way', ROLLOUT_WAYS),
};
