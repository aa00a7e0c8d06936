/**
 * The port to the vending keys: whoever holds them encrypts, the keys themselves never leave. Two adapters belong
 * behind it: the operator's key file (`key-file.ts`), and a security module, for which the place is kept and nothing is
 * written: a module speaks its maker's own protocol, and none was at hand to write against.
 *
 * It throws for a bug only. But for what it offers it is never asked inside a transaction.
 */
import type { PaygoToken, PaygoWanted } from '../../../../shared/tokens/openpaygo/encode.ts';
import type { DecoderKeyRequest } from '../sts/decoder-key.ts';

export type KeyAnswer<T> =
  | { readonly result: 'done'; readonly value: T }
  /** There is none for this group and revision, or this serial; named, so that a person can ask for it. */
  | { readonly result: 'no-key'; readonly key: string }
  /** Encryption 07 without the tables that the operator supplies. */
  | { readonly result: 'no-tables' }
  /** The file cannot be read or the module does not answer: it is not known whether there is one. */
  | { readonly result: 'unreachable' };

export interface VendingKeys {
  /**
   * Whether a token could be made, from what is at hand: nobody outside is asked, so that it can be said before
   * anything is written.
   */
  offersKey(key: DecoderKeyRequest): KeyAnswer<null>;
  offersDevice(serial: string): KeyAnswer<null>;
  encrypt(key: DecoderKeyRequest, block: bigint): Promise<KeyAnswer<bigint>>;
  decrypt(key: DecoderKeyRequest, block: bigint): Promise<KeyAnswer<bigint>>;
  /** The blocks of the sections that carry the key `to`, encrypted under `from`. */
  changeKey(from: DecoderKeyRequest, to: DecoderKeyRequest, rollOver: boolean): Promise<KeyAnswer<readonly bigint[]>>;
  /** A token of the device, tried on its own decoder. */
  paygo(serial: string, wanted: PaygoWanted): Promise<KeyAnswer<PaygoToken>>;
}

declare module '../../../platform/operations/implement.ts' {
  interface Outside {
    readonly vendingKeys: VendingKeys;
  }
}

const none = (key: string): KeyAnswer<never> => ({ result: 'no-key', key });

/** How a person calls the key of a group. */
export const keyName = ({ supplyGroup, keyRevision, derivation }: DecoderKeyRequest): string =>
  `SGC ${supplyGroup} KRN ${keyRevision} DKGA${derivation}`;

/** A house without keypad meters. */
export const NO_KEYS: VendingKeys = {
  offersKey: (key) => none(keyName(key)),
  offersDevice: none,
  encrypt: async (key) => none(keyName(key)),
  decrypt: async (key) => none(keyName(key)),
  changeKey: async (_from, to) => none(keyName(to)),
  paygo: async (serial) => none(serial),
};
