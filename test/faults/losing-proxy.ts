/** A proxy in front of the real server that carries each request over and loses the answers it is told to lose. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

/** `cut`: the server has answered, nothing of it arrives. `half`: the answer breaks off in its middle. */
export type Loss = 'cut' | 'half';

export interface LosingProxy {
  readonly address: string;
  /** The next answers on this path are lost like this, one after another; those after them arrive. */
  lose(path: string, ...losses: readonly Loss[]): void;
  /** How many answers were lost, and requests carried over, so far. */
  readonly lost: () => number;
  close(): Promise<void>;
}

export async function losingProxy(to: string): Promise<LosingProxy> {
  const target = new URL(to);
  let waiting: { readonly path: string; readonly losses: Loss[] } | null = null;
  let lost = 0;
  const server: Server = createServer((incoming, answer) => {
    const onward = request(
      {
        host: target.hostname,
        port: target.port,
        method: incoming.method,
        path: incoming.url,
        headers: incoming.headers,
      },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        const body = Buffer.concat(chunks);
        const loss = incoming.url === waiting?.path ? waiting?.losses.shift() : undefined;
        if (loss === undefined) {
          answer.writeHead(response.statusCode!, response.headers).end(body);
          return;
        }
        lost += 1;
        if (loss === 'half') {
          answer.writeHead(response.statusCode!, { ...response.headers, 'content-length': String(body.length) });
          answer.write(body.subarray(0, body.length >> 1), () => answer.destroy());
        } else answer.destroy();
      },
    );
    onward.on('error', () => answer.destroy());
    pipeline(incoming, onward).catch(() => answer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lose(path, ...losses) {
      waiting = { path, losses: [...losses] };
    },
    lost: () => lost,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
