/**
 * All that the digits of a token are made from, but the key. It is stored before anything is made: the same recipe
 * always gives the same digits, so whoever finds a token unfinished can finish it, and a request carried out twice
 * gives one token. Everything in it survives being stored as JSON.
 */

import type { CreditUnit } from '../../../../shared/metering/words.ts';
import { floorValue, type PaygoForm, type PaygoKind } from '../../../../shared/tokens/openpaygo/token.ts';
import { decodeAmount, encodeAmount, floorTenths, MOST_TENTHS } from '../../../../shared/tokens/sts/amount.ts';
import { CREDIT_SUBCLASSES } from '../../../../shared/tokens/sts/payload.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { wholeSteps } from '../../../../shared/values/steps.ts';
import type { DecoderKeyRequest } from '../sts/decoder-key.ts';

export type Recipe =
  | {
      readonly make: 'credit';
      readonly key: DecoderKeyRequest;
      readonly subClass: number;
      readonly tenths: number;
      readonly tokenId: number;
      readonly random: number;
    }
  | {
      readonly make: 'register';
      readonly key: DecoderKeyRequest;
      readonly subClass: number;
      readonly register: number;
      readonly tokenId: number;
      readonly random: number;
    }
  | {
      readonly make: 'key-change';
      readonly from: DecoderKeyRequest;
      readonly to: DecoderKeyRequest;
      readonly rollOver: boolean;
    }
  | { readonly make: 'test'; readonly subClass: 0 | 1; readonly manufacturer: number; readonly control: string }
  | ({
      readonly make: 'paygo';
      readonly serial: string;
      readonly kind: PaygoKind;
      readonly value: number | null;
      readonly count: number;
    } & PaygoForm);

/** A tenth of a unit is 100 thousandths. */
const MILLI_OF_TENTH = 100;

export const tenthsOf = (amount: number): number => wholeSteps(amount, MILLI_OF_TENTH);

/** The largest amount not above `amount` that a credit token carries; 0 when the smallest is more. */
export function floorForSts(amount: number): number {
  return floorTenths(wholeSteps(amount, MILLI_OF_TENTH)) * MILLI_OF_TENTH;
}

/** @param step what one value gives, in the meter's credit unit */
export function floorForPaygo(form: Pick<PaygoForm, 'extended'>, step: number, amount: number): number {
  return floorValue(form, wholeSteps(amount, step)) * step;
}

/**
 * The smallest amount not below `amount` that a credit token carries. Only for credit that is carried over from another
 * meter: it has no price that could follow the token, and what is less than a step goes to the customer.
 */
export function ceilForSts(amount: number): number {
  const tenths = Math.min(wholeSteps(amount + MILLI_OF_TENTH - 1, MILLI_OF_TENTH), MOST_TENTHS);
  return decodeAmount(encodeAmount(tenths)) * MILLI_OF_TENTH;
}

export const ceilForPaygo = (step: number, amount: number): number => wholeSteps(amount + step - 1, step) * step;

export const subClassOf = (commodity: Commodity): number => CREDIT_SUBCLASSES[commodity];

/** Tenths of a unit are of energy or volume. How currency is scaled is not known here, so it is not sold. */
export const stsCounts = (unit: CreditUnit): boolean => unit !== 'money';
