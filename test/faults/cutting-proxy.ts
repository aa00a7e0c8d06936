/**
 * Stands between the server and PostgreSQL and cuts the line when a sale commits: before the database has the COMMIT,
 * or when it has carried it out and its answer is on the way. Counts how often it saw a key bound, so that nobody can
 * send a sale again unnoticed.
 */
import { createConnection, createServer, type Socket } from 'node:net';

export const CUTS = ['before the database has it', 'before its answer is back'] as const;
export type Cut = (typeof CUTS)[number];

export interface CuttingProxy {
  /** The next COMMIT of a sale is cut like this. Resolves when it was. */
  cutNext(how: Cut): Promise<void>;
  /** How often a request with this key was claimed at the database. */
  claims(key: string): number;
  close(): Promise<void>;
}

/** A simple query of one word, as the driver sends it. */
const COMMIT = 'COMMIT\0';
const CLAIM = 'platform.claim';
const SALE = 'vending.sell-credit';

interface Wanted {
  readonly how: Cut;
  readonly done: () => void;
}

export async function openCuttingProxy(socketPath: string, port: number): Promise<CuttingProxy> {
  let wanted: Wanted | null = null;
  const claimed = new Map<string, number>();
  const open = new Set<Socket>();

  const noteClaims = (text: string): void => {
    if (!text.includes(CLAIM)) return;
    for (const key of text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])
      claimed.set(key, (claimed.get(key) ?? 0) + 1);
  };

  const server = createServer((near) => {
    const far = createConnection(socketPath);
    const both = [near, far];
    const cut = (done: () => void): void => {
      for (const end of both) end.destroy();
      done();
    };
    for (const end of both) {
      open.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        open.delete(end);
        for (const other of both) other.destroy();
      });
    }
    let sells = false;
    let cutAnswer: (() => void) | null = null;
    near.on('data', (bytes: Buffer) => {
      const text = bytes.toString('latin1');
      noteClaims(text);
      if (text.includes(SALE)) sells = true;
      if (!text.includes(COMMIT) || !sells) return void far.write(bytes);
      sells = false;
      if (wanted === null) return void far.write(bytes);
      const { how, done } = wanted;
      wanted = null;
      if (how === 'before the database has it') return cut(done);
      cutAnswer = done;
      far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      if (cutAnswer === null) near.write(bytes);
      else cut(cutAnswer);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    cutNext: (how) =>
      new Promise((resolve) => {
        wanted = { how, done: resolve };
      }),
    claims: (key) => claimed.get(key) ?? 0,
    close: () =>
      new Promise((resolve) => {
        for (const end of open) end.destroy();
        server.close(() => resolve());
      }),
  };
}
