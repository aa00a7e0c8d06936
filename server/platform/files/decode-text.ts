/**
 * Bytes of a text file → string. Tables come from Excel and WPS of Chinese offices: UTF-8 with or without a mark,
 * GBK (read as GB18030, its superset), or "Unicode text" (UTF-16 with a mark).
 * Strict UTF-8 is tried first; GBK text is practically never valid UTF-8.
 */
import iconv from 'iconv-lite';
import { yieldToOthers } from './table-file.ts';

export type TextEncodingName = 'utf-8' | 'gb18030' | 'utf-16le';

const PIECE_BYTES = 1024 * 1024;

const startsWith = (bytes: Uint8Array, ...mark: number[]): boolean => mark.every((byte, i) => bytes[i] === byte);

/** Bytes that fit no encoding become U+FFFD, which the reader of the table reports with its line. */
export async function decodeText(bytes: Buffer): Promise<{ text: string; encoding: TextEncodingName }> {
  if (startsWith(bytes, 0xff, 0xfe))
    return { text: await inPieces(bytes.subarray(2), 'utf-16le'), encoding: 'utf-16le' };
  const body = startsWith(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes;
  const utf8 = strictUtf8(body);
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8' };
  if (body !== bytes) return { text: body.toString('utf8'), encoding: 'utf-8' };
  return { text: await inPieces(bytes, 'gb18030'), encoding: 'gb18030' };
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function inPieces(bytes: Buffer, encoding: TextEncodingName): Promise<string> {
  const decoder = iconv.getDecoder(encoding);
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    text += decoder.write(bytes.subarray(at, at + PIECE_BYTES));
    await yieldToOthers();
  }
  return text + (decoder.end() ?? '');
}
