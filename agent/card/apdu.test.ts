import { expect, test } from 'vitest';
import { fromHex, joinBytes, toHex } from '../../shared/card/bytes.ts';
import { emptyFile, encodeFile } from '../../shared/card/codec.ts';
import { findProfile } from '../../shared/card/profiles.ts';
import vectors from '../../test/vectors/card_apdu.json' with { type: 'json' };
import { blankCard } from '../virtual/blank-card.ts';
import {
  exchange,
  externalAuthenticate,
  failureOf,
  getChallenge,
  getResponse,
  internalAuthenticate,
  isAbsent,
  readBinary,
  selectFile,
  splitResponse,
  triesLeft,
  updateWithMac,
} from './apdu.ts';
import { simulatedSecurity } from './security.ts';

const profile = findProfile('qgdw-electricity')!;
const eight = fromHex('0102030405060708');
const mac = fromHex('a1a2a3a4');
const update = (shortId: number, offset: number, length: number): Uint8Array =>
  joinBytes(updateWithMac(shortId, offset, new Uint8Array(length)), mac);

/** How we make each published command; `<8>` and the like stand for bytes of the occasion. */
const OURS: Readonly<Record<string, Uint8Array>> = {
  'select MF': selectFile(0x3f00),
  'select DF01 (electricity)': selectFile(profile.df),
  'read card serial': readBinary(profile.serial.shortId, profile.serial.at, profile.serial.length),
  'read card type byte (EF1 offset 42)': readBinary(1, 42, 1),
  'read EF1 parameter file': readBinary(1, 0, 45),
  'read EF2 wallet': readBinary(2, 0, 8),
  'read EF3 tariff part 1': readBinary(3, 0, 128),
  'read EF3 tariff part 2': readBinary(3, 128, 130),
  'read EF5 return file': readBinary(5, 0, 49),
  'get challenge 8': getChallenge(8),
  'get challenge 4 (MAC IV)': getChallenge(4),
  'internal authenticate': internalAuthenticate(1, eight),
  'external authenticate, meter': externalAuthenticate(2, eight),
  'external authenticate, write right': externalAuthenticate(3, eight),
  'external authenticate, purchase': externalAuthenticate(4, eight),
  'update EF1 with MAC': update(1, 0, 45),
  'update EF2 with MAC': update(2, 0, 8),
  'update EF3 part 1 with MAC': update(3, 0, 128),
  'update EF3 part 2 with MAC': update(3, 128, 130),
  'update EF5 with MAC': update(5, 0, 49),
  'get response': getResponse(8),
  'PSAM select application': selectFile(0x1001),
};

test.each(vectors.map((vector) => [vector.description, vector] as const))('%s', (description, { inputHex }) => {
  const ours = OURS[description];
  expect(ours, `no command of ours for ${description}`).toBeDefined();
  const [fixed = '', ...rest] = inputHex.toLowerCase().split(/<[^>]*>/);
  expect(toHex(ours!).startsWith(fixed)).toBe(true);
  if (rest.length === 0) expect(toHex(ours!)).toBe(fixed);
});

/** Each published read, asked of the virtual card, gives as many bytes as published. */
test.each(
  vectors
    .filter(({ inputHex, expected }) => inputHex.startsWith('00B0') || /^\d+ bytes? \+ 9000$/.test(expected))
    .map(({ description, inputHex, expected }) => [description, inputHex, Number.parseInt(expected, 10)] as const),
)('%s is answered by the virtual card', (_, inputHex, length) => {
  const card = blankCard(simulatedSecurity());
  card.power(true);
  if (!inputHex.startsWith('00B099')) card.transmit(selectFile(profile.df));
  const { sw, data } = splitResponse(card.transmit(fromHex(inputHex))!);
  expect({ sw, length: data.length }).toEqual({ sw: 0x9000, length });
});

test('a file goes into one command with its sum, a price file into two', () => {
  const parts = profile.files.ef4.variants.map(({ parts }) => parts);
  expect(parts).toEqual([[128, 130], [203]]);
  expect(toHex(update(4, 0, 203).subarray(0, 5))).toBe('04d68400cf');
  expect(encodeFile(profile, 'ef2', { amount: 1, count: 1 }).length).toBe(emptyFile(profile, 'ef2').length);
});

test('what a card holds ready is fetched with the length it named', async () => {
  const sent: string[] = [];
  const response = await exchange(
    async (apdu) => {
      sent.push(toHex(apdu));
      return sent.length === 1 ? fromHex('6108') : fromHex('11223344556677889000');
    },
    internalAuthenticate(1, eight),
  );
  expect(sent).toEqual(['00880001080102030405060708', '00c0000008']);
  expect(response).toEqual({ sw: 0x9000, data: fromHex('1122334455667788') });
});

test('an answer of less than two bytes is no answer', () => {
  expect(() => splitResponse(new Uint8Array(1))).toThrow(RangeError);
});

test.each([
  [0x6982, 'security-refused'],
  [0x6983, 'security-refused'],
  [0x6984, 'security-refused'],
  [0x6988, 'security-refused'],
  [0x6989, 'security-refused'],
  [0x63c2, 'security-refused'],
  [0x6a88, 'security-refused'],
  [0x6700, 'card-refused'],
  [0x6a80, 'card-refused'],
  [0x6f00, 'card-refused'],
  [0x6581, 'card-refused'],
] as const)('status %i is told to the server as %s', (sw, failure) => {
  expect(failureOf(sw)).toBe(failure);
});

test('tries and absence are read off the status', () => {
  expect([0x63c3, 0x63c0, 0x6983, 0x9000, 0x6300].map(triesLeft)).toEqual([3, 0, 0, null, null]);
  expect([0x6a82, 0x6a83, 0x6b00, 0x6982, 0x9000].map(isAbsent)).toEqual([true, true, true, false, false]);
});
