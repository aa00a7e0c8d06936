/**
 * A dialog of the browser: focus is kept inside, Escape closes, it lies above everything, and what was behind gets the
 * focus back. `place="right"` is a drawer.
 */
import { type ReactNode, useContext, useEffect, useId, useRef } from 'react';
import { Layer, useOpenLayer } from '../lib/keyboard.ts';
import { useSay } from '../lib/say.ts';
import { W } from '../lib/words.ts';
import { Button } from './button.tsx';

const STARTS = [
  '[data-start]',
  '.dialog-body :is(input, select, textarea):not([disabled])',
  // Nothing to fill in: what was asked for is done by Enter, unless it does harm.
  '.dialog-body form [type=submit]:not([disabled], .ant-btn-dangerous)',
];

/** The browser would give the focus to the closing cross; work begins at the first field. */
export function focusStart(dialog: HTMLDialogElement | null): void {
  const found = STARTS.map((start) => dialog?.querySelector<HTMLElement>(start)).find((one) => one != null);
  found?.focus();
}

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Not given: the dialog cannot be closed from inside (a locked screen). */
  readonly onClose?: () => void;
  readonly place?: 'middle' | 'right';
  readonly wide?: boolean;
}

export function Dialog({ title, children, onClose, place = 'middle', wide = false }: DialogProps): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const layer = useContext(Layer) + 1;
  useOpenLayer(layer);
  const say = useSay();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    focusStart(dialog);
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const kind = `dialog${wide ? ' dialog-wide' : ''}${place === 'right' ? ' dialog-drawer' : ''}`;
  return (
    <dialog
      ref={ref}
      className={kind}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        {onClose && (
          <Button type="text" onClick={onClose} aria-label={say(W.close)}>
            ✕
          </Button>
        )}
      </div>
      <div className="dialog-body">
        <Layer value={layer}>{children}</Layer>
      </div>
    </dialog>
  );
}
