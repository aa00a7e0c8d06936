/**
 * Keys of a screen. A key acts only while its `active` says so (one legal state of the screen): F9 that pays must be
 * dead in every other state. While a dialog is open, only its own keys act. The keys registered are the ones F1 lists, so the
 * list never lies.
 */
import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import type { Text } from '../../shared/text.ts';

export interface Hotkey {
  /** As pressed, modifiers first: 'F9', 'Ctrl+K', 'Shift+F6', 'Escape'. */
  readonly keys: string;
  readonly says: Text;
  readonly active: boolean;
  readonly act: () => void;
}

interface Registered {
  current: readonly Hotkey[];
  layer: number;
}

/** How deep in dialogs a component lies: 0 is the page. */
export const Layer = createContext(0);
/** Above every dialog: the lock. */
export const LOCK_LAYER = 1000;

const openLayers: number[] = [];

/** A dialog is open in this layer: keys of what lies below rest. An F9 must not pay under a locked screen. */
export function useOpenLayer(layer: number): void {
  useEffect(() => {
    openLayers.push(layer);
    return () => {
      openLayers.splice(openLayers.indexOf(layer), 1);
    };
  }, [layer]);
}

const screens = new Set<Registered>();
const listeners = new Set<() => void>();
let acting: readonly Hotkey[] = [];
/** What F1 shows; changes only when a line of it does, not at each new closure. */
let listed: readonly Hotkey[] = [];

const sameLines = (a: readonly Hotkey[], b: readonly Hotkey[]): boolean =>
  a.length === b.length &&
  a.every((key, i) => key.keys === b[i]?.keys && key.active === b[i].active && key.says.zh === b[i].says.zh);

function relist(): void {
  acting = [...screens].flatMap((screen) => screen.current);
  if (sameLines(acting, listed)) return;
  listed = acting;
  for (const listener of listeners) listener();
}

/** 'Ctrl+Shift+K' of an event; Cmd of a Mac counts as Ctrl. */
export function nameOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const parts = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey ? 'Shift' : '',
  ];
  return [...parts.filter((part) => part !== ''), key].join('+');
}

/**
 * Of the keys registered, the one to act. The screen opened last wins; a dialog above the page thus takes its keys
 * first. Held keys (`repeat`) never act: a held F9 is one F9.
 */
export function chooseKey(keys: readonly Hotkey[], pressed: string): Hotkey | undefined {
  return keys.findLast((hotkey) => hotkey.keys === pressed && hotkey.active);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.isComposing) return; // the input method is still choosing a character
  const pressed = nameOf(event);
  const known = acting.some((hotkey) => hotkey.keys === pressed);
  if (!known) return;
  // Also when not active: the browser's own meaning of F1, F5 or Ctrl+K would surprise in the middle of a sale.
  if (/^F\d|\+/.test(pressed)) event.preventDefault();
  if (event.repeat) return;
  const top = Math.max(0, ...openLayers);
  const reachable = [...screens].filter((screen) => screen.layer === top).flatMap((screen) => screen.current);
  chooseKey(reachable, pressed)?.act();
}

let listening = false;

/** Registers the keys of a screen while it is shown. */
export function useHotkeys(keys: readonly Hotkey[]): void {
  const layer = useContext(Layer);
  const held = useRef<Registered>({ current: keys, layer });
  useEffect(() => {
    held.current.current = keys;
    held.current.layer = layer;
    if (screens.has(held.current)) relist();
  });
  useEffect(() => {
    const screen = held.current;
    if (!listening) {
      window.addEventListener('keydown', onKeyDown);
      listening = true;
    }
    screens.add(screen);
    relist();
    return () => {
      screens.delete(screen);
      relist();
    };
  }, []);
}

/** All keys of what is on the screen now, for the F1 list. */
export function useListedHotkeys(): readonly Hotkey[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => listed,
  );
}
