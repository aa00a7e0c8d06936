/**
 * The two things a counter does with a user card: read all of it, and write files in a given order with everything
 * read before and after. Each runs inside one exclusive transaction of the reader, which is the caller's
 * (`reader.withCard`). What a write came to is never concluded from what was sent: the answer carries what the card
 * held before and what it holds after.
 *
 * `security-refused` and `card-refused` come with the image as it was read after the refusal. After `torn` the card
 * must be read again; the image is then the one from before.
 */
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { CardFile, CardImage, COMMANDS, CommandAnswer, Failure } from '../../shared/agent/protocol.ts';
import { fromHex, joinBytes, sameBytes, toHex } from '../../shared/card/bytes.ts';
import { variantOf } from '../../shared/card/codec.ts';
import type { CardProfile } from '../../shared/card/layout.ts';
import { findProfile } from '../../shared/card/profiles.ts';
import { type CardChannel, TornCard } from '../devices/reader.ts';
import * as apdu from './apdu.ts';
import { readImage, readUserFiles } from './read-files.ts';
import { CardFailure } from './refused.ts';
import { type CardKeys, type CardSecurity, KEY_NUMBERS, type KeyUse, SecurityRefused } from './security.ts';

export type Outcome<T> = { readonly answer: T } | Failure;

export type WriteBody = z.output<(typeof COMMANDS)['card.write']['body']>;

/** A channel that counts what goes over it. */
interface Counted extends CardChannel {
  readonly count: () => number;
}

function counted(channel: CardChannel): Counted {
  let count = 0;
  return {
    atr: channel.atr,
    count: () => count,
    transmit(command) {
      count++;
      return channel.transmit(command);
    },
  };
}

/** @param profileId as in `card.read`; a profile that is not known is a `fault` */
export async function readCard(channel: CardChannel, profileId: string): Promise<Outcome<CommandAnswer<'card.read'>>> {
  const began = Date.now();
  const card = counted(channel);
  return told(null, async () => {
    const image = await readImage(card, profileNamed(profileId));
    return { image, apdus: card.count(), milliseconds: Math.max(0, Date.now() - began) };
  });
}

export async function writeCard(
  channel: CardChannel,
  security: CardSecurity,
  body: WriteBody,
): Promise<Outcome<CommandAnswer<'card.write'>>> {
  const began = Date.now();
  const card = counted(channel);
  const known: { image: CardImage | null } = { image: null };
  return told(known, async () => {
    const profile = profileNamed(body.profile);
    const pieces = piecesOf(profile, body);
    const before = await readImage(card, profile);
    known.image = before;
    refuseUnlessExpected(before, body);
    try {
      const keys = await authenticate(card, security, fromHex(before.serial));
      for (const piece of pieces) await update(card, keys, piece);
    } catch (error) {
      if (!(error instanceof CardFailure)) throw error;
      known.image = await readAgain(card, profile, before);
      throw error;
    }
    const after = await readAgain(card, profile, before);
    return { before, after, apdus: card.count(), milliseconds: Math.max(0, Date.now() - began) };
  });
}

/** Runs the work and gives what it threw as the failure it is. A bug stays an exception. */
async function told<T>(known: { image: CardImage | null } | null, work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { answer: await work() };
  } catch (error) {
    const image = known?.image ?? undefined;
    if (error instanceof TornCard) return { failure: 'torn', detail: error.message, image };
    if (error instanceof CardFailure) return { failure: error.failure, detail: error.message, image };
    throw error;
  }
}

function profileNamed(id: string): CardProfile {
  const profile = findProfile(id);
  if (profile === undefined) throw new CardFailure('fault', `no card profile ${id}`);
  return profile;
}

/** The folder is still selected and the transaction is the same, so it is the same chip. */
async function readAgain(card: CardChannel, profile: CardProfile, before: CardImage): Promise<CardImage> {
  try {
    return { ...before, files: await readUserFiles(card, profile) };
  } catch (error) {
    if (error instanceof CardFailure) throw new CardFailure('torn', `not readable after writing: ${error.message}`);
    throw error;
  }
}

function refuseUnlessExpected(before: CardImage, { expect }: WriteBody): void {
  if (before.serial !== expect.serial) throw new CardFailure('other-card', `serial ${before.serial}`);
  for (const [file, content] of Object.entries(expect.files))
    if (before.files[file as CardFile] !== content) throw new CardFailure('changed-card', file);
}

interface Piece {
  readonly file: CardFile;
  readonly shortId: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** All of the contents are measured before the card is touched. */
function piecesOf(profile: CardProfile, body: WriteBody): Piece[] {
  return body.write.flatMap(({ file, content }) => {
    const bytes = fromHex(content);
    const variant = variantOf(profile, file, bytes.length);
    if (variant === undefined) throw new CardFailure('fault', `${file} never has ${bytes.length} bytes`);
    let offset = 0;
    return variant.parts.map((length) => {
      const piece = {
        file,
        shortId: profile.files[file].shortId,
        offset,
        bytes: bytes.subarray(offset, offset + length),
      };
      offset += length;
      return piece;
    });
  });
}

/** Card proves itself to us, then we to the card for both rights. A failure here wrote nothing. */
async function authenticate(card: CardChannel, security: CardSecurity, serial: Uint8Array): Promise<CardKeys> {
  return guarded(async () => {
    const keys = await security.forCard(serial);
    const random = randomBytes(8);
    const proof = await accepted(card, apdu.internalAuthenticate(KEY_NUMBERS.card, random));
    if (!sameBytes(proof, await keys.cryptogram('card', random)))
      throw new CardFailure('security-refused', 'the card does not hold a key of this house');
    for (const use of ['write', 'purchase'] as const) {
      const challenge = await accepted(card, apdu.getChallenge(8));
      await accepted(card, apdu.externalAuthenticate(KEY_NUMBERS[use], await keys.cryptogram(use, challenge)));
    }
    return keys;
  });
}

/** The wallet's sum is under the purchase key, the return file's under the meter's, which clears it like the meter. */
export const keyUseOf = (file: CardFile): KeyUse => (file === 'ef2' ? 'purchase' : file === 'ef5' ? 'meter' : 'write');

async function update(card: CardChannel, keys: CardKeys, piece: Piece): Promise<void> {
  await guarded(async () => {
    const challenge = await accepted(card, apdu.getChallenge(4));
    const command = apdu.updateWithMac(piece.shortId, piece.offset, piece.bytes);
    const mac = await keys.mac(keyUseOf(piece.file), challenge, command);
    await accepted(card, joinBytes(command, mac));
  });
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SecurityRefused) throw new CardFailure('security-refused', error.message);
    throw error;
  }
}

async function accepted(card: CardChannel, command: Uint8Array): Promise<Uint8Array> {
  const { sw, data } = await apdu.exchange((one) => card.transmit(one), command);
  if (sw === apdu.OK) return data;
  throw new CardFailure(apdu.failureOf(sw), `${toHex(command.subarray(0, 4))}: ${apdu.statusWords(sw)}`);
}
