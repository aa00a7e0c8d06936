/**
 * The house's own certificate, for counters on other machines where no proxy speaks TLS. It is made once, signed by
 * itself, and named for this machine; each counter's browser is told to trust it when the counter is set up.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { type Config, isLoopback } from './config.ts';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const YEARS = 5;

function addresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map((entry) => entry.address));
}

/** The certificate to serve with, or undefined where plain http on loopback, or a proxy's TLS, is enough. */
export async function certificateFor(config: Config): Promise<Certificate | undefined> {
  if (config.tls !== undefined)
    return { cert: readFileSync(config.tls.cert, 'utf8'), key: readFileSync(config.tls.key, 'utf8') };
  if (isLoopback(config.host) || config.trustProxy !== undefined) return undefined;
  const folder = join(config.dataFolder, 'tls');
  const [certFile, keyFile] = [join(folder, 'house.crt'), join(folder, 'house.key')];
  if (existsSync(certFile) && existsSync(keyFile))
    return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  const made = await selfSigned();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(keyFile, made.key, { mode: 0o600 });
  writeFileSync(certFile, made.cert);
  return made;
}

async function selfSigned(): Promise<Certificate> {
  const until = new Date();
  until.setFullYear(until.getFullYear() + YEARS);
  const { cert, private: key } = await generate([{ name: 'commonName', value: hostname() }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: until,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: hostname() },
          { type: 2, value: 'localhost' },
          ...addresses()
            .filter((ip) => !ip.includes('%'))
            .map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  return { cert, key };
}
