/** Short words after something was done; they go by themselves and are read out by a screen reader. */
import { type ReactNode, useSyncExternalStore } from 'react';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';

interface Notice {
  readonly id: number;
  readonly text: Text;
  readonly tone: 'right' | 'soon' | 'wrong';
}

const SHOWN_MS = 6000;
let notices: readonly Notice[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function show(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

export function notify(text: Text, tone: Notice['tone'] = 'right'): void {
  const id = ++lastId;
  show([...notices, { id, text, tone }]);
  setTimeout(() => show(notices.filter((notice) => notice.id !== id)), SHOWN_MS);
}

export function Notices(): ReactNode {
  const say = useSay();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );
  return (
    <div className="notices" role="status">
      {shown.map((notice) => (
        <div key={notice.id} className={`tone-${notice.tone}`}>
          {say(notice.text)}
        </div>
      ))}
    </div>
  );
}
