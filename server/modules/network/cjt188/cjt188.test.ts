import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../../../test/vectors/cjt188_frames.json' with { type: 'json' };
import { bytesOfHex, hexOf } from '../dlt645/bytes.ts';
import { decodeFrame, encodeFrame, type Frame, frameParser, isMeterAddress, METER_TYPES } from './frame.ts';
import {
  answerTo,
  historyIn,
  meteringIn,
  moveValve,
  readAddress,
  readHistory,
  readMetering,
  type Target,
  valveIn,
  writeClock,
} from './requests.ts';

type Expected = (typeof vectors)[number]['expected'];

const good = vectors.filter(({ expected }) => expected.reject === undefined);
const of = (part: string) => vectors.find((one) => one.description.includes(part))!;
const heard = (part: string): Frame => decodeFrame(bytesOfHex(of(part).inputHex)) as Frame;
const target = (address: string, diOrder: Target['diOrder'] = 'high-first'): Target => ({
  meterType: METER_TYPES.coldWater,
  address,
  diOrder,
});
const wire = (frame: Frame, preamble = 0): string => hexOf(encodeFrame(frame, preamble)).toUpperCase();

describe('vectors', () => {
  test.each(good)('read: $description', ({ inputHex, expected }) => {
    const frame = decodeFrame(bytesOfHex(inputHex)) as Frame;
    expect(frame.meterType).toBe(Number.parseInt(expected.meterType!, 16));
    expect(frame.address).toBe(expected.address);
    expect(frame.control).toBe(Number.parseInt(expected.control!, 16));
    if (expected.data !== undefined) expect(hexOf(frame.data)).toBe(expected.data);
    expect(frameParser().push(bytesOfHex(inputHex))).toEqual([frame]);
    expect(wire(frame, expected.preamble)).toBe(inputHex);
  });

  test.each(vectors.filter(({ expected }) => expected.reject !== undefined))(
    'refused: $description',
    ({ inputHex, expected }) => {
      expect(decodeFrame(bytesOfHex(inputHex))).toBe(expected.reject);
      expect(frameParser().push(bytesOfHex(inputHex))).toEqual([]);
    },
  );

  test.each(good.filter(({ expected }) => expected.volumeLitres !== undefined))(
    'metering: $description',
    ({ inputHex, expected }: { inputHex: string; expected: Expected }) => {
      const frame = decodeFrame(bytesOfHex(inputHex)) as Frame;
      const ask = readMetering(target(expected.address!, frame.data[0] === 0x90 ? 'high-first' : 'low-first'), 0);
      expect(meteringIn(answerTo(ask, frame)!)).toEqual({
        volume: expected.volumeLitres,
        volumeAtSettlement: expected.volumeAtSettlementLitres,
        clock: expected.clock,
        status: expect.objectContaining({ valve: expected.valve, raw: expected.status }),
      });
    },
  );
});

test('requests as published', () => {
  expect(wire(readMetering(target('00002020120218'), 0).frame, 4)).toBe(of('read 901F').inputHex);
  expect(wire(readMetering(target('78330011223344', 'low-first'), 0).frame, 4)).toBe(of('read 1F90').inputHex);
  expect(wire(moveValve(target('78331505900569'), 1, 'open').frame, 4)).toBe(of('open the valve').inputHex);
  expect(wire(moveValve(target('78331505900569'), 1, 'close').frame, 4)).toBe(of('close the valve').inputHex);
  expect(wire(readAddress(0).frame, 4)).toBe(of('read address of any').inputHex);
});

test('other requests, by their bytes', () => {
  expect(hexOf(writeClock(target('00002020120218'), 3, '2026-05-12T12:31:47').frame.data)).toBe('a0150347311212052620');
  expect(hexOf(readHistory(target('00002020120218'), 3, 12).frame.data)).toBe('d12b03');
  expect(() => readHistory(target('00002020120218'), 3, 13)).toThrow(RangeError);
  expect(() => readMetering(target('00002020120218'), 256)).toThrow(RangeError);
});

