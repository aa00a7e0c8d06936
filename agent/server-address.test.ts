import { expect, test } from 'vitest';
import { addressAt, serverAt } from './server-address.ts';

test.each([
  'https://house.example',
  'https://10.0.0.2:8080',
  'http://localhost:8080',
  'http://127.0.0.1:8080',
  'http://[::1]:8080',
])('%s may be spoken to', (address) => {
  expect(serverAt(address).url.origin).toBe(address);
});

test.each([
  ['http://house.example', 'only https'],
  ['http://10.0.0.2:8080', 'only https'],
  ['http://localhost.example', 'only https'],
  ['http://127.0.0.1.example', 'only https'],
  ['house.example:8080', 'no address'],
  ['ftp://house.example', 'no address'],
  ['', 'no address'],
])('%j may not', (address, words) => {
  expect(() => serverAt(address)).toThrow(words);
});

test('the browser is opened at the server only', () => {
  const server = serverAt('https://house.example:8080');
  expect(addressAt(server, '/counter-ticket#abc')).toBe('https://house.example:8080/counter-ticket#abc');
  for (const path of ['//other.example/x', 'https://other.example', '/\\other.example', 'file:///etc/passwd', 'x'])
    expect(() => addressAt(server, path), path).toThrow('another server');
});
