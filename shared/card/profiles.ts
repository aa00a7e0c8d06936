/**
 * The layouts we know. Source of `qgdw-electricity`: the user card of the Q/GDW enterprise standards for prepaid meters
 * of the State Grid, as three independent public implementations agree on it. The folders of water and gas are known
 * from one maker that keeps the same files there.
 */
import type { CardFile } from '../agent/protocol.ts';
import type { CardProfile, FieldLayout, FileLayout, FileVariant } from './layout.ts';
import { CARD_FILE_TITLES } from './words.ts';

const USER_CARD = 0x01;
const RETURN_FILE = 0x11;

/** 999,999.99 yuan, the most that a meter of this kind can show. */
export const MOST_FEN = 99_999_999;

const parameterFields: readonly FieldLayout[] = [
  { name: 'userType', at: 4, length: 1, kind: 'binary' },
  { name: 'updateFlags', at: 5, length: 1, kind: 'flags' },
  { name: 'reserved', at: 6, length: 4, kind: 'raw' },
  { name: 'switchTime', at: 10, length: 5, kind: 'time' },
  { name: 'tariffCount', at: 15, length: 1, kind: 'raw' },
  { name: 'alarm1', at: 16, length: 4, kind: 'bcd' },
  { name: 'alarm2', at: 20, length: 4, kind: 'bcd' },
  { name: 'currentRatio', at: 24, length: 3, kind: 'bcd' },
  { name: 'voltageRatio', at: 27, length: 3, kind: 'bcd' },
  { name: 'meterNo', at: 30, length: 6, kind: 'digits' },
  { name: 'customerNo', at: 36, length: 6, kind: 'digits' },
  { name: 'cardType', at: 42, length: 1, kind: 'binary' },
];

const walletFields: readonly FieldLayout[] = [
  { name: 'amount', at: 0, length: 4, kind: 'binary', max: MOST_FEN },
  { name: 'count', at: 4, length: 4, kind: 'binary' },
];

const returnFields: readonly FieldLayout[] = [
  { name: 'userType', at: 4, length: 1, kind: 'binary' },
  { name: 'currentRatio', at: 5, length: 3, kind: 'bcd' },
  { name: 'voltageRatio', at: 8, length: 3, kind: 'bcd' },
  { name: 'meterNo', at: 11, length: 6, kind: 'digits' },
  { name: 'customerNo', at: 17, length: 6, kind: 'digits' },
  { name: 'remaining', at: 23, length: 4, kind: 'binary' },
  { name: 'count', at: 27, length: 4, kind: 'binary' },
  { name: 'overdraft', at: 31, length: 4, kind: 'binary' },
  { name: 'keyInfo', at: 35, length: 4, kind: 'raw' },
  { name: 'illegalInsertions', at: 39, length: 3, kind: 'bcd' },
  { name: 'writtenAt', at: 42, length: 5, kind: 'time' },
];

const priceVariants: readonly [FileVariant, FileVariant] = [
  {
    name: 'flat',
    length: 258,
    parts: [128, 130],
    frame: { command: USER_CARD },
    fields: [{ name: 'prices', at: 4, length: 4, kind: 'bcd', repeat: 63 }],
  },
  {
    name: 'ladder',
    length: 203,
    parts: [203],
    frame: { command: USER_CARD },
    fields: [
      { name: 'prices', at: 4, length: 4, kind: 'bcd', repeat: 32 },
      { name: 'thresholds', at: 132, length: 4, kind: 'bcd', repeat: 6 },
      { name: 'ladderPrices', at: 156, length: 4, kind: 'bcd', repeat: 7 },
      { name: 'settlementDays', at: 184, length: 3, kind: 'digits', repeat: 4 },
      { name: 'switchTime', at: 196, length: 5, kind: 'time' },
    ],
  },
];

const files: Readonly<Record<CardFile, FileLayout>> = {
  ef1: {
    title: CARD_FILE_TITLES.ef1,
    fileId: 0x0001,
    shortId: 1,
    required: true,
    variants: [{ name: 'parameters', length: 45, parts: [45], frame: { command: USER_CARD }, fields: parameterFields }],
  },
  ef2: {
    title: CARD_FILE_TITLES.ef2,
    fileId: 0x0002,
    shortId: 2,
    required: true,
    variants: [{ name: 'wallet', length: 8, parts: [8], frame: null, fields: walletFields }],
  },
  ef3: {
    title: CARD_FILE_TITLES.ef3,
    fileId: 0x0003,
    shortId: 3,
    required: false,
    variants: priceVariants,
  },
  ef4: {
    title: CARD_FILE_TITLES.ef4,
    fileId: 0x0004,
    shortId: 4,
    required: false,
    variants: priceVariants,
  },
  ef5: {
    title: CARD_FILE_TITLES.ef5,
    fileId: 0x0005,
    shortId: 5,
    required: true,
    variants: [{ name: 'return', length: 49, parts: [49], frame: { command: RETURN_FILE }, fields: returnFields }],
  },
};

const electricity: CardProfile = {
  id: 'qgdw-electricity',
  title: { zh: '国网购电卡（电）', en: 'Q/GDW user card, electricity' },
  standing: 'standard',
  df: 0xdf01,
  serial: { shortId: 0x19, at: 1, length: 8, atAtr: 5 },
  files,
  cardTypes: { open: 0x01, purchase: 0x02, replacement: 0x03 },
};

export const CARD_PROFILES: readonly CardProfile[] = [
  electricity,
  {
    ...electricity,
    id: 'qgdw-water',
    title: { zh: '购水卡（厂家布局）', en: 'User card, water (one maker)' },
    standing: 'vendor',
    df: 0xdf02,
  },
  {
    ...electricity,
    id: 'qgdw-gas',
    title: { zh: '购气卡（厂家布局）', en: 'User card, gas (one maker)' },
    standing: 'vendor',
    df: 0xdf03,
  },
];

export function findProfile(id: string): CardProfile | undefined {
  return CARD_PROFILES.find((profile) => profile.id === id);
}
