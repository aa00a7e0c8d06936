/**
 * A card image in the words of the house: what was read from a card, file by file, each either understood, empty,
 * absent or broken with its reason. Nothing is guessed: a broken file has no fields.
 */
import type { CardFile, CardImage } from '../agent/protocol.ts';
import { fen, type Money } from '../values/money.ts';
import { type UnitPrice, unitPrice } from '../values/price.ts';
import { type Milli, milli } from '../values/quantity.ts';
import { fromHex } from './bytes.ts';
import { type Broken, decodeFile } from './codec.ts';
import { CARD_TYPES, type CardProfile, type CardType, type Fields } from './layout.ts';
import { findProfile } from './profiles.ts';

export type FilePart<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'empty' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'broken'; readonly reason: Broken };

/** What the meter is to know and whose card it is. */
export interface Parameters {
  /** 1 one price, 2 time of use, 3 ladder, 4 both */
  readonly userType: number;
  /** b7 parameters, b0 current prices, b1 backup prices, b2 current ladder, b3 backup ladder */
  readonly updateFlags: number;
  /** When the backup prices become the current ones, local time `YYYY-MM-DDThh:mm`. */
  readonly switchTime: string | null;
  readonly alarm1: Money;
  readonly alarm2: Money;
  readonly currentRatio: number;
  readonly voltageRatio: number;
  readonly meterNo: string;
  readonly customerNo: string;
  readonly cardType: CardType;
}

/** The last purchase on the card: not a balance. The meter takes it when the count is one above its own. */
export interface Wallet {
  readonly amount: Money;
  readonly count: number;
}

export interface PriceSet {
  readonly form: 'flat' | 'ladder';
  /** flat: 63, ladder: 32; unused places are 0 */
  readonly prices: readonly UnitPrice[];
  readonly ladder: Ladder | null;
}

export interface Ladder {
  /** 6, to 10 Wh; unused places are 0 */
  readonly thresholds: readonly Milli[];
  /** 7 */
  readonly prices: readonly UnitPrice[];
  /** 4 of `MMDDhh` */
  readonly settlementDays: readonly string[];
  readonly switchTime: string | null;
}

/** What the meter wrote when it last saw the card. */
export interface Returned {
  readonly userType: number;
  readonly currentRatio: number;
  readonly voltageRatio: number;
  readonly meterNo: string;
  readonly customerNo: string;
  readonly remaining: Money;
  readonly count: number;
  readonly overdraft: Money;
  /** Four bytes, hex, as the meter gave them. */
  readonly keyInfo: string;
  readonly illegalInsertions: number;
  /** By the meter's own clock, local time `YYYY-MM-DDThh:mm`. */
  readonly writtenAt: string | null;
}

export interface UserCard {
  readonly profile: CardProfile;
  readonly image: CardImage;
  readonly serial: string;
  readonly parameters: FilePart<Parameters>;
  readonly wallet: FilePart<Wallet>;
  readonly currentPrices: FilePart<PriceSet>;
  readonly backupPrices: FilePart<PriceSet>;
  readonly returned: FilePart<Returned>;
}

/** Never throws for what is on a card; @throws RangeError when the image names a profile that does not exist */
export function decodeCard(image: CardImage): UserCard {
  const profile = findProfile(image.profile);
  if (profile === undefined) throw new RangeError(`no card profile ${image.profile}`);
  return decodeCardBy(profile, image);
}

/** As `decodeCard`, with a layout that need not be in the list. */
export function decodeCardBy(profile: CardProfile, image: CardImage): UserCard {
  const part = <T>(file: CardFile, read: (fields: Fields, form: string) => T | Broken): FilePart<T> =>
    decodePart(profile, image, file, read);
  return {
    profile,
    image,
    serial: image.serial,
    parameters: part('ef1', (fields) => readParameters(profile, fields)),
    wallet: part('ef2', readWallet),
    currentPrices: part('ef3', readPrices),
    backupPrices: part('ef4', readPrices),
    returned: part('ef5', readReturned),
  };
}

/** A card on which nothing says whose it is: never issued, or cleared. */
export function isBlank(card: UserCard): boolean {
  const { parameters, wallet, returned } = card;
  const walletEmpty = wallet.kind === 'empty' || (wallet.kind === 'read' && wallet.value.amount === 0);
  return parameters.kind === 'empty' && walletEmpty && returned.kind === 'empty';
}

