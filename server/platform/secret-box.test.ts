import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openSecretBox, secretBoxOf } from './secret-box.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhishou-box-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('opens what it sealed, differently each time, also after a restart', () => {
  const path = join(folder, 'secret.key');
  const sealed = openSecretBox(path).seal('密钥 JBSWY3DP');
  expect(sealed).not.toBe(openSecretBox(path).seal('密钥 JBSWY3DP'));
  expect(openSecretBox(path).open(sealed)).toBe('密钥 JBSWY3DP');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('opens nothing that was changed or sealed with another key', () => {
  const box = secretBoxOf(Buffer.alloc(32, 1));
  const sealed = box.seal('secret');
  const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
  expect(() => box.open(changed)).toThrow();
  expect(() => secretBoxOf(Buffer.alloc(32, 2)).open(sealed)).toThrow();
  expect(() => box.open('plain')).toThrow('known format');
  expect(() => secretBoxOf(Buffer.alloc(16))).toThrow('32 bytes');
});

it('refuses a key that others may read', () => {
  const path = join(folder, 'open.key');
  openSecretBox(path);
  chmodSync(path, 0o644);
  expect(() => openSecretBox(path)).toThrow('chmod 600');
});
