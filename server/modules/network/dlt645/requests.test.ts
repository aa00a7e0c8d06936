import { describe, expect, test } from 'vitest';
import vectors from '../../../../test/vectors/dlt645_frames.json' with { type: 'json' };
import { bytesOfHex, hexOf } from './bytes.ts';
import { decodeFrame, encodeFrame, type Frame, frameParser } from './frame.ts';
import {
  type Access,
  type Answer,
  addPiece,
  addressIn,
  answerTo,
  broadcastTime,
  freeze,
  halfAddress,
  type Request,
  readAddress,
  readData,
  readOn,
  setSpeed,
  switchRelay,
  writeAddress,
  writeData,
} from './requests.ts';

const METER = '000000000161';
const access = (operator: string): Access => ({ level: '02', password: '000000', operator });

const sent = (request: Request, preamble = 0): string => hexOf(encodeFrame(request.frame, preamble)).toUpperCase();
const heard = (wire: string): Frame => {
  const frame = decodeFrame(bytesOfHex(wire));
  if (typeof frame === 'string') throw new Error(`no frame: ${frame}`);
  return frame;
};
const from = (control: number, data = '', address = METER): Frame => ({ address, control, data: bytesOfHex(data) });
const vector = (part: string): string => vectors.find((one) => one.description.includes(part))!.inputHex;

describe('the published requests', () => {
  test.each([
    ['read address', readAddress(), 4, '13 read address'],
    ['read a block of any meter', readData('AAAAAAAAAAAA', '0201ff00'), 0, '11 read DI 0201FF00'],
    ['read voltage', readData(METER, '02010100'), 0, '11 read DI 02010100'],
    ['read a vendor’s item', readData('202208310002', '028022FF'), 4, '11 read DI 028022FF'],
    ['time of 2012', broadcastTime('2012-05-16T12:31:47'), 0, '2012-05-16'],
    ['time of 2021', broadcastTime('2021-09-07T01:00:17'), 0, '2021-09-07'],
    [
      'allow to close',
      switchRelay('260305510009', access('00000000'), {
        command: 'allow-close',
        validUntil: '2099-12-31T23:59:59',
        n2: 1,
      }),
      4,
      '1C allow close (1B)',
    ],
    [
      'close',
      switchRelay('201910280004', access('31313131'), { command: 'close', validUntil: '2099-01-01T01:01:01' }),
      4,
      '1C direct close',
    ],
    ['write', writeData('201910280004', '04600101', access('31313131'), bytesOfHex('3c00')), 4, '14 write DI 04600101'],
  ])('%s', (_, request, preamble, description) => {
    expect(sent(request, preamble)).toBe(vector(description).toUpperCase());
  });
});

test('other requests, by their bytes', () => {
  expect(hexOf(readOn(METER, '0001FF00', 2).frame.data)).toBe('00ff010002');
  expect(hexOf(freeze('99990000').frame.data)).toBe('00009999');
  expect(hexOf(setSpeed(METER, 9600).frame.data)).toBe('20');
  expect(sent(writeAddress(METER)).slice(2, 14)).toBe('AAAAAAAAAAAA');
  expect(freeze('99990000').answered).toBe(false);
  expect(freeze('99990000', METER).answered).toBe(true);
});

test.each([
  ['an identifier of seven digits', () => readData(METER, '0001000')],
  [
    'a password of five',
    () => writeData(METER, '04001003', { ...access('00000000'), password: '00000' }, bytesOfHex('')),
  ],
  ['a speed that is none', () => setSpeed(METER, 9601)],
  ['a time that is none', () => broadcastTime('2026-02-30T00:00:00')],
  ['a time to freeze that is none', () => freeze('9999')],
  ['a further frame 256', () => readOn(METER, '0001FF00', 256)],
])('not asked: %s', (_, ask) => {
  expect(ask).toThrow(RangeError);
});

