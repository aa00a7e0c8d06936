/**
 * A refusal is an expected answer: the request was understood and is not done. It is never a bug. Each says what
 * happened (to the money, the card, the data, where they are concerned) and what to do next.
 * `{name}` in a text is replaced by the fact of that name.
 */
import type { Text } from '../text.ts';

export interface RefusalSpec {
  /** 400 the input, 401 not signed in, 403 not this post, 404 not there, 409 the state of things, 413, 422, 429, 503 */
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503;
  readonly text: Text;
  readonly next: Text;
}

export type FactValue = string | number | boolean | null | readonly string[] | readonly Record<string, unknown>[];
export type Facts = Readonly<Record<string, FactValue>>;

/** The body of every refused answer. */
export interface RefusalBody {
  readonly refusal: { readonly code: string; readonly text: Text; readonly next: Text; readonly facts: Facts };
  readonly requestId: string;
}

export const refusals = <T extends Record<string, RefusalSpec>>(specs: T): T => specs;