describe('answers', () => {
  const meter = target('00002020120218');

  test('the address stands in the frame', () => {
    expect(answerTo(readAddress(0), heard('answer with its address'))).toMatchObject({
      address: '00002020120218',
      meterType: 0x10,
    });
    expect(isMeterAddress('00002020120218')).toBe(true);
  });

  test.each([
    ['another serial number', readMetering(meter, 1)],
    ['another meter', readMetering(target('00002020120219'), 0)],
    ['another kind of meter', readMetering({ ...meter, meterType: METER_TYPES.gas }, 0)],
    ['another identifier', readHistory(meter, 0, 1)],
    ['another order of the identifier', readMetering(target('00002020120218', 'low-first'), 0)],
    ['another function', moveValve(meter, 0, 'open')],
  ])('none of mine: %s', (_, ask) => {
    expect(answerTo(ask, heard('answer 2.00'))).toBe(null);
  });

  test('an echo is none', () => {
    const ask = readMetering(meter, 0);
    expect(answerTo(ask, ask.frame)).toBe(null);
  });

  const reply = (ask: ReturnType<typeof readMetering>, control: number, data: string): Frame => ({
    ...ask.frame,
    control,
    data: bytesOfHex(data),
  });

  test('a refusal carries serial number and status', () => {
    const ask = moveValve(meter, 7, 'close');
    expect(answerTo(ask, reply(ask, 0xc4, '070300'))).toEqual({
      result: 'refused',
      address: '00002020120218',
      status: { valve: 'faulty', batteryLow: false, raw: '0300' },
    });
    expect(answerTo(ask, reply(ask, 0xc4, '080300'))).toBe(null);
    expect(answerTo(ask, reply(ask, 0xc4, '07'))).toBe(null);
  });

  test.each([
    ['0000', 'open', false],
    ['0100', 'closed', false],
    ['0500', 'closed', true],
    ['0200', 'unknown', false],
    ['0300', 'faulty', false],
  ])('valve status %s: %s', (status, valve, batteryLow) => {
    const ask = moveValve(meter, 7, 'close');
    expect(valveIn(answerTo(ask, reply(ask, 0x84, `a01707${status}`))!)).toEqual({ valve, batteryLow, raw: status });
  });

  test('history, and volumes that are none', () => {
    const ask = readHistory(meter, 7, 2);
    const read = (data: string) => historyIn(answerTo(ask, reply(ask, 0x81, `d12107${data}`))!);
    expect(read('341200002c')).toBe(12340);
    expect(read('3412000005')).toBe(null);
    expect(read('3a1200002c')).toBe(null);
    expect(read('34120000')).toBe(null);
  });
});

test('the memory of a chunk may be filled again', () => {
  const memory = Buffer.from(of('answer 2.00').inputHex, 'hex');
  const parser = frameParser();
  const [frame] = [...parser.push(memory.subarray(0, 20)), ...parser.push(memory.subarray(20))];
  memory.fill(0);
  expect(wire(frame!, 4)).toBe(of('answer 2.00').inputHex);
});

test('what is written is read again', () => {
  fc.assert(
    fc.property(
      fc.record({
        meterType: fc.integer({ min: 0x10, max: 0x49 }),
        address: fc.stringMatching(/^[0-9a-f]{14}$/),
        control: fc.integer({ min: 0, max: 255 }),
        data: fc.uint8Array({ maxLength: 100 }),
      }),
      fc.integer({ min: 0, max: 4 }),
      (frame, preamble) => {
        expect(decodeFrame(encodeFrame(frame, preamble))).toEqual(frame);
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  ['a short address', { address: '161' }],
  ['a meter type that is none', { meterType: 0x50 }],
  ['too much data', { data: new Uint8Array(101) }],
  ['a control that is no byte', { control: -1 }],
])('not written: %s', (_, change) => {
  expect(() =>
    encodeFrame({ meterType: 0x10, address: '00002020120218', control: 1, data: new Uint8Array(0), ...change }),
  ).toThrow(RangeError);
});

describe('fuzz, 100,000 inputs', () => {
  function chance(seed: number): (below: number) => number {
    let state = seed >>> 0;
    return (below) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
  }

  test('no crash, and nothing is delivered that does not stand in the stream, checksum and all', () => {
    const next = chance(188);
    let delivered = 0;
    for (let i = 0; i < 100_000; i += 1) {
      const bytes = [
        ...bytesOfHex(good[next(good.length)]!.inputHex),
        ...bytesOfHex(good[next(good.length)]!.inputHex),
      ];
      for (let times = next(4); times > 0; times -= 1) {
        const at = next(bytes.length);
        if (next(2) === 0) bytes[at] = next(256);
        else bytes.splice(at, next(3), ...Array.from({ length: next(3) }, () => next(256)));
      }
      const cut = next(bytes.length);
      const parser = frameParser();
      const found = [
        ...parser.push(Uint8Array.from(bytes.slice(0, cut))),
        ...parser.push(Uint8Array.from(bytes.slice(cut))),
      ];
      delivered += found.length;
      const stream = Buffer.from(bytes);
      for (const frame of found) {
        if (stream.indexOf(encodeFrame(frame, 0)) === -1) throw new Error(`delivered from ${hexOf(stream)}`);
      }
      if (parser.waiting > 112) throw new Error(`keeps ${parser.waiting} bytes`);
    }
    expect(delivered).toBeGreaterThan(50_000);
  });

  test('one changed byte of an answer is never taken for an answer', () => {
    const next = chance(11);
    const ask = readMetering(target('00002020120218'), 0);
    const right = bytesOfHex(of('answer 2.00').inputHex).subarray(4);
    for (let i = 0; i < 100_000; i += 1) {
      const bytes = right.slice();
      const at = next(bytes.length);
      bytes[at] = bytes[at]! ^ (1 + next(255));
      for (const frame of frameParser().push(bytes)) {
        if (answerTo(ask, frame) !== null) throw new Error(`accepted ${hexOf(bytes)}`);
      }
    }
  });
});
