/** States of cards and of what happens to them, as the pages show them, and the labels their lists share. */
import {
  CARD_DOCUMENT_KINDS,
  CARD_STATES,
  CARE_KINDS,
  STOCK_MOVEMENTS,
  WRITE_PURPOSES,
  WRITE_STATES,
} from '../../../shared/cards/words.ts';
import { optionsOf, type Text, type Titles } from '../../../shared/text.ts';
import { type States, statesOf, type Tone } from '../../ui/state-tag.tsx';

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

const toned = (titles: Titles): States => statesOf(titles, TONES);

export const CARD_STATES_SHOWN: States = toned(CARD_STATES);
export const MOVEMENT_STATES: States = statesOf(STOCK_MOVEMENTS);

export const DOCUMENT_STATES: States = toned(CARD_DOCUMENT_KINDS);
export const WRITE_STATES_SHOWN: States = { ...toned(WRITE_PURPOSES), ...toned(WRITE_STATES) };
export const CARE_STATES: States = {
  ...toned(CARE_KINDS),
  good: { title: { zh: '正常', en: 'Good' }, tone: 'right' },
  bad: { title: { zh: '不正常', en: 'Not good' }, tone: 'wrong' },
};

export const CARD_LABELS: Readonly<Record<string, Text>> = {
  find: { zh: '卡号、表号或房间', en: 'Serial, meter or room' },
  ...optionsOf('state', CARD_STATES),
};

export const CARE_LABELS: Readonly<Record<string, Text>> = {
  kind: { zh: '做了什么', en: 'What was done' },
  text: { zh: '说明', en: 'Words' },
  ...optionsOf('kind', CARE_KINDS),
};
