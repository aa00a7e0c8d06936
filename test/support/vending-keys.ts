/** Keys for tests: the published test keys of STS, and devices of OpenPAYGO. Nothing real is vended with them. */
import { parseKeyFile, vendingKeysOf } from '../../server/modules/tokens/keys/key-file.ts';
import type { VendingKeys } from '../../server/modules/tokens/keys/vending-keys.ts';
import { type DecoderKeyRequest, deriveDecoderKey } from '../../server/modules/tokens/sts/decoder-key.ts';
import { type KeypadMeter, keypadMeter } from './keypad-meter.ts';

export const TEST_VENDING_KEY = 'abababababababab949494949494949401234567';
export const TEST_DEVICE = {
  serial: 'TEST220000001',
  key: 'bc41ec9530f6dac86b1a29ab82edc5fb',
  startingCode: 516_959_010,
};

export const TEST_KEY_FILE = JSON.stringify({
  groups: [
    { supplyGroup: '123457', keyRevision: 1, keyType: 2, derivation: '04', key: TEST_VENDING_KEY },
    { supplyGroup: '123457', keyRevision: 2, keyType: 2, derivation: '04', key: `cd${TEST_VENDING_KEY.slice(2)}` },
    { supplyGroup: '123456', keyRevision: 1, keyType: 2, derivation: '02', key: 'abababababababab' },
  ],
  devices: [TEST_DEVICE],
});

/** What a test does to the keys while it runs. */
export interface TestKeys extends VendingKeys {
  /** The file with other content; null: there is none; 'unusable': it cannot be read. */
  replace(content: string | null | 'unusable'): void;
}

export function testKeys(): TestKeys {
  let content: string | null = TEST_KEY_FILE;
  const keys = vendingKeysOf(() => {
    if (content === null) return 'none';
    return content === 'unusable' ? 'unusable' : parseKeyFile(content);
  });
  return {
    ...keys,
    replace(next) {
      content = next;
    },
  };
}

export const REQUEST: Omit<DecoderKeyRequest, 'accountNumber'> = {
  derivation: '04',
  encryption: '11',
  supplyGroup: '123457',
  tariffIndex: '01',
  keyRevision: 1,
  keyType: 2,
  baseYear: 2014,
};

/** The meter as its maker delivered it, with the key of its account number. */
export function meterAsDelivered(accountNumber: string): KeypadMeter {
  return keypadMeter(deriveDecoderKey(Buffer.from(TEST_VENDING_KEY, 'hex'), { ...REQUEST, accountNumber }));
}
