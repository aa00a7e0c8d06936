/** `refuse(code, facts)` is an expected answer; `assert` is for what can only be a bug of ours. */
import type { Facts } from '../../../shared/refusals/refusal.ts';
import { type RefusalCode, refusalOf, sayRefusal } from '../../../shared/refusals.ts';

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly facts: Facts;
  constructor(code: RefusalCode, facts: Facts) {
    super(`${code}: ${sayRefusal(code, facts).text.en}`);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
  }
  get status(): number {
    return refusalOf(this.code).status;
  }
}

export function refuse(code: RefusalCode, facts: Facts = {}): never {
  throw new Refusal(code, facts);
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}
