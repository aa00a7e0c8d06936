import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { IMAGE_LIMITS, imageKind } from './image-kind.ts';

const canvas = createCanvas(37, 21);
const pictures = {
  jpeg: canvas.toBuffer('image/jpeg'),
  png: canvas.toBuffer('image/png'),
  webp: canvas.toBuffer('image/webp'),
};

describe.each(['jpeg', 'png', 'webp'] as const)('%s', (kind) => {
  test('is told with its size', () => {
    expect(imageKind(pictures[kind])).toEqual({ kind, mediaType: `image/${kind}`, width: 37, height: 21 });
  });

  test('cut anywhere in its header is refused, not guessed', () => {
    for (let length = 0; length < 24; length += 1)
      expect(imageKind(pictures[kind].subarray(0, length))).toHaveProperty('refused');
  });
});

function pngOf(width: number, height: number): Buffer {
  const png = Buffer.from(pictures.png);
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

test.each([
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['a GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000')],
  ['a PDF', Buffer.from('%PDF-1.7')],
  ['a RIFF that is sound', Buffer.from(`RIFF0000WAVE${'0'.repeat(40)}`)],
  ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff, 0xd9, 0, 0, 0, 0])],
  ['a PNG of no width', pngOf(0, 10)],
  ['a PNG far too wide', pngOf(100_000, 1)],
  ['a PNG of too many dots', pngOf(11_000, 11_000)],
  ['more bytes than allowed', Buffer.concat([pictures.png, Buffer.alloc(IMAGE_LIMITS.bytes)])],
])('refused: %s', (_name, bytes) => {
  const answer = imageKind(bytes);
  expect(answer).toHaveProperty('refused.zh');
  expect(answer).toHaveProperty('refused.en');
});
