/** States of sales, attempts and reversals as the pages show them, and the labels their lists share. */
import { DELIVERY_KINDS } from '../../../shared/metering/words.ts';
import { TENDER_KEYS, TENDERS } from '../../../shared/payments/tender.ts';
import { optionsOf, type Text } from '../../../shared/text.ts';
import { COMMODITIES, COMMODITY_KEYS } from '../../../shared/values/quantity.ts';
import { EXPIRED_BY_TITLES, PREPARED_STATE_TITLES, type PreparedState } from '../../../shared/vending/prepared.ts';
import {
  ATTEMPT_STATE_TITLES,
  REVERSAL_STATE_TITLES,
  type ReversalState,
  SALE_STATE_TITLES,
  type SaleState,
  SLIP_PAPER_TITLES,
} from '../../../shared/vending/words.ts';
import type { States, Tone } from '../../ui/state-tag.tsx';

const SALE_TONES: Readonly<Record<SaleState, Tone>> = {
  paid: 'soon',
  delivering: 'soon',
  delivered: 'right',
  unknown: 'wrong',
  case: 'wrong',
  reversed: 'plain',
};

const REVERSAL_TONES: Readonly<Record<ReversalState, Tone>> = {
  requested: 'soon',
  approved: 'soon',
  refused: 'plain',
  'paid-back': 'right',
};

const BAD_ATTEMPTS: ReadonlySet<string> = new Set(['NACKED', 'NO_ANSWER', 'NOT_APPLIED', 'FOREIGN_WRITE', 'UNKNOWN']);

const entriesOf = <K extends string, V>(record: Readonly<Record<K, V>>) => Object.entries(record) as [K, V][];

const KINDS: States = Object.fromEntries(COMMODITY_KEYS.map((kind) => [kind, { title: COMMODITIES[kind].title }]));

/** Of a sale's columns: its state, its commodity, the state of its last delivery attempt. */
export const SALE_STATES_SHOWN: States = {
  ...KINDS,
  ...Object.fromEntries(
    entriesOf(ATTEMPT_STATE_TITLES).map(([state, title]) => [
      state,
      { title, tone: BAD_ATTEMPTS.has(state) ? 'wrong' : state === 'APPLIED' ? 'right' : 'plain' } as const,
    ]),
  ),
  ...Object.fromEntries(
    entriesOf(SALE_STATE_TITLES).map(([state, title]) => [state, { title, tone: SALE_TONES[state] }]),
  ),
};

const PREPARED_TONES: Readonly<Record<PreparedState, Tone>> = {
  waiting: 'soon',
  paid: 'right',
  expired: 'plain',
  withdrawn: 'plain',
};

/** Of a prepared sale: its own states first; `paid` is a ticket that was paid, not a sale that is undelivered. */
export const PREPARED_STATES_SHOWN: States = {
  ...SALE_STATES_SHOWN,
  ...Object.fromEntries(entriesOf(EXPIRED_BY_TITLES).map(([key, title]) => [key, { title }])),
  ...Object.fromEntries(
    entriesOf(PREPARED_STATE_TITLES).map(([state, title]) => [state, { title, tone: PREPARED_TONES[state] }]),
  ),
};

export const REVERSAL_STATES_SHOWN: States = Object.fromEntries(
  entriesOf(REVERSAL_STATE_TITLES).map(([state, title]) => [state, { title, tone: REVERSAL_TONES[state] }]),
);

export const SALE_FILTER_LABELS: Readonly<Record<string, Text>> = {
  room: { zh: '房间', en: 'Room' },
  account: { zh: '户号', en: 'Account' },
  meter: { zh: '表号', en: 'Meter' },
  amountFen: { zh: '金额（元）', en: 'Amount (yuan)' },
  phone: { zh: '电话末四位', en: 'Last 4 of the phone' },
  from: { zh: '从（营业日）', en: 'From (business date)' },
  to: { zh: '到', en: 'To' },
  ...optionsOf('commodity', Object.fromEntries(COMMODITY_KEYS.map((kind) => [kind, COMMODITIES[kind].title]))),
  ...optionsOf('state', SALE_STATE_TITLES),
};

export const PREPARED_FILTER_LABELS: Readonly<Record<string, Text>> = {
  from: { zh: '从（营业日）', en: 'From (business date)' },
  to: { zh: '到', en: 'To' },
  preparedById: { zh: '售电员', en: 'Clerk' },
  ...optionsOf('state', PREPARED_STATE_TITLES),
};

export const REVERSAL_FILTER_LABELS: Readonly<Record<string, Text>> = optionsOf('state', REVERSAL_STATE_TITLES);

export const PAPER_LABELS: Readonly<Record<string, Text>> = optionsOf('paper', SLIP_PAPER_TITLES);

export const TENDER_STATES: States = Object.fromEntries(TENDER_KEYS.map((key) => [key, { title: TENDERS[key].title }]));

export const DELIVERY_STATES: States = Object.fromEntries(
  entriesOf(DELIVERY_KINDS).map(([kind, title]) => [kind, { title }]),
);
