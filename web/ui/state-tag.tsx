/** The state of a document: always a word, the colour only repeats it. */
import type { ReactNode } from 'react';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';

/** Red only for what is wrong, amber for what will be. */
export type Tone = 'plain' | 'accent' | 'right' | 'soon' | 'wrong';

export interface StateSpec {
  readonly title: Text;
  readonly tone?: Tone;
}

export type States = Readonly<Record<string, StateSpec>>;

/** Each title as a state, plain unless `tones` says otherwise. */
export const statesOf = <K extends string>(
  titles: Readonly<Record<K, Text>>,
  tones?: Readonly<Partial<Record<K, Tone>>>,
): States =>
  Object.fromEntries(
    Object.entries<Text>(titles).map(([key, title]) => [key, { title, tone: tones?.[key as K] ?? 'plain' }]),
  );

export function StateTag({ state, states = {} }: { state: string; states?: States | undefined }): ReactNode {
  const say = useSay();
  const spec = states[state];
  return <span className={`state-tag tone-${spec?.tone ?? 'plain'}`}>{spec ? say(spec.title) : state}</span>;
}
