/**
 * The prepaid ("03") family: open, recharge, refund, query. Amounts and counts are binary here, low byte first; what is
 * read with 11 is BCD. Three variants exist in the field:
 * - plain: no security module, MACs are sent as zeros and not looked at; the purchase count guards against repeats;
 * - order-number: an order number of 16 digits takes the place of the count;
 * - security-port: the meter's module wants an authentication first and a MAC over amount and count, and one over the
 *   customer number. They come from the utility's own machine through `MeterSecurity` (security.ts).
 * A lost answer is never answered by sending again: the query tells whether count and money have moved. 15 failed
 * authentications lock the meter, 200 wrong MACs suspend its module.
 * Source: public firmware and PC tools; layouts only, no captured frame.
 */
import { fen, type Money } from '../../../../shared/values/money.ts';
import { binaryAt, binaryOf, digitsAt, hexOf, inOrder, joinBytes, lowFirst } from './bytes.ts';
import { type Answer, prepaidRequest, type Request } from './requests.ts';

export type PurchaseKind = 'open' | 'recharge' | 'refund';

/** Open account, recharge; refund is a vendor's own. */
export const PURCHASE_DI: Readonly<Record<PurchaseKind, string>> = {
  open: '070101FF',
  recharge: '070102FF',
  refund: '070108FF',
};
export const INITIALISE_DI = '070103FF';
export const QUERY_DI = '078102FF';
export const NO_MAC = '00000000';

export interface Purchase {
  readonly kind: PurchaseKind;
  /** 12 digits. */
  readonly address: string;
  /** 8 hex digits as printed. */
  readonly operator: string;
  /** 0 to 2^32 - 1 fen. */
  readonly amount: Money;
  /** The purchase count that will be in force: the meter's own + 1. */
  readonly count: number;
  /** 12 digits. */
  readonly customerNo: string;
}

export interface PurchaseMacs {
  /** Over amount and count, 8 hex digits in the order of the wire. */
  readonly first: string;
  /** Over the customer number. */
  readonly second: string;
}

const NO_MACS: PurchaseMacs = { first: NO_MAC, second: NO_MAC };

const macBytes = (mac: string): Uint8Array => inOrder(mac, 4);

/** The 8 bytes of a purchase that the first MAC covers. */
export const amountAndCount = (purchase: Pick<Purchase, 'amount' | 'count'>): Uint8Array =>
  joinBytes(binaryOf(purchase.amount, 4), binaryOf(purchase.count, 4));

/** The 6 bytes that the second MAC covers. */
export const customerBytes = (customerNo: string): Uint8Array => lowFirst(customerNo, 6);

/**
 * Open, recharge or refund by purchase count, L = 1EH. Without `macs` they are zero (plain variant). RangeError for an
 * amount or count that does not fit.
 */
export const purchase = (given: Purchase, macs: PurchaseMacs = NO_MACS): Request =>
  prepaidRequest(
    given.address,
    PURCHASE_DI[given.kind],
    given.operator,
    joinBytes(amountAndCount(given), macBytes(macs.first), customerBytes(given.customerNo), macBytes(macs.second)),
  );

export interface OrderPurchase {
  readonly kind: 'recharge' | 'refund';
  readonly address: string;
  /** 8 hex digits as printed; the vendor's own tool sends 11223344. */
  readonly operator: string;
  readonly amount: Money;
  /** 16 digits, never used twice: the meter's guard against repeats. */
  readonly orderNo: string;
  /** 12 digits; mostly the address again. */
  readonly meterNo: string;
}

/** Recharge or refund by order number, L = 22H. RangeError as `purchase`. */
export const purchaseByOrder = (given: OrderPurchase): Request =>
  prepaidRequest(
    given.address,
    PURCHASE_DI[given.kind],
    given.operator,
    joinBytes(
      binaryOf(given.amount, 4),
      lowFirst(given.orderNo, 8),
      macBytes(NO_MAC),
      lowFirst(given.meterNo, 6),
      macBytes(NO_MAC),
    ),
  );

/** Sets the wallet to `amount` and the count to 0: for a meter that is taken down or put up anew. */
export const initialiseWallet = (
  meter: { readonly address: string; readonly operator: string },
  amount: Money,
  macs: PurchaseMacs = NO_MACS,
): Request =>
  prepaidRequest(
    meter.address,
    INITIALISE_DI,
    meter.operator,
    joinBytes(binaryOf(amount, 4), macBytes(macs.first), binaryOf(0, 4), macBytes(macs.second)),
  );

/** What the meter's wallet holds. Asked after every purchase, answered or not. */
export const queryWallet = (address: string, operator: string): Request =>
  prepaidRequest(address, QUERY_DI, operator, new Uint8Array(0));

export interface Wallet {
  readonly moneyLeft: Money;
  readonly purchaseCount: number;
  readonly customerNo: string;
  /** MACs over money and count (8 hex digits each, order of the wire) and the state of the keys; where the meter has them. */
  readonly proof: { readonly moneyMac: string; readonly countMac: string; readonly keys: string } | null;
}

function walletAt(data: Uint8Array, money: number, count: number, customer: number): Omit<Wallet, 'proof'> | null {
  const left = binaryAt(data, money, 4);
  const purchaseCount = binaryAt(data, count, 4);
  const customerNo = digitsAt(data, customer, 6);
  if (left === null || purchaseCount === null || customerNo === null) return null;
  return { moneyLeft: fen(left), purchaseCount, customerNo };
}

const wireHex = (data: Uint8Array, from: number): string => hexOf(data.subarray(from, from + 4));

/**
 * The wallet in the answer to `queryWallet` (26 bytes with MACs and key state, 14 without), to `endAuthentication`
 * (18 bytes: customer, money, count, key state), or to a plain meter's purchase (14 bytes: money, count, customer). Null when the answer does not carry one, as a meter with a
 * security module answers a purchase with the identifier alone.
 */
export function walletIn(answer: Answer): Wallet | null {
  if (answer.result !== 'data') return null;
  const { data } = answer;
  if (data.length === 14) {
    const wallet = walletAt(data, 0, 4, 8);
    return wallet === null ? null : { ...wallet, proof: null };
  }
  if (data.length === 18) {
    const wallet = walletAt(data, 6, 10, 0);
    return wallet === null ? null : { ...wallet, proof: null };
  }
  if (data.length !== 26) return null;
  const wallet = walletAt(data, 0, 8, 16);
  if (wallet === null) return null;
  const proof = { moneyMac: wireHex(data, 4), countMac: wireHex(data, 12), keys: wireHex(data, 22) };
  return { ...wallet, proof };
}
