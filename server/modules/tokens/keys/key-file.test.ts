/** The operator's key file: what is read, what is not used and why, and that nothing of it is said. */
import { chmodSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { REQUEST, TEST_DEVICE, TEST_KEY_FILE, TEST_VENDING_KEY } from '../../../../test/support/vending-keys.ts';
import { openKeyFile, parseKeyFile } from './key-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhishou-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const key = { ...REQUEST, accountNumber: '600727000000000009' };

test('a file that appears, changes and goes is followed without a restart', () => {
  const path = join(folder, 'keys.json');
  const said: string[] = [];
  const keys = openKeyFile(path, (what) => said.push(what));
  expect(keys.offersKey(key)).toEqual({ result: 'no-key', key: 'SGC 123457 KRN 1 DKGA04' });
  writeFileSync(path, TEST_KEY_FILE, { mode: 0o600 });
  expect(keys.offersKey(key).result).toBe('done');
  expect(keys.offersKey({ ...key, keyRevision: 3 }).result).toBe('no-key');
  expect(keys.offersKey({ ...key, derivation: '02', encryption: '07', supplyGroup: '123456' }).result).toBe(
    'no-tables',
  );
  expect(keys.offersDevice(TEST_DEVICE.serial).result).toBe('done');
  expect(keys.offersDevice('X').result).toBe('no-key');
  rmSync(path);
  expect(keys.offersKey(key).result).toBe('no-key');
  expect(said).toEqual([]);
});

test.runIf(process.platform !== 'win32')('a file that others may read is not used; said once', () => {
  const path = join(folder, 'open.json');
  writeFileSync(path, TEST_KEY_FILE, { mode: 0o600 });
  chmodSync(path, 0o640);
  const said: string[] = [];
  const keys = openKeyFile(path, (what) => said.push(what));
  expect([keys.offersKey(key), keys.offersKey(key)]).toEqual([{ result: 'unreachable' }, { result: 'unreachable' }]);
  expect(said).toEqual([`${path} can be read by other accounts of this machine: chmod 600 it`]);
  chmodSync(path, 0o600);
  utimesSync(path, new Date(), new Date(Date.now() + 1000));
  expect(keys.offersKey(key).result).toBe('done');
});

test.each([
  ['no JSON', `{"groups": [{"key": "${TEST_VENDING_KEY}"`],
  [
    'a key of the wrong length',
    JSON.stringify({
      groups: [{ supplyGroup: '123457', keyRevision: 1, keyType: 2, derivation: '04', key: 'abababababababab' }],
    }),
  ],
  [
    'a table that is no permutation',
    JSON.stringify({ sta: { first: Array(16).fill(1), second: Array(16).fill(2), permutation: Array(64).fill(3) } }),
  ],
  ['a word nobody knows', JSON.stringify({ groups: [], kesy: [] })],
])('%s cannot be used, and what is wrong is said without what is in it', (_what, text) => {
  expect(() => parseKeyFile(text)).toThrow(/the key file/);
  try {
    parseKeyFile(text);
  } catch (error) {
    expect((error as Error).message).not.toContain('abababab');
  }
});
