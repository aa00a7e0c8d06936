/** Says a text in the language chosen; the switch needs no reload. A text without its English does not compile. */
import { useCallback } from 'react';
import type { Language, Text } from '../../shared/text.ts';
import { usePreferences } from './preferences.ts';

export type Words = Readonly<Record<string, string | number>>;
export type Say = (text: Text, words?: Words) => string;

/** `{name}` in the text is replaced by the word of that name; one that is not given stays visible. */
export function fill(template: string, words: Words = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in words ? String(words[name]) : whole));
}

export const sayIn =
  (language: Language): Say =>
  (text, words) =>
    fill(text[language], words);

export function useSay(): Say {
  const { language } = usePreferences();
  return useCallback((text: Text, words?: Words) => fill(text[language], words), [language]);
}