describe('answers', () => {
  const ask = readData(METER, '00010000');

  test('published: 0.26 kWh', () => {
    expect(answerTo(ask, heard(vector('0.26 kWh')))).toEqual({
      result: 'data',
      address: METER,
      data: bytesOfHex('26000000'),
      more: false,
      sequence: 0,
    });
  });

  test('published: a command accepted', () => {
    const command = switchRelay('151230011061', access('00000000'), {
      command: 'trip',
      validUntil: '2026-05-12T12:00:00',
    });
    expect(answerTo(command, heard(vector('9C acknowledgement')))?.result).toBe('done');
  });

  test.each([
    ['the request itself, as an echo', ask.frame],
    ['another meter', from(0x91, '0000010026000000', '000000000162')],
    ['another function', from(0x93, '610100000000')],
    ['another identifier', from(0x91, '0001010226000000')],
    ['no identifier', from(0x91, '0000')],
    ['an error of no length', from(0xd1, '')],
  ])('none of mine: %s', (_, frame) => {
    expect(answerTo(ask, frame)).toBe(null);
  });

  test('nobody answers what goes to everyone', () => {
    expect(answerTo(broadcastTime('2026-05-12T12:00:00'), from(0x88))).toBe(null);
  });

  test.each([
    ['02', 'no-such-data'],
    ['04', 'not-authorised'],
    ['06', 'not-authorised'],
    ['01', 'other'],
    ['40', 'other'],
  ])('error byte %s: %s', (byte, error) => {
    expect(answerTo(ask, from(0xd1, byte))).toEqual({
      result: 'refused',
      address: METER,
      error,
      bits: Number.parseInt(byte, 16),
    });
  });

  test('the address of the only meter', () => {
    expect(addressIn(answerTo(readAddress(), from(0x93, '610100000000'))!)).toBe(METER);
    expect(addressIn(answerTo(readAddress(), from(0x93, '3a0100000000'))!)).toBe(null);
  });
});

test('100,000 spoilt answers: one changed byte is never taken for an answer', () => {
  let state = 645;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const ask = readData(METER, '00010000');
  const right = encodeFrame(from(0x91, '0000010026000000'), 4);
  for (let i = 0; i < 100_000; i += 1) {
    const bytes = right.slice();
    const at = 4 + next(bytes.length - 4);
    bytes[at] = bytes[at]! ^ (1 + next(255));
    for (const frame of frameParser().push(bytes)) {
      if (answerTo(ask, frame) !== null) throw new Error(`accepted ${hexOf(bytes)}`);
    }
  }
});

describe('an answer in several frames', () => {
  const piece = (control: number, data: string, ask: Request): Extract<Answer, { result: 'data' }> => {
    const answer = answerTo(ask, from(control, data));
    if (answer?.result !== 'data') throw new Error('no data');
    return answer;
  };

  test('is put together', () => {
    const first = addPiece(null, piece(0xb1, '00ff010001020304', readData(METER, '0001FF00')))!;
    expect(first.next).toBe(1);
    const second = addPiece(first, piece(0xb2, '00ff01000506070801', readOn(METER, '0001FF00', 1)))!;
    expect(second.next).toBe(2);
    const last = addPiece(second, piece(0x92, '00ff0100090a0b0c02', readOn(METER, '0001FF00', 2)))!;
    expect(last).toEqual({ bytes: bytesOfHex('0102030405060708090a0b0c'), next: null });
    expect(addPiece(last, piece(0x92, '00ff0100090a0b0c02', readOn(METER, '0001FF00', 2)))).toBe(null);
  });

  test('a frame with another number is none of it', () => {
    expect(answerTo(readOn(METER, '0001FF00', 1), from(0xb2, '00ff01000506070802'))).toBe(null);
    const first = addPiece(null, piece(0xb1, '00ff010001020304', readData(METER, '0001FF00')))!;
    expect(addPiece(first, piece(0x92, '00ff0100090a0b0c02', readOn(METER, '0001FF00', 2)))).toBe(null);
  });
});

test('the end of an address, the rest any', () => {
  expect(halfAddress('0161')).toBe('aaaaaaaa0161');
  expect(halfAddress('')).toBe('aaaaaaaaaaaa');
  expect(() => halfAddress('161')).toThrow(RangeError);
  expect(answerTo(readAddress(halfAddress('0161')), from(0x93, '610100000000'))?.result).toBe('data');
  expect(answerTo(readAddress(halfAddress('0162')), from(0x93, '610100000000'))).toBe(null);
});
