/** A thin HTTP client over kept-alive connections: the less it costs, the more of the machine is the server's. */
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { type Contract, fullName, type InputOf, type OutputOf, pathOf } from '../shared/contracts/contract.ts';
import { newId } from '../shared/values/ids.ts';

export interface Answer<O> {
  readonly body: O;
  readonly cookie: string | undefined;
}

interface Exchanged {
  readonly status: number;
  readonly text: string;
  readonly cookie: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256, scheduling: 'fifo' });

function exchange(
  port: number,
  options: { method: string; path: string; headers: Record<string, string> },
  body: string | null,
) {
  return new Promise<Exchanged>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent, ...options }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const cookie = response.headers['set-cookie']?.find((line) => line.startsWith('zhishou='))?.split(';')[0];
        const { statusCode: status = 0, headers } = response;
        resolve({ status, text: Buffer.concat(parts).toString('utf8'), cookie, headers });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

export interface Asking {
  readonly cookie?: string | undefined;
  /** The idempotency key; a new one where none is given. */
  readonly key?: string;
}

/** Sends and answers whatever came back; throws only when no answer came. */
export async function ask<C extends Contract>(
  port: number,
  contract: C,
  input: InputOf<C>,
  { cookie, key }: Asking = {},
) {
  const query = contract.kind === 'query';
  const body = query ? null : JSON.stringify(input);
  const search = query ? `?${new URLSearchParams(input as Record<string, string>)}` : '';
  const sized: Record<string, string> =
    body === null ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
  const headers = {
    'x-zhishou': '1',
    'idempotency-key': key ?? newId(),
    ...sized,
    ...(cookie === undefined ? {} : { cookie }),
  };
  return exchange(port, { method: query ? 'GET' : 'POST', path: pathOf(contract) + search, headers }, body);
}

/** Sends and expects success. */
export async function send<C extends Contract>(
  port: number,
  contract: C,
  input: InputOf<C>,
  cookie?: string,
): Promise<Answer<OutputOf<C>>> {
  const { status, text, cookie: set } = await ask(port, contract, input, { cookie });
  if (status !== 200) throw new Error(`${fullName(contract)} answered ${status}: ${text}`);
  return { body: JSON.parse(text), cookie: set };
}
