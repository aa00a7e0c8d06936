/** Engineering tokens: what each purpose asks of the meter and of the value. Pure. */

import { carriesValue, type PaygoKind } from '../../../../shared/tokens/openpaygo/token.ts';
import { encodeAmount, MOST_TENTHS } from '../../../../shared/tokens/sts/amount.ts';
import { REGISTER_SUBCLASSES } from '../../../../shared/tokens/sts/payload.ts';
import { isStsPurpose, type TokenPurpose, type TokenScheme } from '../../../../shared/tokens/words.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

const REGISTER_VALUES = 0xffff;

export type Engineering =
  | { readonly scheme: 'sts'; readonly subClass: number; readonly register: number }
  | { readonly scheme: 'openpaygo'; readonly kind: PaygoKind; readonly value: number | null };

/** Powers in watts, written as amounts are: exact below 16,384, then in steps, rounded up. */
const POWERS: ReadonlySet<TokenPurpose> = new Set(['max-power', 'phase-unbalance']);

/** Clearing needs no value: all registers, or none to name. */
const WITHOUT_VALUE: Partial<Record<TokenPurpose, number>> = { 'clear-credit': REGISTER_VALUES, 'clear-tamper': 0 };

const PAYGO_KINDS = { 'set-credit': 'set', unlock: 'disable', 'sync-count': 'sync' } as const;

/** Refuses 'token.purpose_unfit' and 'token.value_unfit'. */
export function engineeringOf(
  device: { readonly scheme: TokenScheme; readonly extended: boolean | null },
  { purpose, value }: { readonly purpose: TokenPurpose; readonly value: number | undefined },
): Engineering {
  if (isStsPurpose(purpose)) {
    if (device.scheme !== 'sts') return refuse('token.purpose_unfit');
    const given = value ?? WITHOUT_VALUE[purpose];
    const highest = POWERS.has(purpose) ? MOST_TENTHS : REGISTER_VALUES;
    if (given === undefined || given > highest) return refuse('token.value_unfit');
    const register = POWERS.has(purpose) ? encodeAmount(given) : given;
    return { scheme: 'sts', subClass: REGISTER_SUBCLASSES[purpose], register };
  }
  if (device.scheme !== 'openpaygo') return refuse('token.purpose_unfit');
  const kind = PAYGO_KINDS[purpose];
  if (kind !== 'set') return { scheme: 'openpaygo', kind, value: null };
  if (value === undefined || !carriesValue({ extended: device.extended === true }, value))
    return refuse('token.value_unfit');
  return { scheme: 'openpaygo', kind, value };
}
