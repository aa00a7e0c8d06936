/**
 * The only way from the page to the server.
 *
 * An operation whose answer is lost is asked again with the *same* key: the server then gives the first result, it
 * never does the thing twice. When the answer stays lost, the caller is told so (`AnswerUnknown`), never "failed".
 */
import type { InputOf, OperationContract, OutputOf, QueryContract } from '../../shared/contracts/contract.ts';
import type { Facts, RefusalBody } from '../../shared/refusals/refusal.ts';
import type { Text } from '../../shared/text.ts';

/** The server understood and does not do it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly code: string;
  readonly text: Text;
  readonly next: Text;
  readonly facts: Facts;
  readonly requestId: string;

  constructor(status: number, body: RefusalBody) {
    super(`${body.refusal.code}: ${body.refusal.text.en}`);
    this.status = status;
    this.code = body.refusal.code;
    this.text = body.refusal.text;
    this.next = body.refusal.next;
    this.facts = body.refusal.facts;
    this.requestId = body.requestId;
  }
}

/** Sent, perhaps done; nobody knows until it is asked again with the same key. */
export class AnswerUnknown extends Error {
  override readonly name = 'AnswerUnknown';
}

export interface Sending {
  /** Told each time an answer was lost and the same request goes out again. */
  readonly onFindingOut?: (repeat: number) => void;
  readonly repeats?: number;
  readonly waitMs?: (repeat: number) => number;
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

const TIMEOUT_MS = 15_000;
const REPEATS = 4;
const waitBefore = (repeat: number): number => Math.min(8000, 500 * 2 ** repeat);

type SessionListener = (lost: 'ended' | 'locked') => void;
const sessionListeners = new Set<SessionListener>();

/** Tells when the session has ended or is locked. The page stays as it is, with what was typed. */
export function onSessionLost(listener: SessionListener): () => void {
  sessionListeners.add(listener);
  return () => sessionListeners.delete(listener);
}

const LOST: Readonly<Record<string, 'ended' | 'locked'>> = {
  'session.none': 'ended',
  'session.ended': 'ended',
  'session.locked': 'locked',
};

const isRefusalBody = (body: unknown): body is RefusalBody =>
  typeof body === 'object' &&
  body !== null &&
  'refusal' in body &&
  typeof body.refusal === 'object' &&
  body.refusal !== null &&
  'code' in body.refusal;

interface Request {
  readonly url: string;
  readonly init: RequestInit;
}

async function attempt(request: Request, sending: Sending): Promise<unknown> {
  const timeout = AbortSignal.timeout(sending.timeoutMs ?? TIMEOUT_MS);
  const signal = request.init.signal ? AbortSignal.any([request.init.signal, timeout]) : timeout;
  let response: Response;
  let body: unknown;
  try {
    response = await (sending.fetch ?? fetch)(request.url, { ...request.init, signal, credentials: 'same-origin' });
    body = await response.json();
  } catch (error) {
    if (request.init.signal?.aborted) throw error;
    throw new AnswerUnknown('no answer', { cause: error });
  }
  if (response.ok) return body;
  if (!isRefusalBody(body)) throw new AnswerUnknown(`answer ${response.status} of something that is not the server`);
  const lost = LOST[body.refusal.code];
  if (lost) for (const listener of sessionListeners) listener(lost);
  throw new Refused(response.status, body);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Calls an operation with the key made when its form was opened.
 * @throws Refused, AnswerUnknown (after all repeats)
 */
export async function call<C extends OperationContract>(
  contract: C,
  input: InputOf<C>,
  key: string,
  sending: Sending = {},
): Promise<OutputOf<C>> {
  const request: Request = {
    url: `/api/${contract.module}/${contract.name}`,
    init: {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, 'X-Zhishou': '1' },
      body: JSON.stringify(input ?? {}),
    },
  };
  const repeats = sending.repeats ?? REPEATS;
  for (let repeat = 0; ; repeat++) {
    try {
      return (await attempt(request, sending)) as OutputOf<C>;
    } catch (error) {
      if (!(error instanceof AnswerUnknown) || repeat >= repeats) throw error;
      sending.onFindingOut?.(repeat + 1);
      await pause((sending.waitMs ?? waitBefore)(repeat));
    }
  }
}

/** Fields as text, arrays repeated, what is undefined or null left out; in the order of the input. */
export function searchOf(input: unknown): string {
  const search = new URLSearchParams();
  if (typeof input === 'object' && input !== null) {
    for (const [name, value] of Object.entries(input)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
      }
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

export const hrefOf = <C extends QueryContract>(contract: C, input: InputOf<C>): string =>
  `/api/${contract.module}/${contract.name}${searchOf(input)}`;

/** Asks a query. @throws Refused, AnswerUnknown */
export async function ask<C extends QueryContract>(
  contract: C,
  input: InputOf<C>,
  sending: Sending & { readonly signal?: AbortSignal } = {},
): Promise<OutputOf<C>> {
  const request: Request = {
    url: hrefOf(contract, input),
    init: { method: 'GET', headers: { 'X-Zhishou': '1' }, ...(sending.signal ? { signal: sending.signal } : {}) },
  };
  return (await attempt(request, sending)) as OutputOf<C>;
}
