/** What a card session came to, when it came to nothing: thrown inside the session, a `Failure` outside of it. */
import type { FAILURES } from '../../shared/agent/protocol.ts';

export class CardFailure extends Error {
  override readonly name = 'CardFailure';
  readonly failure: (typeof FAILURES)[number];

  constructor(failure: (typeof FAILURES)[number], detail: string) {
    super(detail);
    this.failure = failure;
  }
}
