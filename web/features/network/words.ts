/** States and labels that the pages of network share. */
import { DELIVERY_REASONS } from '../../../shared/metering/words.ts';
import {
  LINE_EVENTS,
  LINE_HEALTHS,
  LINE_STATES,
  PARITIES,
  PRESENCES,
  PROTOCOLS,
  RELAYS,
  SUPPLY_STATES,
  TRANSPORTS,
} from '../../../shared/network/words.ts';
import { optionsOf, type Text } from '../../../shared/text.ts';
import { ATTEMPT_STATE_TITLES } from '../../../shared/vending/words.ts';
import { type States, statesOf } from '../../ui/state-tag.tsx';

export const LINE_STATES_SHOWN: States = {
  ...statesOf(TRANSPORTS),
  ...statesOf(LINE_HEALTHS, { good: 'right', weak: 'soon', down: 'wrong' }),
};

export const METER_STATES_SHOWN: States = {
  ...statesOf(PRESENCES, { seen: 'right', silent: 'wrong', never: 'soon' }),
  ...statesOf(RELAYS, { closed: 'right', open: 'soon', 'close-allowed': 'soon' }),
};

export const RECHARGE_STATES_SHOWN: States = {
  ...statesOf(ATTEMPT_STATE_TITLES, {
    APPLIED: 'right',
    NOT_APPLIED: 'soon',
    UNKNOWN: 'wrong',
    FOREIGN_WRITE: 'wrong',
    NO_ANSWER: 'soon',
    NACKED: 'soon',
  }),
  ...statesOf(DELIVERY_REASONS),
};

export const SUPPLY_STATES_SHOWN: States = statesOf(SUPPLY_STATES, {
  requested: 'wrong',
  approved: 'soon',
  supplied: 'accent',
  ended: 'right',
});

export const EVENT_STATES_SHOWN: States = statesOf(LINE_EVENTS, {
  'line-down': 'wrong',
  'line-up': 'right',
  'clock-off': 'soon',
  'count-differs': 'wrong',
  'foreign-write': 'wrong',
  'recharge-unknown': 'wrong',
});

export const NETWORK_LABELS: Readonly<Record<string, Text>> = {
  ...optionsOf('transport', TRANSPORTS),
  ...optionsOf('parity', PARITIES),
  ...optionsOf('protocol', PROTOCOLS),
  ...optionsOf('presence', PRESENCES),
  'show.open': { zh: '未决', en: 'Open' },
  'show.all': { zh: '全部', en: 'All' },
  show: { zh: '范围', en: 'Show' },
  presence: { zh: '通信', en: 'Presence' },
  attention: { zh: '只看需要处理的', en: 'Only those that want attention' },
  find: { zh: '表号', en: 'Meter number' },
  state: { zh: '状态', en: 'State' },
  kind: { zh: '事件', en: 'Event' },
  ...optionsOf('kind', LINE_EVENTS),
  'level.02': { zh: '02 级', en: 'Level 02' },
  'level.04': { zh: '04 级', en: 'Level 04' },
};

export const LINE_LABELS: Readonly<Record<string, Text>> = { ...NETWORK_LABELS, ...optionsOf('state', LINE_STATES) };
export const SUPPLY_LABELS: Readonly<Record<string, Text>> = {
  ...NETWORK_LABELS,
  ...optionsOf('state', SUPPLY_STATES),
};
