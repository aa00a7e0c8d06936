/**
 * What a person likes to see: language, large letters, light or dark; and the paper in this window's printer. Kept in
 * the browser's local storage, which holds nothing else: no name, no session, no record of the house.
 */
import { useSyncExternalStore } from 'react';
import type { Language } from '../../shared/text.ts';
import { SLIP_PAPERS, type SlipPaper } from '../../shared/vending/words.ts';

export interface Preferences {
  readonly language: Language;
  readonly largeFont: boolean;
  readonly theme: 'light' | 'dark' | 'system';
  readonly slipPaper: SlipPaper;
}

const STORED_UNDER = 'zhishou.preferences';
const DEFAULTS: Preferences = { language: 'zh', largeFont: false, theme: 'system', slipPaper: 'thermal-80' };

/** Reads what an older version or a curious person may have stored; whatever does not fit falls back. */
export function preferencesFrom(stored: string | null): Preferences {
  if (stored === null) return DEFAULTS;
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return DEFAULTS;
  }
  if (typeof value !== 'object' || value === null) return DEFAULTS;
  const given = value as Partial<Record<keyof Preferences, unknown>>;
  return {
    language: given.language === 'en' ? 'en' : 'zh',
    largeFont: given.largeFont === true,
    theme: given.theme === 'light' || given.theme === 'dark' ? given.theme : 'system',
    slipPaper: SLIP_PAPERS.find((paper) => paper === given.slipPaper) ?? DEFAULTS.slipPaper,
  };
}

function readStored(): string | null {
  try {
    return localStorage.getItem(STORED_UNDER);
  } catch {
    return null; // storage switched off in the browser: the defaults serve
  }
}

let current = preferencesFrom(typeof localStorage === 'undefined' ? null : readStored());
const listeners = new Set<() => void>();

export const preferences = (): Preferences => current;

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(STORED_UNDER, JSON.stringify(current));
  } catch {
    // storage switched off: the choice lasts until the page is closed
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, preferences);
