/**
 * What is written to a card for a sale, in which order, and how the outcome is read off the card afterwards.
 *
 * Order: backup prices, parameters, return file cleared, wallet last. The wallet is the only file that gives credit: a
 * card torn out before it holds the old count, which the meter answers without credit; after it all is there. The
 * other way round a card could carry credit and a return file that makes the meter refuse it (error 34).
 */
import type { CardFile } from '../agent/protocol.ts';
import { addMoney, type Money } from '../values/money.ts';
import { fromHex, sameBytes, toHex } from './bytes.ts';
import { decodeFile, emptyFile, encodeFile } from './codec.ts';
import type { CardType, Fields } from './layout.ts';
import { fitPrices } from './price-set.ts';
import { findProfile } from './profiles.ts';
import { type Parameters, type PriceSet, timeDigits, type UserCard, type Wallet } from './user-card.ts';

export const UPDATE_PARAMETERS = 0x80;
const UPDATE_BACKUP_PRICES = 0x02;
const UPDATE_BACKUP_LADDER = 0x08;

export interface CardSale {
  readonly cardType: CardType;
  readonly amount: Money;
  /** The purchase count that the card is to carry: the last sold one plus one; 1 for an opening. */
  readonly count: number;
  readonly meterNo: string;
  readonly customerNo: string;
  /** Prices the meter is to take over at `switchTime` (local `YYYY-MM-DDThh:mm`). */
  readonly backupPrices?: { readonly set: PriceSet; readonly switchTime: string };
  /** What differs from the parameters on the card; on a blank card, from `USUAL_PARAMETERS`. */
  readonly parameters?: Partial<
    Pick<Parameters, 'userType' | 'alarm1' | 'alarm2' | 'currentRatio' | 'voltageRatio' | 'updateFlags'>
  >;
}

/** The body of `card.write` but for the request number; also what `judgeWritten` compares with. */
export interface WritePlan {
  readonly profile: string;
  readonly expect: { readonly serial: string; readonly files: Partial<Record<CardFile, string>> };
  readonly write: readonly { readonly file: CardFile; readonly content: string }[];
}

/**
 * The card must have been judged fit for it (`counterCheck`, `isBlank`).
 *
 * @throws RangeError when a value does not fit the layout
 */
export function planSaleWrite(card: UserCard, sale: CardSale): WritePlan {
  const { profile, image } = card;
  const write: { file: CardFile; content: string }[] = [];
  if (sale.backupPrices !== undefined) {
    const { set, switchTime } = sale.backupPrices;
    const { form, fields } = fitPrices(card, set, switchTime);
    const content = toHex(encodeFile(profile, 'ef4', fields, form));
    if (content !== image.files.ef4) write.push({ file: 'ef4', content });
  }
  write.push(
    { file: 'ef1', content: toHex(encodeFile(profile, 'ef1', parameterFields(card, sale))) },
    { file: 'ef5', content: toHex(emptyFile(profile, 'ef5')) },
    { file: 'ef2', content: toHex(encodeFile(profile, 'ef2', walletFields(sale))) },
  );
  return { profile: profile.id, expect: expectAll(card), write };
}

/**
 * A second purchase before the first reached the meter: the count stays, the amounts add up. Only after `counterCheck`
 * said `may-merge` and the meter's own display shows a count below the card's.
 *
 * @throws RangeError when the card holds no wallet, or the sum is more than a card can carry
 */
export function planMergeWrite(card: UserCard, added: Money): WritePlan {
  if (card.wallet.kind !== 'read') throw new RangeError('no wallet to add to');
  const { amount, count } = card.wallet.value;
  const fields = walletFields({ amount: addMoney(amount, added), count });
  const content = toHex(encodeFile(card.profile, 'ef2', fields));
  return { profile: card.profile.id, expect: expectAll(card), write: [{ file: 'ef2', content }] };
}

/** Takes the customer off a card that comes back: the wallet first, so that what is torn off gives no credit. */
export function planClear(card: UserCard): WritePlan {
  const clear = (file: CardFile) => ({ file, content: toHex(emptyFile(card.profile, file)) });
  return { profile: card.profile.id, expect: expectAll(card), write: [clear('ef2'), clear('ef1'), clear('ef5')] };
}

