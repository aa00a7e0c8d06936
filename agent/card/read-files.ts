/** Reading a user card file by file. Which form a file has is found out from its length, never assumed. */
import { type CardFile, type CardImage, cardFileSchema } from '../../shared/agent/protocol.ts';
import { joinBytes, toHex } from '../../shared/card/bytes.ts';
import type { CardProfile, FileLayout } from '../../shared/card/layout.ts';
import type { CardChannel } from '../devices/reader.ts';
import * as apdu from './apdu.ts';
import { CardFailure } from './refused.ts';

const MASTER_FILE = 0x3f00;

/** Selects, and reads everything. */
export async function readImage(card: CardChannel, profile: CardProfile): Promise<CardImage> {
  await select(card, MASTER_FILE);
  const above = await serialHere(card, profile);
  await select(card, profile.df);
  const serial = above ?? (await serialHere(card, profile)) ?? serialInAtr(card, profile);
  if (serial === null) throw new CardFailure('not-a-user-card', 'no serial');
  const files = await readUserFiles(card, profile);
  return { profile: profile.id, atr: toHex(card.atr), serial: toHex(serial), files };
}

/** The serial lies below the master file or, with some makers, in the folder. */
async function serialHere(card: CardChannel, { serial }: CardProfile): Promise<Uint8Array | null> {
  const command = apdu.readBinary(serial.shortId, serial.at, serial.length);
  const { sw, data } = await apdu.exchange((one) => card.transmit(one), command);
  return sw === apdu.OK && data.length === serial.length ? data : null;
}

function serialInAtr({ atr }: CardChannel, { serial }: CardProfile): Uint8Array | null {
  const end = serial.atAtr + serial.length;
  return atr.length < end ? null : atr.slice(serial.atAtr, end);
}

/** What lies ready behind a 61xx of SELECT describes the folder; it is of no use here and stays there. */
async function select(card: CardChannel, id: number): Promise<void> {
  const { sw } = apdu.splitResponse(await card.transmit(apdu.selectFile(id)));
  if (!apdu.isDone(sw)) throw new CardFailure('not-a-user-card', `${id.toString(16)}: ${apdu.statusWords(sw)}`);
}

/** The folder is selected. */
export async function readUserFiles(card: CardChannel, profile: CardProfile): Promise<CardImage['files']> {
  const files: Partial<Record<CardFile, string>> = {};
  for (const file of cardFileSchema.options) {
    const bytes = await readFile(card, profile.files[file]);
    if (bytes !== null) files[file] = toHex(bytes);
    else if (profile.files[file].required) throw new CardFailure('not-a-user-card', `${file} is not on it`);
  }
  return files;
}

/** Null when the card does not have the file. */
async function readFile(card: CardChannel, layout: FileLayout): Promise<Uint8Array | null> {
  const [usual] = layout.variants;
  let bytes: Uint8Array = new Uint8Array(0);
  for (const length of usual.parts) {
    const piece = await readPiece(card, layout.shortId, { offset: bytes.length, length });
    if (piece === null) return null;
    bytes = joinBytes(bytes, piece.bytes);
    if (piece.last) break;
  }
  if (!layout.variants.some((variant) => variant.length === bytes.length))
    throw new CardFailure('not-a-user-card', `a file ${layout.shortId} of ${bytes.length} bytes`);
  return bytes;
}

interface Piece {
  readonly bytes: Uint8Array;
  /** The file ends here, before what was asked for. */
  readonly last: boolean;
}

/**
 * 6Cxx tells how much is there: it is asked for once more, with that length. Some readers do that by themselves, or the
 * card gives what it has with a warning that the file ended (6282). Whether the whole has a length that a layout knows
 * is looked at when all pieces are there.
 */
async function readPiece(
  card: CardChannel,
  shortId: number,
  { offset, length }: { offset: number; length: number },
): Promise<Piece | null> {
  const ask = (wanted: number) => apdu.exchange((one) => card.transmit(one), apdu.readBinary(shortId, offset, wanted));
  let { sw, data } = await ask(length);
  if (sw >> 8 === 0x6c) ({ sw, data } = await ask(sw & 0xff));
  if (offset === 0 && apdu.isAbsent(sw)) return null;
  if ((sw !== apdu.OK && sw !== FILE_ENDED) || data.length === 0 || data.length > length)
    throw new CardFailure(apdu.failureOf(sw), `file ${shortId}: ${apdu.statusWords(sw)}, ${data.length} bytes`);
  return { bytes: data, last: data.length < length };
}

const FILE_ENDED = 0x6282;
