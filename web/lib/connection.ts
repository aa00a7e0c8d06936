/** Whether the server can be reached: the browser's own word, and the live line's. */
import { useSyncExternalStore } from 'react';

let lineStands = true;
const listeners = new Set<() => void>();

const tell = (): void => {
  for (const listener of listeners) listener();
};

export function setLineStands(stands: boolean): void {
  if (stands === lineStands) return;
  lineStands = stands;
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine && lineStands);
