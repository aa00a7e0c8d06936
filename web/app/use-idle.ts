/** Locks the screen after some seconds without key or pointer. The server ends or locks the session in any case. */
import { useEffect, useRef } from 'react';

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const;
const LOOK_EVERY_MS = 1000;

export function useIdle(afterSeconds: number | null, onIdle: () => void): void {
  const act = useRef(onIdle);
  act.current = onIdle;
  useEffect(() => {
    if (afterSeconds === null) return;
    let last = Date.now();
    const alive = (): void => {
      last = Date.now();
    };
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: true, capture: true });
    // Looked at by the clock, not by one long timer: a computer that slept wakes up locked.
    const look = setInterval(() => {
      if (Date.now() - last < afterSeconds * 1000) return;
      last = Date.now();
      act.current();
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(look);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive, { capture: true });
    };
  }, [afterSeconds]);
}
