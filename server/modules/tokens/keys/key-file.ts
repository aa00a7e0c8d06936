/**
 * Vending keys from the operator's key file: JSON, readable by the server's account alone (mode 600), outside the
 * database and its backups. It is read again when it changes; a new key needs no restart. Format and example:
 * docs/guides/vending-keys.md.
 */
import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { typeIn } from '../../../../shared/tokens/openpaygo/decode.ts';
import { encodePaygo, type PaygoDevice } from '../../../../shared/tokens/openpaygo/encode.ts';
import { startingCodeOf } from '../../../../shared/tokens/openpaygo/token.ts';
import { packBlock } from '../../../../shared/tokens/sts/block.ts';
import { keyChangeBlocks } from '../../../../shared/tokens/sts/payload.ts';
import { assert } from '../../../platform/operations/refuse.ts';
import { type DecoderKeyRequest, deriveDecoderKey } from '../sts/decoder-key.ts';
import { mistyDecrypt, mistyEncrypt } from '../sts/misty1.ts';
import { areStaTables, type StaTables, staDecrypt, staEncrypt } from '../sts/sta.ts';
import { type KeyAnswer, keyName, type VendingKeys } from './vending-keys.ts';

const hexKey = (pattern: RegExp) =>
  z
    .string()
    .regex(pattern)
    .transform((text) => Uint8Array.from(Buffer.from(text, 'hex')));

const groupSchema = z.strictObject({
  supplyGroup: z.string().regex(/^\d{6}$/),
  keyRevision: z.int().min(1).max(9),
  keyType: z.int().min(0).max(3),
  derivation: z.enum(['02', '04']),
  /** 8 bytes for DKGA02, 20 for DKGA04. */
  key: hexKey(/^([0-9a-f]{16}|[0-9a-f]{40})$/i),
  /** The key's expiry number, as key changes carry it; 255 does not end. */
  expiry: z.int().min(0).max(255).default(255),
});

const nibbles = z.array(z.int().min(0).max(15)).length(16);
const fileSchema = z
  .strictObject({
    groups: z.array(groupSchema).default([]),
    /** Of encryption 07; licensed by the STS Association, supplied by the operator. */
    sta: z
      .strictObject({ first: nibbles, second: nibbles, permutation: z.array(z.int().min(0).max(63)).length(64) })
      .refine(areStaTables, { message: 'each table holds every value once' })
      .optional(),
    devices: z
      .array(
        z.strictObject({
          serial: z.string().min(1).max(40),
          key: hexKey(/^[0-9a-f]{32}$/i),
          startingCode: z.int().min(0).max(999_999_999).optional(),
        }),
      )
      .default([]),
  })
  .refine(({ groups }) => groups.every(({ key, derivation }) => key.length === (derivation === '02' ? 8 : 20)), {
    message: 'a key for DKGA02 has 8 bytes, one for DKGA04 has 20',
  });

export type KeyFile = z.output<typeof fileSchema>;
type Group = KeyFile['groups'][number];

const done = <T>(value: T): KeyAnswer<T> => ({ result: 'done', value });

