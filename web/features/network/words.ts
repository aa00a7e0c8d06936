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
import type { Text } from '../../../shared/text.ts';
import { ATTEMPT_STATE_TITLES } from '../../../shared/vending/words.ts';
import type { States, Tone } from '../../ui/state-tag.tsx';

const states = <K extends string>(
  titles: Readonly<Record<K, Text>>,
  tones?: Readonly<Partial<Record<K, Tone>>>,
): States =>
  Object.fromEntries(
    (Object.entries(titles) as [K, Text][]).map(([key, title]) => [key, { title, tone: tones?.[key] ?? 'plain' }]),
  );

const dotted = (under: string, titles: Readonly<Record<string, Text>>): Record<string, Text> =>
  Object.fromEntries(Object.entries(titles).map(([key, title]) => [`${under}.${key}`, title]));

export const LINE_STATES_SHOWN: States = {
  ...states(TRANSPORTS),
  ...states(LINE_HEALTHS, { good: 'right', weak: 'soon', down: 'wrong' }),
};

export const METER_STATES_SHOWN: States = {
  ...states(PRESENCES, { seen: 'right', silent: 'wrong', never: 'soon' }),
  ...states(RELAYS, { closed: 'right', open: 'soon', 'close-allowed': 'soon' }),
};

export const RECHARGE_STATES_SHOWN: States = {
  ...states(ATTEMPT_STATE_TITLES, {
    APPLIED: 'right',
    NOT_APPLIED: 'soon',
    UNKNOWN: 'wrong',
    FOREIGN_WRITE: 'wrong',
    NO_ANSWER: 'soon',
    NACKED: 'soon',
  }),
  ...states(DELIVERY_REASONS),
};

export const SUPPLY_STATES_SHOWN: States = states(SUPPLY_STATES, {
  requested: 'wrong',
  approved: 'soon',
  supplied: 'accent',
  ended: 'right',
});

export const EVENT_STATES_SHOWN: States = states(LINE_EVENTS, {
  'line-down': 'wrong',
  'line-up': 'right',
  'clock-off': 'soon',
  'count-differs': 'wrong',
  'foreign-write': 'wrong',
  'recharge-unknown': 'wrong',
});

export const NETWORK_LABELS: Readonly<Record<string, Text>> = {
  ...dotted('transport', TRANSPORTS),
  ...dotted('parity', PARITIES),
  ...dotted('protocol', PROTOCOLS),
  ...dotted('presence', PRESENCES),
  'show.open': { zh: '未决', en: 'Open' },
  'show.all': { zh: '全部', en: 'All' },
  show: { zh: '范围', en: 'Show' },
  presence: { zh: '通信', en: 'Presence' },
  attention: { zh: '只看需要处理的', en: 'Only those that want attention' },
  find: { zh: '表号', en: 'Meter number' },
  state: { zh: '状态', en: 'State' },
  kind: { zh: '事件', en: 'Event' },
  ...dotted('kind', LINE_EVENTS),
  'level.02': { zh: '02 级', en: 'Level 02' },
  'level.04': { zh: '04 级', en: 'Level 04' },
};

export const LINE_LABELS: Readonly<Record<string, Text>> = { ...NETWORK_LABELS, ...dotted('state', LINE_STATES) };
export const SUPPLY_LABELS: Readonly<Record<string, Text>> = { ...NETWORK_LABELS, ...dotted('state', SUPPLY_STATES) };
