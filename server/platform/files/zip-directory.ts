/**
 * Looks at the directory of a ZIP file (XLSX is one) before anything is unpacked, and refuses what could fill the
 * memory: too many entries, too large once unpacked, or packed beyond what spreadsheets reach.
 * The unpacker stops at the size the directory declares, so a directory that lies gains nothing; sizes left out
 * (to be found behind the data) are refused for the same reason.
 * Layout of the records: PKWARE APPNOTE 6.3, sections 4.3.12 and 4.3.16.
 */
import { inflateRawSync } from 'node:zlib';
import type { Text } from '../../../shared/text.ts';

export const ZIP_LIMITS = {
  entries: 2_000,
  /** Unpacked bytes of all entries together. */
  totalBytes: 200 * 1024 * 1024,
  /** Unpacked to packed bytes. Sheets of repeated rows reach some 30. */
  ratio: 150,
  /** Below this an entry may be packed as well as it likes. */
  ratioFromBytes: 1024 * 1024,
} as const;

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const MAX_COMMENT = 65_535;

const DAMAGED: Text = {
  zh: '文件已损坏或不是 XLSX，请用 Excel 或 WPS 重新另存',
  en: 'The file is damaged or no XLSX; save it again with Excel or WPS',
};
const TOO_BIG: Text = {
  zh: '文件解压后过大，不予读取。请删去多余的工作表、图片和空行后再试',
  en: 'Too large once unpacked; not read. Remove spare sheets, pictures and empty rows, then try again',
};

export function readZipDirectory(file: Buffer): { entries: ZipEntry[] } | { refused: Text } {
  const end = findEnd(file);
  if (end < 0) return { refused: DAMAGED };
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  if (count > ZIP_LIMITS.entries) return { refused: TOO_BIG };
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_ENTRY) return { refused: DAMAGED };
    const nameLength = file.readUInt16LE(at + 28);
    const entry: ZipEntry = {
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      unpacked: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    };
    const reason = judge(entry, file.readUInt16LE(at + 8));
    if (reason) return { refused: reason };
    entries.push(entry);
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  return total > ZIP_LIMITS.totalBytes ? { refused: TOO_BIG } : { entries };
}

/** The unpacked bytes of one entry, never more than the directory declares; null when they cannot be had. */
export function unpackEntry(file: Buffer, entry: ZipEntry): Buffer | null {
  const at = entry.offset;
  if (at + 30 > file.length || file.readUInt32LE(at) !== LOCAL_ENTRY) return null;
  const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const packed = file.subarray(start, start + entry.packed);
  if (entry.method === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(entry.unpacked, 1) });
  } catch {
    return null;
  }
}

function judge(entry: ZipEntry, flags: number): Text | null {
  const encrypted = (flags & 1) !== 0;
  const sizeElsewhere = (flags & 8) !== 0 && entry.packed === 0;
  const zip64 = entry.packed === 0xffffffff || entry.unpacked === 0xffffffff || entry.offset === 0xffffffff;
  if (encrypted || sizeElsewhere || zip64 || (entry.method !== 0 && entry.method !== 8)) return DAMAGED;
  if (entry.method === 0 && entry.packed !== entry.unpacked) return DAMAGED;
  // A declared size of nothing would leave the unpacker without a bound.
  if (entry.unpacked === 0 && entry.packed > 2) return DAMAGED;
  const squeezed = entry.unpacked > ZIP_LIMITS.ratioFromBytes && entry.unpacked > entry.packed * ZIP_LIMITS.ratio;
  return squeezed || entry.unpacked > ZIP_LIMITS.totalBytes ? TOO_BIG : null;
}

function findEnd(file: Buffer): number {
  const last = file.length - 22;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at -= 1) {
    if (file.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return -1;
}
