/** The words for what is on a card and what was found there, for pages, cases and slips. */
import type { CardFile } from '../agent/protocol.ts';
import type { Text } from '../text.ts';
import type { BrokenWhy } from './codec.ts';
import type { CounterVerdictName, ForeignBecause } from './counter-check.ts';
import type { CardType } from './layout.ts';
import type { ReturnDifferenceKind } from './return-file.ts';

export const CARD_FILE_TITLES: Readonly<Record<CardFile, Text>> = {
  ef1: { zh: '参数信息文件', en: 'Parameters' },
  ef2: { zh: '钱包文件', en: 'Wallet' },
  ef3: { zh: '当前套电价文件', en: 'Current price set' },
  ef4: { zh: '备用套电价文件', en: 'Backup price set' },
  ef5: { zh: '返写文件', en: 'Return file' },
};

export const CARD_TYPE_TITLES: Readonly<Record<CardType, Text>> = {
  open: { zh: '开户卡', en: 'Opening card' },
  purchase: { zh: '购电卡', en: 'Purchase card' },
  replacement: { zh: '补卡', en: 'Replacement card' },
};

export const BROKEN_TITLES: Readonly<Record<BrokenWhy, Text>> = {
  length: { zh: '文件长度不对', en: 'Wrong length of the file' },
  start: { zh: '起始字节不对', en: 'Wrong first byte' },
  command: { zh: '命令码不对', en: 'Wrong command byte' },
  'length-field': { zh: '长度字段不对', en: 'Wrong length field' },
  end: { zh: '结束字节不对', en: 'Wrong last byte' },
  checksum: { zh: '校验和不对', en: 'Wrong checksum' },
  bcd: { zh: '数字编码不对', en: 'Digits that are none' },
  time: { zh: '时间不存在', en: 'A time that does not exist' },
  range: { zh: '数值超出范围', en: 'A value out of range' },
  code: { zh: '卡类型不明', en: 'Unknown type of card' },
};

export const COUNTER_VERDICT_TITLES: Readonly<Record<CounterVerdictName, Text>> = {
  'may-sell': { zh: '可以购电', en: 'May be sold to' },
  'not-inserted': { zh: '上次购电未被电表接收', en: 'The meter has not taken the last purchase' },
  'may-merge': { zh: '上次购电尚未插表，可合并写卡', en: 'Last purchase not inserted yet; may be merged' },
  'empty-return': { zh: '尚未插表，无返写信息', en: 'Not inserted yet, nothing written back' },
  foreign: { zh: '卡内信息与账不符', en: 'The card is not as in the books' },
  blank: { zh: '空白卡', en: 'Blank card' },
  unreadable: { zh: '卡内文件损坏', en: 'A file on the card is broken' },
};

export const FOREIGN_TITLES: Readonly<Record<ForeignBecause, Text>> = {
  serial: { zh: '不是账上的这张卡', en: 'Not the card of the books' },
  'meter-no': { zh: '表号不符', en: 'Another meter number' },
  'customer-no': { zh: '户号不符', en: 'Another customer number' },
  wallet: { zh: '钱包不是本单位最后写入的内容', en: 'The wallet is not what was last written here' },
  'return-file': { zh: '返写信息属于另一块表或另一户', en: 'The return file is of another meter or customer' },
  ahead: { zh: '电表购电次数多于售出次数', en: 'The meter has taken more purchases than were sold' },
};

export const RETURN_DIFFERENCE_TITLES: Readonly<Record<ReturnDifferenceKind, Text>> = {
  'meter-no': { zh: '表号', en: 'Meter number' },
  'customer-no': { zh: '户号', en: 'Customer number' },
  count: { zh: '购电次数', en: 'Purchase count' },
  remaining: { zh: '剩余金额', en: 'Money left' },
  overdraft: { zh: '透支金额', en: 'Overdraft' },
  'illegal-insertions': { zh: '非法插卡次数', en: 'Illegal insertions' },
  'key-info': { zh: '密钥信息', en: 'Key information' },
  time: { zh: '返写时间', en: 'Time of writing back' },
};
