/** A thin HTTP client over kept-alive connections: the less it costs, the more of the machine is the server's. */
import { Agent, request } from 'node:http';
import { type Contract, fullName, type InputOf, type OutputOf, pathOf } from '../shared/contracts/contract.ts';
import { newId } from '../shared/values/ids.ts';

export interface Answer<O> {
  readonly body: O;
  readonly cookie: string | undefined;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256, scheduling: 'fifo' });

function exchange(
  port: number,
  options: { method: string; path: string; headers: Record<string, string> },
  body: string | null,
) {
  return new Promise<{ status: number; text: string; cookie: string | undefined }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent, ...options }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const cookie = response.headers['set-cookie']?.find((line) => line.startsWith('zhishou='))?.split(';')[0];
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8'), cookie });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

export async function send<C extends Contract>(
  port: number,
  contract: C,
  input: InputOf<C>,
  cookie?: string,
): Promise<Answer<OutputOf<C>>> {
  const query = contract.kind === 'query';
  const body = query ? null : JSON.stringify(input);
  const search = query ? `?${new URLSearchParams(input as Record<string, string>)}` : '';
  const {
    status,
    text,
    cookie: set,
  } = await exchange(
    port,
    {
      method: query ? 'GET' : 'POST',
      path: pathOf(contract) + search,
      headers: {
        'x-zhishou': '1',
        'idempotency-key': newId(),
        ...(body === null
          ? {}
          : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
        ...(cookie === undefined ? {} : { cookie }),
      },
    },
    body,
  );
  if (status !== 200) throw new Error(`${fullName(contract)} answered ${status}: ${text}`);
  return { body: JSON.parse(text), cookie: set };
}
