/** What is known of a request under way: being sent, being found out, or not known until asked again. */
import type { ReactNode } from 'react';
import type { Standing } from '../lib/keyed-operation.ts';
import { useSay } from '../lib/say.ts';
import { W } from '../lib/words.ts';
import { Button } from './button.tsx';

export function SendingState(props: { standing: Standing<unknown>; onAskAgain: () => void }): ReactNode {
  const say = useSay();
  const { phase } = props.standing;
  if (phase === 'finding-out') {
    return (
      <div className="refusal tone-soon" role="status">
        <strong>{say(W.findingOut)}</strong>
      </div>
    );
  }
  if (phase !== 'unknown') return null;
  return (
    <div className="refusal tone-soon" role="alert">
      <strong>{say(W.unknown)}</strong>
      <p>{say(W.unknownNext)}</p>
      <Button onClick={props.onAskAgain}>{say(W.askAgain)}</Button>
    </div>
  );
}
