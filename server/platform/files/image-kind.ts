/**
 * What an attachment is, told by its first bytes and never by its name or declared type: JPEG, PNG or WebP, or
 * refused. SVG and HTML are never accepted: they run as pages. Width and height come from the header, so that a
 * small file cannot become a huge picture in whoever opens it.
 * Sources: PNG (ISO/IEC 15948) 11.2.2; JPEG (ITU-T T.81) B.2.2; WebP container (RFC 9649) 2.
 */
import type { Text } from '../../../shared/text.ts';

export type ImageKind = 'jpeg' | 'png' | 'webp';

export interface ImageFacts {
  readonly kind: ImageKind;
  readonly mediaType: `image/${ImageKind}`;
  readonly width: number;
  readonly height: number;
}

export const IMAGE_LIMITS = { bytes: 10 * 1024 * 1024, side: 12_000, pixels: 50_000_000 } as const;

interface Size {
  readonly width: number;
  readonly height: number;
}

const refused = (zh: string, en: string): { refused: Text } => ({ refused: { zh, en } });

export function imageKind(file: Buffer): ImageFacts | { refused: Text } {
  if (file.length > IMAGE_LIMITS.bytes) {
    const limit = IMAGE_LIMITS.bytes / 1024 / 1024;
    return refused(`图片超过 ${limit} MB`, `The picture is larger than ${limit} MB`);
  }
  const kind = magic(file);
  if (kind === null)
    return refused('只能上传 JPEG、PNG 或 WebP 图片', 'Only JPEG, PNG or WebP pictures can be attached');
  const size = { jpeg: jpegSize, png: pngSize, webp: webpSize }[kind](file);
  if (size === null || size.width < 1 || size.height < 1) return refused('图片已损坏', 'The picture is damaged');
  if (
    size.width > IMAGE_LIMITS.side ||
    size.height > IMAGE_LIMITS.side ||
    size.width * size.height > IMAGE_LIMITS.pixels
  ) {
    return refused(
      `图片尺寸 ${size.width}×${size.height} 过大，请缩小后再上传`,
      `The picture is ${size.width}×${size.height}, too large; make it smaller`,
    );
  }
  return { kind, mediaType: `image/${kind}`, ...size };
}

function magic(file: Buffer): ImageKind | null {
  if (file.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg';
  if (file.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png';
  if (file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  return null;
}

function pngSize(file: Buffer): Size | null {
  if (file.length < 33 || file.readUInt32BE(8) !== 13 || file.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

/** Walks the segments to the frame header (SOF0–SOF15 without DHT, JPG and DAC). */
function jpegSize(file: Buffer): Size | null {
  let at = 2;
  while (at + 9 <= file.length) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9 || marker === 0xda) return null;
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) return { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    at += 2 + file.readUInt16BE(at + 2);
  }
  return null;
}

function webpSize(file: Buffer): Size | null {
  if (file.length < 30) return null;
  const chunk = file.toString('latin1', 12, 16);
  if (chunk === 'VP8X') return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 };
  if (chunk === 'VP8L') {
    if (file[20] !== 0x2f) return null;
    const bits = file.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (chunk !== 'VP8 ' || file.readUIntBE(23, 3) !== 0x9d012a) return null;
  return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
}
