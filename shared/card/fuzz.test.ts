/**
 * 100,000 made-up files and cards from one seed: reading never fails with an exception, and what is accepted encodes
 * to the very bytes that were read. A file with a frame is accepted only when its sum, looked at apart from the codec,
 * is right.
 */
import { expect, test } from 'vitest';
import { randomOf } from '../../test/simulation/random.ts';
import { type CardFile, type CardImage, cardFileSchema } from '../agent/protocol.ts';
import { fen } from '../values/money.ts';
import { toHex } from './bytes.ts';
import { decodeFile, encodeFile } from './codec.ts';
import { counterCheck } from './counter-check.ts';
import type { CardProfile, FieldLayout, Fields, FileVariant } from './layout.ts';
import { CARD_PROFILES } from './profiles.ts';
import { decodeCard } from './user-card.ts';

const RUNS = 100_000;
const FILES = cardFileSchema.options;
const random = randomOf(20_260);

function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = random.below(256);
  return bytes;
}

/** A file of this form with any fields that the layout allows. */
function valid(profile: CardProfile, file: CardFile, variant: FileVariant): Uint8Array {
  const one = ({ kind, length, max = Number.MAX_SAFE_INTEGER }: FieldLayout): number | string => {
    const digits = (count: number): string => String(random.below(10 ** Math.min(count, 9))).padStart(count, '7');
    if (kind === 'raw') return toHex(noise(length));
    if (kind === 'time') return random.chance(20) ? '0000000000' : '2611240930';
    if (kind === 'digits') return digits(length * 2);
    if (kind === 'bcd') return Number(digits(length * 2));
    return Math.min(max, random.below(256 ** Math.min(length, 4)));
  };
  const fields = variant.fields.map((field): [string, Fields[string]] => [
    field.name,
    field.repeat === undefined ? one(field) : (Array.from({ length: field.repeat }, () => one(field)) as number[]),
  ]);
  return encodeFile(profile, file, Object.fromEntries(fields), variant.name);
}

/** The same file, hurt in one of the ways in which cards are. */
function hurt(bytes: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  switch (random.below(6)) {
    case 0:
      changed[random.below(changed.length)]! ^= 1 << random.below(8);
      return changed;
    case 1:
      changed.fill(0, random.below(changed.length));
      return changed;
    case 2:
      changed.fill(0xff, random.below(changed.length));
      return changed;
    case 3:
      return changed.subarray(0, random.below(changed.length));
    case 4: {
      // Two bytes change places: the sum stays right.
      const [one, other] = [random.below(changed.length), random.below(changed.length)];
      [changed[one], changed[other]] = [changed[other]!, changed[one]!];
      return changed;
    }
    default:
      return Uint8Array.of(...changed, random.below(256));
  }
}

function looksFramed(bytes: Uint8Array): boolean {
  const body = [...bytes.subarray(1, -2)];
  const sum = body.reduce((total, byte) => total + byte, 0) % 256;
  return (
    bytes[0] === 0x68 && bytes.at(-1) === 0x16 && bytes.at(-2) === sum && body[1]! * 256 + body[2]! === body.length - 3
  );
}

test(`${RUNS} files: no exception, nothing accepted that is not exactly right`, () => {
  const seen = { fields: 0, empty: 0, broken: 0 };
  for (let run = 0; run < RUNS; run++) {
    const profile = random.pick(CARD_PROFILES);
    const file = random.pick(FILES);
    const variant = random.pick(profile.files[file].variants);
    const good = random.chance(70) ? valid(profile, file, variant) : noise(variant.length);
    const bytes = random.chance(60) ? hurt(good) : good;
    const decoded = decodeFile(profile, file, bytes);
    seen[decoded.kind]++;
    if (decoded.kind === 'fields') {
      if (toHex(encodeFile(profile, file, decoded.fields, decoded.variant)) !== toHex(bytes)) expect.fail(toHex(bytes));
      if (file !== 'ef2' && !looksFramed(bytes)) expect.fail(`accepted ${toHex(bytes)}`);
    }
    if (decoded.kind === 'empty' && new Set(bytes).size !== 1) expect.fail(`empty ${toHex(bytes)}`);
  }
  expect(seen.fields).toBeGreaterThan(RUNS / 10);
  expect(seen.broken).toBeGreaterThan(RUNS / 10);
  expect(seen.empty).toBeGreaterThan(0);
});

test('5,000 cards of any files, also of text that is no hex: each file is read, empty, absent or broken', () => {
  const last = {
    serial: '00',
    meterNo: '000000000001',
    customerNo: '000000000001',
    cardType: 'purchase' as const,
    amount: fen(1),
    count: 1,
  };
  for (let run = 0; run < 5_000; run++) {
    const profile = random.pick(CARD_PROFILES);
    const files: Partial<Record<CardFile, string>> = {};
    for (const file of FILES) {
      if (random.chance(10)) continue;
      const good = valid(profile, file, random.pick(profile.files[file].variants));
      files[file] = random.chance(5)
        ? random.pick(['', 'z', '0', 'xx', '6801'])
        : toHex(random.chance(40) ? hurt(good) : good);
    }
    const image: CardImage = { profile: profile.id, atr: '', serial: '00', files };
    const card = decodeCard(image);
    // A cleared card says nothing of a meter; whatever is sold to must have said it all.
    if (counterCheck(card, last).verdict === 'may-sell') expect(card.returned.kind).toBe('read');
    for (const part of [card.parameters, card.wallet, card.currentPrices, card.backupPrices, card.returned])
      if (!['read', 'empty', 'absent', 'broken'].includes(part.kind)) expect.fail(JSON.stringify(image));
  }
});
