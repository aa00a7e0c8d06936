/** The certificate the house makes for itself is one that a browser told to trust it accepts, and it is made once. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { certificateFor } from './tls.ts';

const DATA = mkdtempSync(join(tmpdir(), 'zhishou-tls-'));
afterAll(() => rmSync(DATA, { recursive: true, force: true }));

test('loopback and a proxy need none', async () => {
  expect(await certificateFor(readConfig({ DATA }))).toBeUndefined();
  expect(await certificateFor(readConfig({ DATA, HOST: '0.0.0.0', TRUST_PROXY: '10.0.0.1' }))).toBeUndefined();
});

test('other machines get one made for this machine, kept, its key for nobody else', async () => {
  const config = readConfig({ DATA, HOST: '0.0.0.0' });
  const made = await certificateFor(config);
  expect(await certificateFor(config)).toEqual(made);
  expect(statSync(join(DATA, 'tls', 'house.key')).mode & 0o777).toBe(0o600);

  const server = createServer(made!, (_request, response) => response.end('职守'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const text = await new Promise<string>((resolve, reject) => {
    get({ host: '127.0.0.1', port, ca: made!.cert, servername: 'localhost' }, (response) => {
      response.setEncoding('utf8').on('data', resolve);
    }).on('error', reject);
  });
  server.close();
  expect(text).toBe('职守');
});