function decodePart<T>(
  profile: CardProfile,
  image: CardImage,
  file: CardFile,
  read: (fields: Fields, form: string) => T | Broken,
): FilePart<T> {
  const hex = image.files[file];
  if (hex === undefined) return { kind: 'absent' };
  if (hex.length % 2 !== 0 || /[^0-9a-f]/i.test(hex)) return { kind: 'broken', reason: { why: 'length' } };
  const decoded = decodeFile(profile, file, fromHex(hex));
  if (decoded.kind !== 'fields') return decoded;
  const value = read(decoded.fields, decoded.variant);
  return isBroken(value) ? { kind: 'broken', reason: value } : { kind: 'read', value };
}

const isBroken = (value: unknown): value is Broken => typeof value === 'object' && value !== null && 'why' in value;

/** A layout without a field leaves it at nothing: the makers' layouts do not all have the same fields. */
const numberIn = (fields: Fields, name: string): number => (typeof fields[name] === 'number' ? fields[name] : 0);
const textIn = (fields: Fields, name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
const numbersIn = (fields: Fields, name: string): readonly number[] => (fields[name] ?? []) as readonly number[];

function readParameters(profile: CardProfile, fields: Fields): Parameters | Broken {
  const cardType = CARD_TYPES.find((type) => profile.cardTypes[type] === fields.cardType);
  if (cardType === undefined) return { why: 'code', field: 'cardType' };
  return {
    userType: numberIn(fields, 'userType'),
    updateFlags: numberIn(fields, 'updateFlags'),
    switchTime: localTime(textIn(fields, 'switchTime')),
    alarm1: fen(numberIn(fields, 'alarm1')),
    alarm2: fen(numberIn(fields, 'alarm2')),
    currentRatio: numberIn(fields, 'currentRatio'),
    voltageRatio: numberIn(fields, 'voltageRatio'),
    meterNo: textIn(fields, 'meterNo'),
    customerNo: textIn(fields, 'customerNo'),
    cardType,
  };
}

function readWallet(fields: Fields): Wallet {
  return { amount: fen(numberIn(fields, 'amount')), count: numberIn(fields, 'count') };
}

/** A threshold is written to 0.01 kWh. */
export const MILLI_PER_STEP = 10;

function readPrices(fields: Fields, form: string): PriceSet {
  return {
    form: form === 'ladder' ? 'ladder' : 'flat',
    prices: numbersIn(fields, 'prices').map(unitPrice),
    ladder:
      form !== 'ladder'
        ? null
        : {
            thresholds: numbersIn(fields, 'thresholds').map((steps) => milli(steps * MILLI_PER_STEP)),
            prices: numbersIn(fields, 'ladderPrices').map(unitPrice),
            settlementDays: (fields.settlementDays ?? []) as readonly string[],
            switchTime: localTime(textIn(fields, 'switchTime')),
          },
  };
}

function readReturned(fields: Fields): Returned {
  return {
    userType: numberIn(fields, 'userType'),
    currentRatio: numberIn(fields, 'currentRatio'),
    voltageRatio: numberIn(fields, 'voltageRatio'),
    meterNo: textIn(fields, 'meterNo'),
    customerNo: textIn(fields, 'customerNo'),
    remaining: fen(numberIn(fields, 'remaining')),
    count: numberIn(fields, 'count'),
    overdraft: fen(numberIn(fields, 'overdraft')),
    keyInfo: textIn(fields, 'keyInfo'),
    illegalInsertions: numberIn(fields, 'illegalInsertions'),
    writtenAt: localTime(textIn(fields, 'writtenAt')),
  };
}

/** YYMMDDhhmm to `20YY-MM-DDThh:mm`; null for "no time". */
export function localTime(digits: string): string | null {
  if (!/^\d{10}$/.test(digits) || /^(0{10}|9{10})$/.test(digits)) return null;
  const [year, month, day, hour, minute] = digits.match(/\d\d/g) ?? [];
  return `20${year}-${month}-${day}T${hour}:${minute}`;
}

/** The reverse of `localTime`; null is ten zeros. */
export function timeDigits(local: string | null): string {
  return local === null ? '0000000000' : local.slice(2).replace(/[-T:]/g, '');
}
