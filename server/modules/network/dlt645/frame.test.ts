import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../../../test/vectors/dlt645_frames.json' with { type: 'json' };
import constructed from '../../../../test/vectors/dlt645_prepaid.json' with { type: 'json' };
import { bytesOfHex, hexOf } from './bytes.ts';
import { decodeFrame, encodeFrame, type Frame, frameLength, frameParser, writeFrame } from './frame.ts';

const good = vectors.filter((one) => one.expected.checksumOk);
const frames = [...good.map((one) => one.inputHex), ...constructed.map((one) => one.expected)];

const hex = (text: string): Uint8Array => bytesOfHex(text);
const wire = (frame: Frame): string => hexOf(encodeFrame(frame, 0));
const asText = (found: readonly Frame[]): string[] => found.map(wire);

/** A generator that gives the same row of numbers for the same seed. */
function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const someFrame = fc.record({
  address: fc.stringMatching(/^[0-9a-f]{12}$/),
  control: fc.integer({ min: 0, max: 255 }),
  data: fc.uint8Array({ maxLength: 200 }),
});

describe('vectors', () => {
  test.each(good)('read: $description', ({ inputHex, expected }) => {
    const frame = decodeFrame(hex(inputHex));
    expect(frame).toEqual({
      address: expected.address,
      control: Number.parseInt(expected.control, 16),
      data: hex(expected.data),
    });
    expect(frameParser().push(hex(inputHex))).toEqual([frame]);
  });

  test.each(good)('written: $description', ({ inputHex, expected }) => {
    const frame = {
      address: expected.address,
      control: Number.parseInt(expected.control, 16),
      data: hex(expected.data),
    };
    expect(hexOf(encodeFrame(frame, expected.preamble)).toUpperCase()).toBe(inputHex.toUpperCase());
  });

  test.each(vectors.filter((one) => !one.expected.checksumOk))('refused: $description', ({ inputHex }) => {
    expect(decodeFrame(hex(inputHex))).toBe('checksum');
    expect(frameParser().push(hex(inputHex))).toEqual([]);
  });
});

test('what is written is read again, whatever stands in front and behind', () => {
  fc.assert(
    fc.property(someFrame, fc.integer({ min: 0, max: 6 }), (frame, preamble) => {
      const bytes = encodeFrame(frame, preamble);
      expect(bytes.length).toBe(frameLength(frame, preamble));
      expect(decodeFrame(bytes)).toEqual(frame);
    }),
    { numRuns: 2000 },
  );
});

test('a frame is written into a buffer at its place', () => {
  const frame: Frame = { address: '000000000161', control: 0x11, data: hex('00000100') };
  const target = new Uint8Array(64);
  const end = writeFrame(frame, target, 7, 2);
  expect(hexOf(target.subarray(7, end))).toBe(`fefe${wire(frame)}`);
  expect(() => writeFrame(frame, target, 60)).toThrow(/too short/);
});

test.each([
  ['a short address', { address: '161', control: 0x11, data: hex('') }],
  ['letters in the address', { address: '00000000016x', control: 0x11, data: hex('') }],
  ['too much data', { address: '000000000161', control: 0x11, data: new Uint8Array(201) }],
  ['a control that is no byte', { address: '000000000161', control: 256, data: hex('') }],
])('not written: %s', (_, frame) => {
  expect(() => encodeFrame(frame)).toThrow(RangeError);
});

test.each([
  ['', 'incomplete'],
  ['fefe', 'incomplete'],
  ['016861010000000068910833333433593333338a16', 'no-start'],
  ['6861010000000069910833333433593333338a16', 'no-start'],
  ['68610100000000689108333334335933', 'incomplete'],
  ['686101000000006891c933', 'length'],
  ['6861010000000068910833333433593333338b16', 'checksum'],
  ['6861010000000068910833333433593333338a17', 'no-end'],
  ['6861010000000068910833333433593333338a1600', 'bytes-behind'],
])('%s is no frame: %s', (bytes, why) => {
  expect(decodeFrame(hex(bytes))).toBe(why);
});

