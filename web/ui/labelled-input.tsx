/** A field of a hand-made form: its name, the input, and what is to be known about it. */
import { Input, type InputProps } from 'antd';
import { type ReactNode, useId } from 'react';

interface LabelledInputProps extends Omit<InputProps, 'onChange' | 'id'> {
  readonly label: string;
  readonly help?: ReactNode;
  readonly onText: (text: string) => void;
  /** The field a dialog begins with. */
  readonly start?: boolean;
}

export function LabelledInput({ label, help, onText, start = false, ...rest }: LabelledInputProps): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input
        {...rest}
        id={id}
        {...(start ? { 'data-start': '' } : {})}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => onText(event.target.value)}
      />
      {help && (
        <span className="muted" id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}
