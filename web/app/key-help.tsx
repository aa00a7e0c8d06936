/** F1: the keys that act on this screen, as they are registered; those dead in the present state are grey. */
import type { ReactNode } from 'react';
import type { Text } from '../../shared/text.ts';
import { useListedHotkeys } from '../lib/keyboard.ts';
import { useSay } from '../lib/say.ts';
import { Dialog } from '../ui/dialog.tsx';

const T = {
  title: { zh: '本页按键', en: 'Keys of this page' },
  everywhere: {
    zh: 'Tab 到下一处，Shift+Tab 返回，Enter 确认，Esc 退一步。',
    en: 'Tab goes on, Shift+Tab back, Enter confirms, Esc steps back.',
  },
  notNow: { zh: '（现在不可用）', en: '(not now)' },
} as const satisfies Record<string, Text>;

/** While this list is open F1 and Ctrl+K themselves rest; they are no less keys of the page. */
const RESTING: ReadonlySet<string> = new Set(['F1', 'Ctrl+K']);

export function KeyHelp({ onClose }: { onClose: () => void }): ReactNode {
  const say = useSay();
  const keys = useListedHotkeys();
  return (
    <Dialog title={say(T.title)} onClose={onClose}>
      <dl className="details">
        {keys.map((hotkey) => [
          <dt key={`${hotkey.keys}-key`}>
            <kbd>{hotkey.keys}</kbd>
          </dt>,
          <dd key={hotkey.keys}>
            {say(hotkey.says)}{' '}
            {!hotkey.active && !RESTING.has(hotkey.keys) && <span className="muted">{say(T.notNow)}</span>}
          </dd>,
        ])}
      </dl>
      <p className="muted">{say(T.everywhere)}</p>
    </Dialog>
  );
}
