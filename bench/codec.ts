/**
 * Frames of DL/T 645 and CJ/T 188 a second on one core: written, found in a stream and read. Beside them the limit of
 * the machine: the same bytes copied one by one, and copied at once.
 */
import * as flow from '../server/modules/network/cjt188/frame.ts';
import * as electricity from '../server/modules/network/dlt645/frame.ts';
import { table, whole } from './figures.ts';

const FRAMES = 400_000;
const CHUNK = 1460;

/** Best of five: what the code can do when the machine lets it. */
function perSecond(act: () => void): number {
  let best = 0;
  for (let round = 0; round < 5; round += 1) {
    const at = performance.now();
    act();
    best = Math.max(best, FRAMES / ((performance.now() - at) / 1000));
  }
  return best;
}

interface Codec {
  readonly name: string;
  readonly stream: Uint8Array;
  readonly write: () => void;
  readonly read: () => void;
}

/** Answers of as many meters, no two alike. */
const reading = (index: number): Uint8Array =>
  Uint8Array.of(0, 0, 1, 0, index & 0x09, (index >> 4) & 0x09, (index >> 8) & 0x09, 0);

function inPieces(stream: Uint8Array, push: (chunk: Uint8Array) => number): void {
  let found = 0;
  for (let at = 0; at < stream.length; at += CHUNK) found += push(stream.subarray(at, at + CHUNK));
  if (found !== FRAMES) throw new Error(`${found} of ${FRAMES} frames found`);
}

function electricityCodec(): Codec {
  const frames = Array.from({ length: 1000 }, (_, index) => ({
    address: String(index).padStart(12, '0'),
    control: 0x91,
    data: reading(index),
  }));
  const stream = new Uint8Array(FRAMES * electricity.frameLength(frames[0]!));
  const write = (): void => {
    let at = 0;
    for (let i = 0; i < FRAMES; i += 1) at = electricity.writeFrame(frames[i % 1000]!, stream, at);
  };
  const read = (): void => {
    const { push } = electricity.frameParser();
    inPieces(stream, (chunk) => push(chunk).length);
  };
  return { name: 'DL/T 645', stream, write, read };
}

function flowCodec(): Codec {
  const frames = Array.from({ length: 1000 }, (_, index) => ({
    meterType: 0x10,
    address: String(index).padStart(14, '0'),
    control: 0x81,
    data: Uint8Array.of(0x90, 0x1f, 0, ...reading(index), 0x2c, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0),
  }));
  const length = flow.encodeFrame(frames[0]!).length;
  const stream = new Uint8Array(FRAMES * length);
  const write = (): void => {
    for (let i = 0; i < FRAMES; i += 1) stream.set(flow.encodeFrame(frames[i % 1000]!), i * length);
  };
  const read = (): void => {
    const { push } = flow.frameParser();
    inPieces(stream, (chunk) => push(chunk).length);
  };
  return { name: 'CJ/T 188', stream, write, read };
}

function rowOf(codec: Codec): string[] {
  const target = new Uint8Array(codec.stream.length);
  const written = perSecond(codec.write);
  const read = perSecond(codec.read);
  const both = 1 / (1 / written + 1 / read);
  const byByte = perSecond(() => {
    for (let i = 0; i < target.length; i += 1) target[i] = codec.stream[i]!;
  });
  const atOnce = perSecond(() => target.set(codec.stream));
  return [codec.name, ...[written, read, both, byByte, atOnce].map(whole), (both / byByte).toFixed(2)];
}

/** The table of this section. Every frame written is read again; a lost one throws. */
export const codecFigures = (): string =>
  table(
    ['frames a second, one core', 'written', 'read', 'both', 'copied by byte', 'copied at once', 'of bytes'],
    [electricityCodec(), flowCodec()].map(rowOf),
  );
