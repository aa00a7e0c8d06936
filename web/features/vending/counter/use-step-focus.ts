/** The focus goes to the field of the step, comes back to it from nowhere and with the next key; a dialog keeps its own. */
import { useEffect, useRef } from 'react';

/** `step`: the `data-step` of the field; `place` changes where the focus is to be set anew. */
export function useStepFocus(step: string, place: string) {
  const root = useRef<HTMLDivElement>(null);
  const stand = useRef(() => {});
  stand.current = () => {
    if (document.querySelector('dialog[open]')) return;
    const field = root.current?.querySelector<HTMLElement>(`[data-step="${step}"]`);
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
    // In large letters the change lies below the edge; then it is brought up, and the field stays in sight.
    void root.current?.querySelector('.counter-post')?.scrollIntoView({ block: 'nearest' });
    void field?.scrollIntoView({ block: 'nearest' });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these is a place where the focus is set anew
  useEffect(() => stand.current(), [step, place]);
  useEffect(() => {
    const lost = (): void => {
      setTimeout(() => {
        const at = document.activeElement;
        if (at === null || at === document.body || at.tagName === 'IFRAME') stand.current();
      }, 0);
    };
    // A figure or letter typed while a button of the page has the focus is meant for the step's field.
    const typed = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.altKey || event.metaKey) return;
      if (target.matches('input, select, textarea, [data-step]')) return;
      stand.current();
    };
    document.addEventListener('keydown', typed, { capture: true });
    document.addEventListener('focusout', lost);
    window.addEventListener('focus', lost);
    window.addEventListener('afterprint', lost);
    return () => {
      document.removeEventListener('keydown', typed, { capture: true });
      document.removeEventListener('focusout', lost);
      window.removeEventListener('focus', lost);
      window.removeEventListener('afterprint', lost);
    };
  }, []);
  return { root, stand: () => stand.current() };
}
