/** A flag in words: what was seen, in figures a technician can check. */
import type { FlagKind } from '../../../../shared/collection/words.ts';
import { RELAYS, SWITCH_COMMANDS } from '../../../../shared/control/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatMoney, type Money } from '../../../../shared/values/money.ts';
import { formatQuantity, type Milli } from '../../../../shared/values/quantity.ts';

export type FlagFacts = Readonly<Record<string, string | number | null>>;

const amount = (facts: FlagFacts, key: string): string =>
  facts.unit === 'money'
    ? `${formatMoney(Number(facts[key]) as Money)} 元`
    : formatQuantity(Number(facts[key]) as Milli);

const amountEn = (facts: FlagFacts, key: string): string => amount(facts, key).replace('元', 'yuan');

const UNKNOWN: Text = { zh: '不明', en: 'unknown' };
const titleIn = (titles: Readonly<Record<string, Text>>, key: string | number | null | undefined): Text =>
  titles[String(key)] ?? UNKNOWN;

const SAY: Readonly<Record<FlagKind, (facts: FlagFacts) => Text>> = {
  gap: ({ since }) => ({
    zh: since === null ? '接入以来没有抄到' : `最近一次读数 ${since}`,
    en: since === null ? 'Never read since it was put on the line' : `Last read ${since}`,
  }),
  jump: ({ used }) => ({
    zh: `用量 ${formatQuantity(Number(used) as Milli)}，远高于平时`,
    en: `${formatQuantity(Number(used) as Milli)} used, far above the usual`,
  }),
  backwards: ({ value, previous }) => ({
    zh: `读数 ${value}，低于上次 ${previous}，未采用`,
    en: `Reading ${value} is below the last, ${previous}; it was not taken`,
  }),
  implausible: ({ value }) => ({
    zh: `表送回的读数不合理（${value}），未采用`,
    en: `The meter sent a figure that cannot be (${value}); it was not taken`,
  }),
  'not-recorded': ({ reason }) => ({
    zh: `读数未能入账（${reason}）`,
    en: `The reading could not be booked (${reason})`,
  }),
  clock: ({ minutes }) => {
    const off = Math.abs(Number(minutes));
    return Number(minutes) > 0
      ? { zh: `表内时钟快 ${off} 分钟`, en: `The clock is ${off} minutes ahead` }
      : { zh: `表内时钟慢 ${off} 分钟`, en: `The clock is ${off} minutes behind` };
  },
  'credit-over': (facts) => ({
    zh: `表内剩余 ${amount(facts, 'remaining')}，账上最多 ${amount(facts, 'possible')}`,
    en: `${amountEn(facts, 'remaining')} left, the books allow at most ${amountEn(facts, 'possible')}`,
  }),
  'illegal-card': ({ insertions }) => ({
    zh: `表记录非法插卡 ${insertions} 次`,
    en: `The meter counted ${insertions} illegal card insertions`,
  }),
  'relay-differs': ({ wanted, found }) => {
    const told = titleIn(SWITCH_COMMANDS, wanted);
    const is = titleIn(RELAYS, found);
    return { zh: `最近命令“${told.zh}”，实际“${is.zh}”`, en: `Last told "${told.en}", found "${is.en}"` };
  },
};

export const sayFlag = (kind: FlagKind, facts: FlagFacts): Text => SAY[kind](facts);
