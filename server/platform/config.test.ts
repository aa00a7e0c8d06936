import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test('defaults: loopback, the folder data, the rate limit on', () => {
  expect(readConfig({})).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    rateLimit: true,
    databaseUrl: undefined,
    salesPerSecond: 5,
  });
});

test('a counter agent of its own only where the house is served to this machine alone', () => {
  expect(readConfig({}).agent).toMatchObject({ virtual: false });
  expect(readConfig({ AGENT: 'virtual' }).agent).toMatchObject({ virtual: true });
  expect(readConfig({ AGENT: 'off' }).agent).toBeNull();
  expect(readConfig({ HOST: '0.0.0.0' }).agent).toBeNull();
  expect(readConfig({ TRUST_PROXY: '10.0.0.1' }).agent).toBeNull();
});

test('every error at once', () => {
  const wrong = () => readConfig({ PORT: '0', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x', POOL_SIZE: 'many' });
  expect(wrong).toThrow(ConfigError);
  expect(wrong).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*LOG_LEVEL[\s\S]*POOL_SIZE/);
});

test.each([
  ['one database URL without the other', { DATABASE_URL: 'postgres://a@h/d' }, /together/],
  ['a certificate without its key', { TLS_CERT: 'x' }, /TLS_CERT and TLS_KEY/],
  ['notices without a secret', { NOTICE_URL: 'https://example.org/n' }, /signed/],
  [
    'notices in the clear over the network',
    { NOTICE_URL: 'http://example.org/n', NOTICE_SECRET: 'x'.repeat(16) },
    /https/,
  ],
  ['a short secret for the figures', { METRICS_TOKEN: 'short' }, /METRICS_TOKEN/],
])('refused: %s', (_name, env, message) => expect(() => readConfig(env)).toThrow(message));

test('an empty variable is as good as none', () => expect(readConfig({ PORT: '', DATABASE_URL: '' }).port).toBe(8080));
