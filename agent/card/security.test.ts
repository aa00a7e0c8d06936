import { expect, test } from 'vitest';
import { fromHex, joinBytes, toHex } from '../../shared/card/bytes.ts';
import { virtualModule } from '../../test/support/virtual-module.ts';
import { NoCard, TornCard } from '../devices/reader.ts';
import { answerTo, macOver } from '../virtual/card-cipher.ts';
import { psamSecurity } from './psam.ts';
import { type KeyUse, pbocMac, SecurityRefused, simulatedSecurity, tripleDes } from './security.ts';

const serial = fromHex('1122334455667788');
const challenge8 = fromHex('0f0e0d0c0b0a0908');
const challenge4 = fromHex('31323334');

/** ICAO Doc 9303 part 11, appendix D.3: a public example of the same MAC, there with all eight bytes and no challenge. */
test('the sum agrees with a published example', () => {
  const key = fromHex('7962d9ece03d1acd4c76089dce131543');
  const message = fromHex('72c29c2371cc9bdb65b779b8e8d37b29ecc154aa56a8799fae2f498f76ed92f2');
  expect(toHex(pbocMac(key, new Uint8Array(4), message))).toBe('5f1448ee');
  expect(toHex(macOver(key, new Uint8Array(4), message))).toBe('5f1448ee');
});

test('the cipher agrees with a published example of DES', () => {
  const key = fromHex('133457799bbcdff1133457799bbcdff1');
  expect(toHex(tripleDes(key, fromHex('0123456789abcdef')))).toBe('85e813540f0ab405');
  expect(toHex(answerTo(key, fromHex('0123456789abcdef')))).toBe('85e813540f0ab405');
});

test('counter and chip compute the same, each with its own code, at every length', async () => {
  const security = simulatedSecurity(fromHex('00'));
  const keys = await security.forCard(serial);
  const key = security.keyOf(serial, 'write');
  expect(toHex(await keys.cryptogram('write', challenge8))).toBe(toHex(answerTo(key, challenge8)));
  for (let length = 0; length <= 40; length++) {
    const command = new Uint8Array(length).fill(length);
    expect(toHex(await keys.mac('write', challenge4, command))).toBe(toHex(macOver(key, challenge4, command)));
  }
});

test('each card, each use and each seed has a key of its own; the same seed gives it again', () => {
  const uses: readonly KeyUse[] = ['card', 'meter', 'write', 'purchase'];
  const keys = ['00', '01'].flatMap((seed) =>
    [serial, challenge8].flatMap((of) => uses.map((use) => toHex(simulatedSecurity(fromHex(seed)).keyOf(of, use)))),
  );
  expect(new Set(keys).size).toBe(16);
  expect(toHex(simulatedSecurity(fromHex('00')).keyOf(serial, 'card'))).toBe(keys[0]);
  expect(toHex(simulatedSecurity().keyOf(serial, 'card'))).not.toBe(toHex(simulatedSecurity().keyOf(serial, 'card')));
});

test('a sum hangs on the challenge, on each byte of the command and on its length', () => {
  const key = fromHex('000102030405060708090a0b0c0d0e0f');
  const command = fromHex('04d682000c0000283c00000001');
  const variants = [
    pbocMac(key, challenge4, command),
    pbocMac(key, fromHex('31323374'), command),
    pbocMac(key, challenge4, joinBytes(command, Uint8Array.of(0))),
    ...[...command.keys()].map((at) =>
      pbocMac(
        key,
        challenge4,
        command.map((byte, index) => (index === at ? byte ^ 1 : byte)),
      ),
    ),
  ];
  expect(new Set(variants.map(toHex)).size).toBe(variants.length);
});

const NUMBERS = { card: 0x11, meter: 0x12, write: 0x13, purchase: 0x14 } as const;

test('a security module is asked with the published commands and answers what the simulator answers', async () => {
  const simulator = simulatedSecurity(fromHex('07'));
  const module = virtualModule(simulator, NUMBERS);
  const keys = await psamSecurity((work) => work(module), NUMBERS).forCard(serial);
  const expected = await simulator.forCard(serial);
  for (const use of ['card', 'purchase'] as const) {
    expect(toHex(await keys.cryptogram(use, challenge8))).toBe(toHex(await expected.cryptogram(use, challenge8)));
    for (const length of [13, 16, 208]) {
      const command = new Uint8Array(length).fill(7);
      expect(toHex(await keys.mac(use, challenge4, command))).toBe(toHex(await expected.mac(use, challenge4, command)));
    }
  }
  expect(module.sent.slice(0, 4)).toEqual([
    '00a40000021001',
    `801a071108${toHex(serial)}`,
    `80fa000008${toHex(challenge8)}`,
    '00c0000008',
  ]);
});

test('a module that refuses, or is not there, refuses the security and never looks like a missing card', async () => {
  const refusing = psamSecurity((work) => work(virtualModule(simulatedSecurity(), { ...NUMBERS, card: 1 })), NUMBERS);
  await expect((await refusing.forCard(serial)).cryptogram('card', challenge8)).rejects.toThrow(SecurityRefused);
  for (const gone of [new NoCard('none'), new TornCard('pulled')]) {
    const keys = await psamSecurity(() => Promise.reject(gone), NUMBERS).forCard(serial);
    await expect(keys.mac('write', challenge4, serial)).rejects.toThrow(SecurityRefused);
  }
});
