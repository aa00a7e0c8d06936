/**
 * The decoder key: each meter's own key, derived from the vending key of its supply group. DKGA02 by DES for keys of 8
 * bytes (EA07), DKGA04 by HMAC-SHA-256 for keys of 8 or 16 (EA07, EA11). Bytes are in their natural order, highest
 * first; some tools print them the other way round.
 *
 * A key of type 3 (common) is the same for all meters of the group: the number block is zero then.
 */
import { createCipheriv, createHmac } from 'node:crypto';
import { accountBlockOf } from '../../../../shared/tokens/sts/account-number.ts';
import type { BaseYear } from '../../../../shared/tokens/sts/token-id.ts';

export type Derivation = '02' | '04';
export type Encryption = '07' | '11';

/** What distinguishes one meter's key from another's. */
export interface DecoderKeyRequest {
  /** 18 digits. */
  readonly accountNumber: string;
  readonly derivation: Derivation;
  readonly encryption: Encryption;
  /** Six digits. */
  readonly supplyGroup: string;
  /** Two digits. */
  readonly tariffIndex: string;
  /** 1 to 9. */
  readonly keyRevision: number;
  /** 0 initialising, 1 default, 2 unique, 3 common. */
  readonly keyType: number;
  readonly baseYear: BaseYear;
}

const COMMON = 3;

/** DES of one block, as triple DES with three times the same key: newer OpenSSL no longer gives DES by itself. */
function des(key: Uint8Array, block: Buffer): Buffer {
  const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([key, key, key]), null).setAutoPadding(false);
  return Buffer.concat([cipher.update(block), cipher.final()]);
}

const xor = (a: Uint8Array, b: Uint8Array): Buffer => Buffer.from(a.map((byte, index) => byte ^ b[index]!));

function dkga02(vendingKey: Uint8Array, of: DecoderKeyRequest): Buffer {
  if (vendingKey.length !== 8) throw new RangeError('DKGA02 takes a vending key of 8 bytes');
  const account = of.keyType === COMMON ? '0'.repeat(16) : accountBlockOf(of.accountNumber);
  const control = `${of.keyType}${of.supplyGroup}${of.tariffIndex}${of.keyRevision}FFFFFF`;
  const mixed = xor(Buffer.from(account, 'hex'), Buffer.from(control, 'hex'));
  return xor(xor(des(vendingKey, mixed), mixed), vendingKey);
}

const KEY_BYTES = { '07': 8, '11': 16 } as const satisfies Record<Encryption, number>;

/** A field and its length before it, as characters. */
const field = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'latin1')]);

function dkga04(vendingKey: Uint8Array, of: DecoderKeyRequest): Buffer {
  if (vendingKey.length !== 20) throw new RangeError('DKGA04 takes a vending key of 20 bytes');
  const bytes = KEY_BYTES[of.encryption];
  const bits = Buffer.alloc(4);
  bits.writeUInt32BE(bytes * 8);
  const content = Buffer.concat([
    Buffer.from([4]),
    field('04'),
    field(String(of.baseYear % 100)),
    field(of.encryption),
    field(of.tariffIndex),
    Buffer.from([0, 4]),
    field(of.supplyGroup),
    field(String(of.keyType)),
    field(String(of.keyRevision)),
    field(of.keyType === COMMON ? '0'.repeat(18) : of.accountNumber),
    bits,
  ]);
  return createHmac('sha256', vendingKey).update(content).digest().subarray(0, bytes);
}

/** Throws a RangeError where key and derivation do not fit; the key file is checked when it is read. */
export function deriveDecoderKey(vendingKey: Uint8Array, of: DecoderKeyRequest): Buffer {
  if (of.derivation === '02' && of.encryption === '11') throw new RangeError('DKGA02 gives no key of 16 bytes');
  return of.derivation === '02' ? dkga02(vendingKey, of) : dkga04(vendingKey, of);
}
