/** Language, large letters, light or dark; at once and without reload. */
import type { ReactNode } from 'react';
import type { Text } from '../../shared/text.ts';
import { setPreferences, usePreferences } from '../lib/preferences.ts';
import { useSay } from '../lib/say.ts';
import { Button } from '../ui/button.tsx';
import { useLook } from './look.ts';

const T = {
  large: { zh: '大字', en: 'Large' },
  dark: { zh: '深色', en: 'Dark' },
} as const satisfies Record<string, Text>;

export function LookChoices(): ReactNode {
  const say = useSay();
  const { language, largeFont } = usePreferences();
  const look = useLook();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <div className="look-choices">
      <Button type="text" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => setPreferences({ language: other })}>
        {other === 'zh' ? '中文' : 'English'}
      </Button>
      <Button type="text" aria-pressed={largeFont} onClick={() => setPreferences({ largeFont: !largeFont })}>
        {say(T.large)}
      </Button>
      <Button
        type="text"
        aria-pressed={look.dark}
        onClick={() => setPreferences({ theme: look.dark ? 'light' : 'dark' })}
      >
        {say(T.dark)}
      </Button>
    </div>
  );
}
