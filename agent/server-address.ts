/**
 * Where the server is and whom to believe that it is the server. The server tells this machine to write cards, so it is
 * spoken to over TLS, or on this machine itself.
 */
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';

export interface Server {
  readonly url: URL;
  /** The house's own certificate, PEM; without it the certificates that Node knows. */
  readonly certificate?: string;
}

const isThisMachine = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);

/** @throws for an address that is none, or that goes over a network without TLS */
export function serverAt(address: string, certificateFile?: string): Server {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new Error(`${address} is no address of a server, such as https://house.example:8080`);
  if (url.protocol === 'http:' && !isThisMachine(url.hostname))
    throw new Error(`${address}: over the network only https; http is for the server on this machine`);
  return certificateFile === undefined ? { url } : { url, certificate: readFileSync(certificateFile, 'utf8') };
}

/** Options of TLS for this server. */
export function trusted({ certificate }: Server): { ca?: string[] } {
  return certificate === undefined ? {} : { ca: [...rootCertificates, certificate] };
}

/** @throws for a path that leads away from the server */
export function addressAt({ url }: Server, path: string): string {
  const address = new URL(path, url);
  if (address.origin !== url.origin || !path.startsWith('/')) throw new Error('an address of another server');
  return address.href;
}
