/**
 * What a protocol lets one say on a line, whatever the protocol. A new one is a file beside these; the line, the link
 * and the driver know only this.
 */
import type { CreditUnit } from '../../../../shared/metering/words.ts';
import type { Protocol } from '../../../../shared/network/words.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import type { Wire } from '../line/line.ts';
import type { MeterError, MeterItem, MeterValues, PriceSet, RelayCommand } from '../meter-link.ts';

export type Said<T> =
  | { readonly result: 'answered'; readonly value: T }
  | { readonly result: 'refused'; readonly error: MeterError }
  | { readonly result: 'silent' }
  | { readonly result: 'unreachable' };

export const answered = <T>(value: T): Said<T> => ({ result: 'answered', value });
export const refused = (error: MeterError): Said<never> => ({ result: 'refused', error });

/** The meter spoken to. */
export interface Spoken {
  readonly protocol: Protocol;
  readonly address: string;
  readonly customerNo: string;
  readonly commodity: Commodity;
  readonly creditUnit: CreditUnit;
  /** The site's; the meter's clock shows its time. */
  readonly timeZone: string;
  /** Null: the makers' own. */
  readonly access: { readonly level: string; readonly password: string; readonly operator: string } | null;
}

/** What the meter holds of credit, in its unit. */
export interface CreditSeen {
  readonly count: number;
  /** Below zero when more was used than bought. */
  readonly balance: number;
  /** All that was ever bought; null where the meter does not tell. */
  readonly total: number | null;
  readonly customerNo: string | null;
}

export interface RechargeOrder {
  readonly amount: number;
  readonly count: number;
  readonly orderNo: string;
}

export interface Speech {
  read(wire: Wire, to: Spoken, items: readonly MeterItem[]): Promise<Partial<Record<MeterItem, Said<unknown>>>>;
  /** `until` by the meter's clock. */
  switchRelay(wire: Wire, to: Spoken, command: RelayCommand, until: string): Promise<Said<null>>;
  writePrices(wire: Wire, to: Spoken, set: PriceSet): Promise<Said<null>>;
  broadcastTime(wire: Wire, time: string): Promise<Said<null>>;
  /** Who answers there: its own address and, where it has one, its number. */
  identify(wire: Wire, to: Spoken): Promise<Said<{ readonly address: string; readonly meterNo: string | null }>>;
  readCredit(wire: Wire, to: Spoken): Promise<Said<CreditSeen>>;
  /** Sent once, whatever happens. Whatever comes back, credit is read again. */
  recharge(wire: Wire, to: Spoken, order: RechargeOrder): Promise<Said<null>>;
  /** Why credit cannot be given over the line at all; null when it can. */
  readonly cannotRecharge: (to: Pick<Spoken, 'protocol' | 'creditUnit'>) => 'protocol' | 'unit' | 'security' | null;
}

export type ItemValue<K extends MeterItem> = MeterValues[K];
