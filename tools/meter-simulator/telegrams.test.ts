/** The simulator's codec against the same vectors as the server's, and the two against each other. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as flow from '../../server/modules/network/cjt188/frame.ts';
import * as electricity from '../../server/modules/network/dlt645/frame.ts';
import flowVectors from '../../test/vectors/cjt188_frames.json' with { type: 'json' };
import vectors from '../../test/vectors/dlt645_frames.json' with { type: 'json' };
import prepaidVectors from '../../test/vectors/dlt645_prepaid.json' with { type: 'json' };
import { bcd, firstTelegram, onTheWire, printed, reversed, signedBcd, type Telegram } from './telegrams.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

test.each(vectors)('DL/T 645, both ways: $description', ({ inputHex, expected }) => {
  const heard = firstTelegram(bytes(inputHex));
  if (!expected.checksumOk) return expect(heard).toBe(null);
  const telegram: Telegram = {
    protocol: 'dlt645',
    address: expected.address,
    control: Number.parseInt(expected.control, 16),
    data: bytes(expected.data),
  };
  expect(heard).toEqual({ telegram, end: bytes(inputHex).length });
  expect(onTheWire(telegram, expected.preamble).toString('hex')).toBe(inputHex.toLowerCase());
});

test.each(prepaidVectors)('prepaid, both ways: $description', ({ expected, inputs }) => {
  const heard = firstTelegram(bytes(expected));
  expect(heard?.telegram.address).toBe(inputs.meter);
  expect(printed(heard!.telegram.data.subarray(0, 4)).toUpperCase()).toBe(inputs.di);
  expect(onTheWire(heard!.telegram).toString('hex').toUpperCase()).toBe(expected);
  if (inputs.cents !== undefined) expect(heard!.telegram.data.readUInt32LE(8)).toBe(inputs.cents);
});

test.each(flowVectors)('CJ/T 188, both ways: $description', ({ inputHex, expected }) => {
  const heard = firstTelegram(bytes(inputHex));
  if (expected.reject !== undefined) return expect(heard).toBe(null);
  expect(heard?.telegram).toMatchObject({
    protocol: 'cjt188',
    meterType: Number.parseInt(expected.meterType!, 16),
    address: expected.address,
    control: Number.parseInt(expected.control!, 16),
  });
  expect(onTheWire(heard!.telegram, expected.preamble).toString('hex').toUpperCase()).toBe(inputHex);
});

const frame = fc.record({
  address: fc.stringMatching(/^[0-9a-f]{12}$/),
  control: fc.integer({ min: 0, max: 255 }),
  data: fc.uint8Array({ maxLength: 200 }),
});

test('what one side writes the other reads: DL/T 645', () => {
  fc.assert(
    fc.property(frame, (one) => {
      const telegram: Telegram = { protocol: 'dlt645', ...one, data: Buffer.from(one.data) };
      expect(electricity.decodeFrame(onTheWire(telegram))).toEqual(one);
      expect(firstTelegram(Buffer.from(electricity.encodeFrame(one)))?.telegram).toEqual(telegram);
    }),
    { numRuns: 1000 },
  );
});

test('what one side writes the other reads: CJ/T 188', () => {
  const some = fc.record({
    meterType: fc.integer({ min: 0x10, max: 0x49 }),
    address: fc.stringMatching(/^[0-9]{14}$/),
    control: fc.integer({ min: 0, max: 255 }),
    data: fc.uint8Array({ maxLength: 100 }),
  });
  fc.assert(
    fc.property(some, (one) => {
      const telegram: Telegram = { protocol: 'cjt188', ...one, data: Buffer.from(one.data) };
      expect(flow.decodeFrame(onTheWire(telegram))).toEqual(one);
      expect(onTheWire(telegram).equals(Buffer.from(flow.encodeFrame(one)))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('100,000 spoilt streams: no crash, and nothing is heard that does not stand there', () => {
  let state = 5;
  const next = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const all = [...vectors, ...flowVectors].map(({ inputHex }) => bytes(inputHex));
  let found = 0;
  for (let i = 0; i < 100_000; i += 1) {
    const spoilt = [...all[next(all.length)]!];
    for (let times = next(3); times >= 0; times -= 1) {
      spoilt.splice(next(spoilt.length + 1), next(3), ...Array.from({ length: next(3) }, () => next(256)));
    }
    const stream = Buffer.from(spoilt);
    const heard = firstTelegram(stream);
    if (heard === null) continue;
    found += 1;
    if (!stream.subarray(0, heard.end).includes(onTheWire(heard.telegram, 0))) {
      throw new Error(`heard from ${stream.toString('hex')}`);
    }
  }
  expect(found).toBeGreaterThan(5000);
});

test('numbers as meters lay them down', () => {
  expect(bcd(1234, 4).toString('hex')).toBe('34120000');
  expect(bcd('000000123456', 6).toString('hex')).toBe('563412000000');
  expect(signedBcd(-1234, 3).toString('hex')).toBe('341280');
  expect(reversed('010203').toString('hex')).toBe('030201');
  expect(() => bcd('12a', 2)).toThrow(/not digits/);
});
