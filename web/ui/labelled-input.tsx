/** A field of a hand-made form: its name, the input, and what is to be known about it. */
import { Input, type InputProps } from 'antd';
import { type ReactNode, useId } from 'react';

interface LabelledInputProps extends Omit<InputProps, 'onChange' | 'id'> {
  readonly label: string;
  readonly help?: ReactNode;
  /** What is wrong with what was typed. */
  readonly problem?: string | undefined;
  readonly onText: (text: string) => void;
  /** The field a dialog begins with. */
  readonly start?: boolean;
}

export function LabelledInput({ label, help, problem, onText, start = false, ...rest }: LabelledInputProps): ReactNode {
  const id = useId();
  const described = [problem ? `${id}-problem` : '', help ? `${id}-help` : ''].filter((one) => one !== '').join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input
        {...rest}
        id={id}
        {...(start ? { 'data-start': '' } : {})}
        {...(problem ? { status: 'error' as const, 'aria-invalid': true } : {})}
        aria-describedby={described === '' ? undefined : described}
        onChange={(event) => onText(event.target.value)}
      />
      {problem && (
        <span className="problem" id={`${id}-problem`}>
          {problem}
        </span>
      )}
      {help && (
        <span className="muted" id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}
