/**
 * Counting money by its notes and coins. Enter goes to the next kind; what should be there is never shown here: a
 * count that knows its result is no count.
 */
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import type { Text } from '../../shared/text.ts';
import {
  type DenominationCount as Count,
  countTotal,
  DENOMINATIONS,
  type DenominationKey,
} from '../../shared/values/denominations.ts';
import { parseScaled } from '../../shared/values/digits.ts';
import { fen, formatMoneyGrouped } from '../../shared/values/money.ts';
import { useSay } from '../lib/say.ts';
import { W } from '../lib/words.ts';

interface DenominationCountProps {
  readonly value: Count;
  readonly onChange: (count: Count) => void;
  /** Enter on the last kind. */
  readonly onFinished?: () => void;
  readonly disabled?: boolean | undefined;
  readonly autoFocus?: boolean;
}

const KIND: Text = { zh: '面额', en: 'Kind' };
const PIECES: Text = { zh: '张/枚数', en: 'Pieces' };
const AMOUNT: Text = { zh: '金额（元）', en: 'Amount (yuan)' };
const LARGEST = 100_000;

/** The count with one kind changed; an emptied field is "none", what is no number of pieces changes nothing. */
export function countWith(count: Count, key: DenominationKey, text: string): Count {
  if (text.trim() === '') {
    const { [key]: _gone, ...rest } = count;
    return rest;
  }
  const pieces = parseScaled(text, 0);
  return pieces === null || pieces < 0 || pieces > LARGEST ? count : { ...count, [key]: pieces };
}

export function DenominationCount(props: DenominationCountProps): ReactNode {
  const { value, onChange, onFinished, disabled, autoFocus } = props;
  const say = useSay();
  const id = useId();
  const grid = useRef<HTMLTableElement>(null);
  const move = (event: KeyboardEvent<HTMLInputElement>, index: number): void => {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const inputs = grid.current?.querySelectorAll('input');
    const next = inputs?.[index + step];
    if (next) {
      next.focus();
      next.select();
    } else if (event.key === 'Enter') onFinished?.();
  };
  return (
    <table className="count-grid" ref={grid}>
      <thead>
        <tr>
          <th scope="col">{say(KIND)}</th>
          <th scope="col">{say(PIECES)}</th>
          <th scope="col">{say(AMOUNT)}</th>
        </tr>
      </thead>
      <tbody>
        {DENOMINATIONS.map((kind, index) => (
          <tr key={kind.key}>
            <th scope="row">
              <label htmlFor={`${id}-${kind.key}`}>{say(kind.title)}</label>
            </th>
            <td>
              <input
                id={`${id}-${kind.key}`}
                className="no-ime"
                inputMode="numeric"
                autoComplete="off"
                // biome-ignore lint/a11y/noAutofocus: the count is the only thing on the screen and starts with the keyboard
                autoFocus={autoFocus === true && index === 0}
                value={value[kind.key] ?? ''}
                disabled={disabled}
                onChange={(event) => onChange(countWith(value, kind.key, event.target.value))}
                onKeyDown={(event) => move(event, index)}
              />
            </td>
            <td>{formatMoneyGrouped(fen(kind.value * (value[kind.key] ?? 0)))}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="sum">
          <th scope="row" colSpan={2}>
            {say(W.total)}
          </th>
          <td aria-live="polite">{formatMoneyGrouped(countTotal(value))}</td>
        </tr>
      </tfoot>
    </table>
  );
}
