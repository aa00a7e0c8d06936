/**
 * The meter link: a network meter asked and told, whatever it speaks. The line's queue and lease lie behind it; so does
 * the protocol (DL/T 645-2007, CJ/T 188). Never called inside a transaction. It throws for a bug only; everything a line
 * or a meter can do is an answer.
 */
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Clock } from '../../platform/clock.ts';

/** What can be read. Energies and volumes in thousandths, money in fen, power in watts, current in milliamperes. */
export interface MeterValues {
  readonly energyTotalMilli: number;
  readonly energyPeakMilli: number;
  readonly energyFlatMilli: number;
  readonly energyValleyMilli: number;
  readonly moneyLeftFen: number;
  readonly overdraftFen: number;
  readonly energyLeftMilli: number;
  readonly purchaseCount: number;
  readonly purchasedTotalFen: number;
  readonly powerWatts: number;
  readonly currentMilliamperes: number;
  readonly voltageDecivolts: number;
  /** The meter's own date and time, as the instant it says it is, by the site's time zone. */
  readonly clock: Instant;
  readonly relay: 'closed' | 'open' | 'close-allowed';
  /** Running status words 1 to 7, each two bytes as hex, most significant first. */
  readonly statusWords: string;
  /** The price in force by the meter, 0.0001 yuan. */
  readonly currentPrice: number;
  readonly meterNo: string;
}
export type MeterItem = keyof MeterValues;

export type LinkAnswer<T> =
  | { readonly result: 'answered'; readonly value: T; readonly at: Instant }
  /** The meter said no; nothing has changed, unless the meter is known to lie. Always read back after a change. */
  | { readonly result: 'refused'; readonly error: MeterError; readonly at: Instant }
  /** Sent, and nothing came back: for a change it is not known whether it was carried out. */
  | { readonly result: 'silent'; readonly at: Instant }
  /** Never sent: no such link, the line is down or leased away for too long. */
  | { readonly result: 'unreachable'; readonly at: Instant };

export type MeterError =
  | 'no-such-data' | 'not-authorised' | 'repeat-recharge' | 'security-module' | 'authentication' | 'customer-number'
  | 'purchase-count' | 'over-hoard-limit' | 'other'; // biome-ignore format: a closed list

export type RelayCommand =
  | 'trip'
  | 'allow-close'
  | 'close'
  | 'alarm-on'
  | 'alarm-off'
  | 'keep-power-on'
  | 'keep-power-off';

export interface MeterAddress {
  readonly siteId: string;
  readonly meterId: string;
}

export interface PriceSet {
  /** 0.0001 yuan, for each tariff 1 to 4 (sharp, peak, flat, valley); one entry where there is one price. */
  readonly prices: readonly number[];
  /** From when the backup set is the set in force. */
  readonly switchAt: Instant;
}

export interface MeterLink {
  /** Each item by itself: one the meter does not know is refused and does not spoil the others. */
  read<K extends MeterItem>(
    to: MeterAddress,
    items: readonly K[],
  ): Promise<{ readonly [I in K]: LinkAnswer<MeterValues[I]> }>;
  /** The meter ignores the command after `validMinutes` of its own clock. "Answered" means accepted: read `relay` back. */
  switchRelay(to: MeterAddress, command: RelayCommand, validMinutes: number): Promise<LinkAnswer<null>>;
  /** Writes the backup price set and its switch time; the set in force is never written. */
  writePrices(to: MeterAddress, set: PriceSet): Promise<LinkAnswer<null>>;
  /** Broadcasts the time on the meter's line. Meters do not answer it: read `clock` afterwards. */
  broadcastTime(line: { readonly siteId: string; readonly lineId: string }): Promise<LinkAnswer<null>>;
}

declare module '../../platform/operations/implement.ts' {
  interface Outside {
    readonly meters: MeterLink;
  }
}

/** A house without network meters: nothing can be reached. */
export const noMeters = (clock: Clock): MeterLink => {
  const unreachable = async () => ({ result: 'unreachable', at: clock.now() }) as const;
  return {
    read: async (_to, items) =>
      Object.fromEntries(items.map((item) => [item, { result: 'unreachable', at: clock.now() }])) as never,
    switchRelay: unreachable,
    writePrices: unreachable,
    broadcastTime: unreachable,
  };
};
