/** The state of a reader and who wants to hear of its changes. The same state again is no change. */
import type { ReaderState } from './reader.ts';

export interface Watched {
  state(): ReaderState;
  set(next: ReaderState): void;
  onChange(listener: (state: ReaderState) => void): () => void;
}

export function createWatched(first: ReaderState): Watched {
  let current = first;
  const listeners = new Set<(state: ReaderState) => void>();
  return {
    state: () => current,
    set(next) {
      if (wordsOf(next) === wordsOf(current)) return;
      current = next;
      for (const listener of listeners) listener(next);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function wordsOf(state: ReaderState): string {
  if (state.kind === 'card') return `card ${Buffer.from(state.atr).toString('hex')}`;
  return 'detail' in state ? `${state.kind} ${state.detail}` : state.kind;
}