export type Written =
  /** Every file of the plan holds what was planned. */
  | { readonly outcome: 'written' }
  /** No file was touched. */
  | { readonly outcome: 'not-written' }
  /**
   * Some files are as planned, `missing` are not. `wallet` says what it means for the credit: `before` none was given
   * and the same plan may be written again onto the card as it is now, `planned` it was given, `other` somebody looks.
   */
  | {
      readonly outcome: 'partly';
      readonly written: readonly CardFile[];
      readonly missing: readonly CardFile[];
      readonly wallet: 'before' | 'planned' | 'other';
    }
  /** The card that was read is not the one that was planned for. */
  | { readonly outcome: 'other-card' };

type Files = Readonly<Partial<Record<CardFile, string>>>;

interface Read {
  readonly serial: string;
  readonly files: Files;
}

/**
 * Says from the card alone what became of a write; what was sent does not count. The card may have been in the meter
 * since: a return file that the meter wrote after the wallet was written stands for the cleared one.
 */
export function judgeWritten(before: Read, after: Read, plan: WritePlan): Written {
  if (after.serial !== before.serial || after.serial !== plan.expect.serial) return { outcome: 'other-card' };
  const wallet = walletIn(before, after, plan);
  const carriedOut = ({ file, content }: WritePlan['write'][number]): boolean =>
    sameHex(after.files[file], content) ||
    (file === 'ef5' && wallet === 'planned' && returnedSince(before, after, plan));
  const written = plan.write.filter(carriedOut).map(({ file }) => file);
  if (written.length === plan.write.length) return { outcome: 'written' };
  const touched = plan.write.some(({ file }) => !sameHex(after.files[file], before.files[file]));
  if (!touched) return { outcome: 'not-written' };
  const missing = plan.write.map(({ file }) => file).filter((file) => !written.includes(file));
  return { outcome: 'partly', written, missing, wallet };
}

function walletIn(before: Read, after: Read, plan: WritePlan): 'before' | 'planned' | 'other' {
  if (sameHex(after.files.ef2, before.files.ef2)) return 'before';
  const planned = plan.write.find(({ file }) => file === 'ef2')?.content;
  return sameHex(after.files.ef2, planned) ? 'planned' : 'other';
}

/** Only a meter writes a return file with anything in it, and it does so after it has seen the wallet. */
function returnedSince(before: Read, after: Read, plan: WritePlan): boolean {
  const profile = findProfile(plan.profile);
  const { ef5 } = after.files;
  if (profile === undefined || ef5 === undefined || sameHex(ef5, before.files.ef5)) return false;
  return decodeFile(profile, 'ef5', fromHex(ef5)).kind === 'fields';
}

function sameHex(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return sameBytes(fromHex(one), fromHex(other));
}

/** Everything that was read must still be there: a card written elsewhere in between is refused by the reader. */
const expectAll = (card: UserCard): WritePlan['expect'] => ({ serial: card.serial, files: card.image.files });

const walletFields = ({ amount, count }: Wallet): Fields => ({ amount, count });

/** On a card that has none yet: one price, no alarms, meter without transformers. */
export const USUAL_PARAMETERS = {
  userType: 1,
  alarm1: 0 as Money,
  alarm2: 0 as Money,
  currentRatio: 1,
  voltageRatio: 1,
};

function parameterFields(card: UserCard, sale: CardSale): Fields {
  const bytes = card.image.files.ef1;
  const known = bytes === undefined ? null : decodeFile(card.profile, 'ef1', fromHex(bytes));
  const kept = known?.kind === 'fields' ? known.fields : { reserved: '00000000', tariffCount: '00' };
  return {
    ...USUAL_PARAMETERS,
    ...kept,
    ...sale.parameters,
    updateFlags: sale.parameters?.updateFlags ?? flagsOf(sale),
    switchTime: timeDigits(sale.backupPrices?.switchTime ?? null),
    meterNo: sale.meterNo,
    customerNo: sale.customerNo,
    cardType: card.profile.cardTypes[sale.cardType],
  };
}

/** Purchase and replacement cards reach no further than the backup prices, by the meter's own rule. */
function flagsOf({ cardType, backupPrices }: CardSale): number {
  const parameters = cardType === 'open' ? UPDATE_PARAMETERS : 0;
  if (backupPrices === undefined) return parameters;
  return parameters | UPDATE_BACKUP_PRICES | (backupPrices.set.ladder === null ? 0 : UPDATE_BACKUP_LADDER);
}
