/** What a person is told when the keys do not do what was asked. */
import { refuse } from '../../platform/operations/refuse.ts';
import type { KeyAnswer } from './keys/vending-keys.ts';

/** Refuses 'token.no_key', 'token.no_tables' and 'token.keys_unreachable'. */
export function requireDone<T>(answer: KeyAnswer<T>): T {
  if (answer.result === 'done') return answer.value;
  if (answer.result === 'no-key') return refuse('token.no_key', { key: answer.key });
  return answer.result === 'no-tables' ? refuse('token.no_tables') : refuse('token.keys_unreachable');
}