describe('a stream', () => {
  const answer = '6861010000000068910833333433593333338a16';

  test('in pieces of one byte', () => {
    const parser = frameParser();
    const found = [...hex(`fefefefe${answer}fefe${answer}`)].flatMap((byte) => parser.push(Uint8Array.of(byte)));
    expect(asText(found)).toEqual([answer, answer]);
    expect(parser.waiting).toBe(0);
    expect(parser.passedOver).toBe(0);
  });

  test.each([
    ['noise in front', `00ff1668${answer}`, 4],
    ['noise behind', `${answer}0016ff`, 3],
    ['a wrong checksum, then a right frame', `${answer.slice(0, -4)}8b16${answer}`, 20],
    ['a torn answer, then a right one', `${answer.slice(0, 20)}${answer}`, 10],
    ['a start whose length would swallow what follows', `686868686868686891c8${answer}`, 10],
    ['a length over 200', `68610100000000689 1ff${answer}`.replace(' ', ''), 10],
    ['an echo of the request', `68610100000000681104333334330a16${answer}`, 16],
    ['many starts', `${'68'.repeat(40)}${answer}`, 40],
  ])('%s', (_, bytes, passedOver) => {
    const parser = frameParser();
    expect(asText(parser.push(hex(bytes)))).toEqual([answer]);
    expect(parser.passedOver).toBe(passedOver);
    expect(parser.waiting).toBeLessThan(212);
  });

  test('an address that is no number is delivered, not thrown at', () => {
    const bytes = encodeFrame({ address: '3a0000000161', control: 0x91, data: hex('00000100') });
    expect(frameParser().push(bytes)[0]?.address).toBe('3a0000000161');
  });

  test('the memory of a chunk may be filled again', () => {
    const parser = frameParser();
    const memory = Buffer.from(hex(answer + answer.slice(0, 20)));
    const [first] = parser.push(memory);
    memory.fill(0);
    expect(wire(first!)).toBe(answer);
    expect(asText(parser.push(hex(answer.slice(20))))).toEqual([answer]);
  });

  test('silence ends what was begun', () => {
    const parser = frameParser();
    expect(parser.push(hex(answer.slice(0, 30)))).toEqual([]);
    expect(parser.waiting).toBe(15);
    parser.silence();
    expect(parser.waiting).toBe(0);
    expect(asText(parser.push(hex(answer)))).toEqual([answer]);
  });

  test('never keeps more than one frame, whatever comes', () => {
    const parser = frameParser();
    const next = chance(7);
    for (let i = 0; i < 2000; i += 1) {
      parser.push(Uint8Array.from({ length: next(400) }, () => (next(3) === 0 ? 0x68 : next(256))));
      expect(parser.waiting).toBeLessThan(212);
    }
  });
});

describe('fuzz, 100,000 inputs', () => {
  /** Changes, takes out, puts in, cuts off or doubles bytes. */
  function mutate(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
    const at = next(bytes.length);
    switch (next(6)) {
      case 0:
        return Uint8Array.from(bytes, (byte, i) => (i === at ? next(256) : byte));
      case 1:
        return Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ (1 << next(8)) : byte));
      case 2:
        return bytes.filter((_, i) => i !== at);
      case 3:
        return Uint8Array.from([...bytes.subarray(0, at), next(256), ...bytes.subarray(at)]);
      case 4:
        return bytes.subarray(0, at);
      default:
        return Uint8Array.from([...bytes.subarray(0, at), ...bytes]);
    }
  }

  test('no crash, and nothing is delivered that does not stand in the stream, checksum and all', () => {
    const next = chance(2026);
    let delivered = 0;
    for (let i = 0; i < 100_000; i += 1) {
      let bytes: Uint8Array = hex(frames[next(frames.length)]!);
      for (let times = next(4); times >= 0 && bytes.length > 0; times -= 1) bytes = mutate(bytes, next);
      const cut = next(bytes.length + 1);
      const parser = frameParser();
      const found = [...parser.push(bytes.subarray(0, cut)), ...parser.push(bytes.subarray(cut))];
      delivered += found.length;
      const stream = Buffer.from(bytes);
      for (const frame of found) {
        if (stream.indexOf(encodeFrame(frame, 0)) === -1) throw new Error(`delivered from ${hexOf(bytes)}`);
      }
    }
    expect(delivered).toBeGreaterThan(5000);
  });

  test('one changed byte of a frame is always noticed', () => {
    const next = chance(1);
    for (let i = 0; i < 100_000; i += 1) {
      const bytes = hex(frames[next(frames.length)]!.replace(/^(fe)*/i, ''));
      const at = next(bytes.length);
      // The length moves the place of the checksum, which may then fit by chance; see the test above.
      if (at === 9) continue;
      bytes[at] = bytes[at]! ^ (1 + next(255));
      const frame = decodeFrame(bytes);
      if (typeof frame !== 'string') throw new Error(`accepted ${hexOf(bytes)}`);
    }
  });

  test('how the stream is cut changes nothing', () => {
    const next = chance(99);
    for (let i = 0; i < 20_000; i += 1) {
      const parts = Array.from({ length: 1 + next(4) }, () =>
        next(3) === 0 ? Uint8Array.from({ length: next(20) }, () => next(256)) : hex(frames[next(frames.length)]!),
      );
      const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
      const parser = frameParser();
      const inPieces: Frame[] = [];
      for (let from = 0; from < bytes.length; ) {
        const to = from + 1 + next(30);
        inPieces.push(...parser.push(bytes.subarray(from, to)));
        from = to;
      }
      expect(asText(inPieces)).toEqual(asText(frameParser().push(bytes)));
    }
  });
});
