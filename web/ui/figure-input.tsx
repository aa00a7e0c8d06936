/**
 * Fields of figures: money, quantity, unit price, plain whole numbers. Typed as text (no spinning, no wheel), full
 * width digits accepted, the input method kept off. What cannot be read is not guessed: `onChange` gives null and the
 * text, and the form refuses it.
 */
import { Input, type InputRef } from 'antd';
import { type ReactNode, type Ref, useState } from 'react';
import { parseScaled } from '../../shared/values/digits.ts';
import { fen, formatMoney, parseMoney } from '../../shared/values/money.ts';
import { formatUnitPrice, parseUnitPrice, unitPrice } from '../../shared/values/price.ts';
import { formatQuantity, milli, parseQuantity } from '../../shared/values/quantity.ts';

export interface FigureInputProps {
  readonly id?: string;
  readonly value: number | null | undefined;
  readonly onChange: (value: number | null, text: string) => void;
  readonly onEnter?: () => void;
  readonly disabled?: boolean;
  readonly wrong?: boolean;
  readonly describedBy?: string | undefined;
  readonly label?: string;
  readonly suffix?: string;
  readonly autoFocus?: boolean;
  readonly ref?: Ref<InputRef>;
}

interface Reading {
  readonly parse: (text: string) => number | null;
  readonly format: (value: number) => string;
}

export const MONEY: Reading = { parse: parseMoney, format: (value) => formatMoney(fen(value)) };
export const QUANTITY: Reading = {
  parse: parseQuantity,
  // What was typed with one decimal is shown so again: trailing zeros only hinder the next edit.
  format: (value) => formatQuantity(milli(value), 3).replace(/\.?0+$/, ''),
};
export const PRICE: Reading = { parse: parseUnitPrice, format: (value) => formatUnitPrice(unitPrice(value)) };
export const WHOLE: Reading = { parse: (text) => parseScaled(text, 0), format: String };

function FigureInput({ reading, ...props }: FigureInputProps & { readonly reading: Reading }): ReactNode {
  const { value, onChange, onEnter } = props;
  const given = value === null || value === undefined ? '' : reading.format(value);
  const [text, setText] = useState(given);
  const held = text.trim() === '' ? null : reading.parse(text);
  // The value was changed from outside (a preset, another tier, a cleared form): what was typed no longer stands.
  const shown = held === (value ?? null) || (held === null && value === undefined) ? text : given;
  return (
    <Input
      ref={props.ref}
      id={props.id}
      className="input-figure no-ime"
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      disabled={props.disabled}
      status={props.wrong ? 'error' : ''}
      aria-invalid={props.wrong || undefined}
      aria-describedby={props.describedBy}
      aria-label={props.label}
      suffix={props.suffix ? <span className="unit">{props.suffix}</span> : undefined}
      autoFocus={props.autoFocus}
      onChange={(event) => {
        setText(event.target.value);
        onChange(event.target.value.trim() === '' ? null : reading.parse(event.target.value), event.target.value);
      }}
      onBlur={() => {
        if (held !== null) setText(reading.format(held));
      }}
      onPressEnter={(event) => {
        if (!onEnter || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onEnter();
      }}
    />
  );
}

/** Yuan; the value is fen. */
export const MoneyInput = (props: FigureInputProps): ReactNode => (
  <FigureInput {...props} reading={MONEY} suffix={props.suffix ?? '¥'} />
);
/** Whole units; the value is thousandths. Say the unit as `suffix`. */
export const QuantityInput = (props: FigureInputProps): ReactNode => <FigureInput {...props} reading={QUANTITY} />;
/** Yuan per unit with four decimals; the value is 0.0001 yuan. */
export const PriceInput = (props: FigureInputProps): ReactNode => <FigureInput {...props} reading={PRICE} />;
export const WholeInput = (props: FigureInputProps): ReactNode => <FigureInput {...props} reading={WHOLE} />;
