/** States of cards and of what happens to them, as the pages show them, and the labels their lists share. */
import {
  CARD_DOCUMENT_KINDS,
  CARD_STATES,
  CARE_KINDS,
  LOSS_REASONS,
  STOCK_MOVEMENTS,
  WRITE_PURPOSES,
  WRITE_STATES,
} from '../../../shared/cards/words.ts';
import type { Text } from '../../../shared/text.ts';
import type { States, Tone } from '../../ui/state-tag.tsx';

const TONES: Readonly<Record<string, Tone>> = {
  issued: 'right',
  cleared: 'soon',
  lost: 'wrong',
  faulty: 'wrong',
  written: 'right',
  'not-written': 'soon',
  unknown: 'wrong',
  good: 'right',
  bad: 'wrong',
};

const statesOf = (titles: Readonly<Record<string, Text>>): States =>
  Object.fromEntries(
    Object.entries(titles).map(([key, title]) => [key, { title, tone: TONES[key] ?? ('plain' as const) }]),
  );

export const CARD_STATES_SHOWN: States = statesOf(CARD_STATES);
export const MOVEMENT_STATES: States = Object.fromEntries(
  Object.entries(STOCK_MOVEMENTS).map(([key, title]) => [key, { title }]),
);

export const DOCUMENT_STATES: States = statesOf(CARD_DOCUMENT_KINDS);
export const WRITE_STATES_SHOWN: States = { ...statesOf(WRITE_PURPOSES), ...statesOf(WRITE_STATES) };
export const CARE_STATES: States = {
  ...statesOf(CARE_KINDS),
  good: { title: { zh: '正常', en: 'Good' }, tone: 'right' },
  bad: { title: { zh: '不正常', en: 'Not good' }, tone: 'wrong' },
};

const dotted = (under: string, titles: Readonly<Record<string, Text>>): Record<string, Text> =>
  Object.fromEntries(Object.entries(titles).map(([key, title]) => [`${under}.${key}`, title]));

export const CARD_LABELS: Readonly<Record<string, Text>> = {
  find: { zh: '卡号、表号或房间', en: 'Serial, meter or room' },
  ...dotted('state', CARD_STATES),
};

export const CARE_LABELS: Readonly<Record<string, Text>> = {
  kind: { zh: '做了什么', en: 'What was done' },
  text: { zh: '说明', en: 'Words' },
  ...dotted('kind', CARE_KINDS),
};

export const LOSS_LABELS = LOSS_REASONS;
