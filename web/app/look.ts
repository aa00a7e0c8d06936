/** The look chosen, carried onto the root element before anything is painted in it. */
import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { usePreferences } from '../lib/preferences.ts';
import { type Look, variablesOf } from './theme.ts';

const systemDark = matchMedia('(prefers-color-scheme: dark)');

const subscribe = (listener: () => void): (() => void) => {
  systemDark.addEventListener('change', listener);
  return () => systemDark.removeEventListener('change', listener);
};

export function useLook(): Look {
  const { theme, largeFont, language } = usePreferences();
  const dark = useSyncExternalStore(subscribe, () => systemDark.matches);
  const look = useMemo(
    () => ({ dark: theme === 'system' ? dark : theme === 'dark', largeFont }),
    [theme, dark, largeFont],
  );
  useLayoutEffect(() => {
    const root = document.documentElement;
    for (const [name, value] of Object.entries(variablesOf(look))) root.style.setProperty(name, value);
    root.style.setProperty('color-scheme', look.dark ? 'dark' : 'light');
    root.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [look, language]);
  return look;
}