/** The file's content, checked. Throws with what is wrong, and never with what is in it. */
export function parseKeyFile(text: string): KeyFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('the key file is not JSON');
  }
  const parsed = fileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'the whole'} (${code})`);
  throw new Error(`the key file cannot be used: ${places.join(', ')}`);
}

/** @param warn is told once of every state in which the file cannot be used */
export function openKeyFile(path: string, warn: (what: string) => void): VendingKeys {
  let read: { readonly state: string; readonly content: KeyFile | 'none' | 'unusable' } | undefined;
  return vendingKeysOf(() => {
    const state = stateOf(path);
    if (read?.state === state) return read.content;
    try {
      const content = state === 'none' ? 'none' : readChecked(path);
      read = { state, content };
    } catch (error) {
      warn(error instanceof Error ? error.message : 'the key file cannot be read');
      read = { state, content: 'unusable' };
    }
    return read.content;
  });
}

function stateOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'none' : `${found.mtimeMs} ${found.size} ${found.mode}`;
}

function readChecked(path: string): KeyFile {
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    throw new Error(`${path} can be read by other accounts of this machine: chmod 600 it`);
  return parseKeyFile(readFileSync(path, 'utf8'));
}

/** The port over keys at hand: those of the file, or a test's own. */
export function vendingKeysOf(content: () => KeyFile | 'none' | 'unusable'): VendingKeys {
  const withKey = <T>(request: DecoderKeyRequest, use: (cipher: BlockCipher, group: Group) => T): KeyAnswer<T> => {
    const file = content();
    if (file === 'unusable') return { result: 'unreachable' };
    const group = file === 'none' ? undefined : groupOf(file, request);
    if (file === 'none' || group === undefined) return { result: 'no-key', key: keyName(request) };
    if (request.encryption === '07' && file.sta === undefined) return { result: 'no-tables' };
    return done(use(cipherOf(deriveDecoderKey(group.key, request), file.sta), group));
  };
  const withDevice = <T>(serial: string, use: (device: PaygoDevice) => T): KeyAnswer<T> => {
    const file = content();
    if (file === 'unusable') return { result: 'unreachable' };
    const found = file === 'none' ? undefined : file.devices.find((device) => device.serial === serial);
    if (found === undefined) return { result: 'no-key', key: serial };
    return done(use({ key: found.key, startingCode: found.startingCode ?? startingCodeOf(found.key) }));
  };
  return {
    offersKey: (key) => withKey(key, () => null),
    offersDevice: (serial) => withDevice(serial, () => null),
    encrypt: async (key, block) => withKey(key, (cipher) => cipher.encrypt(block)),
    decrypt: async (key, block) => withKey(key, (cipher) => cipher.decrypt(block)),
    async changeKey(from, to, rollOver) {
      const next = withKey(to, (cipher, group) => ({ key: cipher.key, expiry: group.expiry }));
      if (next.result !== 'done') return next;
      const { keyType, keyRevision, tariffIndex, supplyGroup } = to;
      const blocks = keyChangeBlocks({
        key: next.value.key,
        keyExpiry: next.value.expiry,
        keyType,
        keyRevision,
        tariffIndex: Number(tariffIndex),
        supplyGroup: Number(supplyGroup),
        rollOver,
      });
      return withKey(from, (cipher) => blocks.map((block) => cipher.encrypt(packBlock(block))));
    },
    paygo: async (serial, wanted) =>
      withDevice(serial, (device) => {
        const token = encodePaygo(device, wanted);
        const typed = typeIn(device, wanted, { count: wanted.count, used: [] }, token.digits);
        assert(typed.taken && typed.kind === wanted.kind, 'the device would not take its own token');
        assert(wanted.value === undefined || typed.value === wanted.value, 'a token gives another value');
        return token;
      }),
  };
}

const groupOf = ({ groups }: KeyFile, of: DecoderKeyRequest): Group | undefined =>
  groups.find(
    (one) =>
      one.supplyGroup === of.supplyGroup &&
      one.keyRevision === of.keyRevision &&
      one.keyType === of.keyType &&
      one.derivation === of.derivation,
  );

interface BlockCipher {
  readonly key: Uint8Array;
  encrypt(block: bigint): bigint;
  decrypt(block: bigint): bigint;
}

function cipherOf(key: Buffer, sta: StaTables | undefined): BlockCipher {
  if (key.length === 16)
    return { key, encrypt: (block) => mistyEncrypt(key, block), decrypt: (block) => mistyDecrypt(key, block) };
  assert(sta !== undefined, 'encryption 07 without its tables');
  const short = key.readBigUInt64BE();
  return { key, encrypt: (block) => staEncrypt(sta, short, block), decrypt: (block) => staDecrypt(sta, short, block) };
}
