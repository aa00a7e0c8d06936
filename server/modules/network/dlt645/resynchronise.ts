/**
 * Finds whole frames in a stream of bytes that may also carry noise, echoes and torn frames. Never throws. A length in
 * the stream is never trusted alone: what turns out wrong is passed over up to the next start byte, and a whole frame
 * behind an unfinished one is found at once. What waits for its end is never longer than one frame.
 */

export interface FrameShape<F> {
  readonly start: number;
  /** 0: a whole, right frame stands at `at`. 1: it may still become one. Anything else: it is none. */
  faultAt(bytes: Uint8Array, at: number, end: number): number;
  /** Of the whole frame at `at`. */
  lengthAt(bytes: Uint8Array, at: number): number;
  frameAt(bytes: Uint8Array, at: number): F;
}

export interface FrameParser<F> {
  /** Takes what came from the line, in pieces of any size, and hands out the whole frames in it, in order. */
  push(chunk: Uint8Array): F[];
  /** The line has fallen silent (500 ms by the book): nothing unfinished will be finished. Forgets it. */
  silence(): void;
  /** Bytes waiting for the end of their frame; fewer than the longest frame has. */
  readonly waiting: number;
  /** Bytes passed over since the beginning because they belonged to no frame; FE in front of a frame is not counted. */
  readonly passedOver: number;
}

const PREAMBLE = 0xfe;

export type NotOneFrame = 'no-start' | 'incomplete' | 'bytes-behind';

/** Exactly one frame, FE allowed in front; otherwise why not: what `shape` calls the fault, or one of these. */
export function decodeOne<F, N extends string>(
  shape: FrameShape<F>,
  faults: Readonly<Record<number, N>>,
  bytes: Uint8Array,
): F | N | NotOneFrame {
  let at = 0;
  while (bytes[at] === PREAMBLE) at += 1;
  if (at === bytes.length) return 'incomplete';
  if (bytes[at] !== shape.start) return 'no-start';
  const fault = shape.faultAt(bytes, at, bytes.length);
  if (fault !== 0) return faults[fault]!;
  return at + shape.lengthAt(bytes, at) === bytes.length ? shape.frameAt(bytes, at) : 'bytes-behind';
}

/** How a whole frame ends: the sum of the bytes from `at` stands at `last`, 16 behind it. 0 right, -3 wrong sum, -4 no 16. */
export function faultOfEnd(bytes: Uint8Array, at: number, last: number): 0 | -3 | -4 {
  if (bytes[last + 1] !== 0x16) return -4;
  let sum = 0;
  for (let i = at; i < last; i += 1) sum += bytes[i]!;
  return (sum & 0xff) === bytes[last] ? 0 : -3;
}

/** One for each line and protocol. */
export function resynchronise<F>(shape: FrameShape<F>): FrameParser<F> {
  let rest: Uint8Array = new Uint8Array(0);
  let passedOver = 0;

  function passOver(bytes: Uint8Array, from: number, to: number): void {
    for (let i = from; i < to; i += 1) if (bytes[i] !== PREAMBLE) passedOver += 1;
  }

  function withRest(chunk: Uint8Array): Uint8Array {
    if (rest.length === 0) return chunk;
    const bytes = new Uint8Array(rest.length + chunk.length);
    bytes.set(rest);
    bytes.set(chunk, rest.length);
    return bytes;
  }

  return {
    push(chunk) {
      const bytes = withRest(chunk);
      const end = bytes.length;
      const found: F[] = [];
      let done = 0;
      let unfinished = -1;
      let at = bytes.indexOf(shape.start);
      while (at !== -1) {
        const fault = shape.faultAt(bytes, at, end);
        if (fault === 0) {
          found.push(shape.frameAt(bytes, at));
          passOver(bytes, done, at);
          done = at + shape.lengthAt(bytes, at);
          unfinished = -1;
          at = bytes.indexOf(shape.start, done);
        } else {
          if (fault === 1 && unfinished === -1) unfinished = at;
          at = bytes.indexOf(shape.start, at + 1);
        }
      }
      const keep = unfinished === -1 ? end : unfinished;
      passOver(bytes, done, keep);
      // A copy: `slice` of a Buffer would go on looking into memory that its owner may fill again.
      rest = new Uint8Array(bytes.subarray(keep));
      return found;
    },
    silence() {
      passOver(rest, 0, rest.length);
      rest = new Uint8Array(0);
    },
    get waiting() {
      return rest.length;
    },
    get passedOver() {
      return passedOver;
    },
  };
}
