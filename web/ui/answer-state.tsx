/** While what was asked for is on its way, or could not be read: says so, with a way to ask again. Then nothing. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSay } from '../lib/say.ts';
import { W } from '../lib/words.ts';
import { Button } from './button.tsx';
import { RefusalAlert } from './refusal-alert.tsx';

interface AnswerStateProps {
  readonly answer: Pick<UseQueryResult, 'isPending' | 'isError' | 'error' | 'refetch'>;
  /** It stands where the rows will. */
  readonly inPanel?: boolean;
}

export function AnswerState({ answer, inPanel }: AnswerStateProps): ReactNode {
  const say = useSay();
  if (answer.isPending) return <p className={inPanel ? 'empty muted' : 'muted'}>{say(W.loading)}</p>;
  if (!answer.isError) return null;
  return (
    <RefusalAlert error={answer.error}>
      <Button onClick={() => void answer.refetch()}>{say(W.reload)}</Button>
    </RefusalAlert>
  );
}
