/**
 * The idempotency key of a form and what may happen to it. Pure of React, so that the rules can be tested:
 *
 * - the key is made when the form opens, not on a click: a double click or a held Enter sends one key;
 * - while a request is under way, sending again gives the same promise;
 * - an edit makes a new key, except while the fate of the last sending is unknown: then only asking again is allowed,
 *   because new content under a new key could be a second payment;
 * - success makes a new key for the next form.
 */
import { AnswerUnknown, Refused } from './api.ts';

export type Phase = 'ready' | 'sending' | 'finding-out' | 'refused' | 'unknown' | 'done';

export interface Standing<Output> {
  readonly phase: Phase;
  readonly refusal: Refused | null;
  readonly output: Output | null;
}

export interface KeyedOperation<Input, Output> {
  /** Output, or undefined when refused or not known: see `standing`. */
  readonly send: (input: Input) => Promise<Output | undefined>;
  readonly edited: () => void;
  readonly standing: () => Standing<Output>;
  readonly key: () => string;
}

interface Parts<Input, Output> {
  readonly send: (input: Input, key: string, onFindingOut: () => void) => Promise<Output>;
  readonly newKey: () => string;
  readonly onChange: () => void;
}

/** Faults after which the server itself cannot say whether it was done; its text tells to send the same form again. */
const FATE_UNKNOWN: ReadonlySet<string> = new Set([
  'system.database_unavailable',
  'system.internal',
  'system.unsettled',
]);

export function keyedOperation<Input, Output>(parts: Parts<Input, Output>): KeyedOperation<Input, Output> {
  let key = parts.newKey();
  let standing: Standing<Output> = { phase: 'ready', refusal: null, output: null };
  let underWay: Promise<Output | undefined> | null = null;
  let lastSent: { readonly input: Input } | null = null;

  const stand = (next: Standing<Output>): void => {
    standing = next;
    parts.onChange();
  };

  const run = async (input: Input): Promise<Output | undefined> => {
    stand({ phase: 'sending', refusal: null, output: null });
    try {
      const output = await parts.send(input, key, () => stand({ ...standing, phase: 'finding-out' }));
      key = parts.newKey();
      lastSent = null;
      stand({ phase: 'done', refusal: null, output });
      return output;
    } catch (error) {
      if (error instanceof Refused && FATE_UNKNOWN.has(error.code)) {
        stand({ phase: 'unknown', refusal: error, output: null });
        return undefined;
      }
      if (error instanceof Refused) {
        lastSent = null;
        stand({ phase: 'refused', refusal: error, output: null });
        return undefined;
      }
      if (error instanceof AnswerUnknown) {
        stand({ phase: 'unknown', refusal: null, output: null });
        return undefined;
      }
      stand({ phase: 'ready', refusal: null, output: null });
      throw error;
    } finally {
      underWay = null;
    }
  };

  return {
    send: (input) => {
      if (underWay === null) {
        // After a lost answer the first content is asked about again, whatever the caller holds now.
        const content = standing.phase === 'unknown' && lastSent !== null ? lastSent.input : input;
        lastSent = { input: content };
        underWay = run(content);
      }
      return underWay;
    },
    edited: () => {
      if (underWay !== null || standing.phase === 'unknown') return;
      key = parts.newKey();
      if (standing.phase !== 'ready') stand({ phase: 'ready', refusal: null, output: null });
    },
    standing: () => standing,
    key: () => key,
  };
}
