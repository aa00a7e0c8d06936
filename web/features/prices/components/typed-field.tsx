/** A field of the proposal form: its name, the input, and its problem, tied together for a screen reader. */
import { type ReactNode, useId } from 'react';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import type { FigureInputProps } from '../../../ui/figure-input.tsx';
import type { Problem } from '../../../ui/problems.ts';
import type { Typed } from '../tariff-draft.ts';

export const problemAt = (problems: readonly Problem[], path: string): Problem | undefined =>
  problems.find((problem) => problem.path === path);

interface FrameProps {
  readonly label: string;
  readonly problem: Problem | undefined;
  readonly hint?: Text;
  readonly children: (control: { id: string; wrong: boolean; describedBy: string | undefined }) => ReactNode;
}

export function FieldFrame({ label, problem, hint, children }: FrameProps): ReactNode {
  const say = useSay();
  const id = useId();
  const said = problem?.text ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, wrong: problem !== undefined, describedBy: said ? `${id}-said` : undefined })}
      {said && (
        <span id={`${id}-said`} className={problem ? 'problem' : 'muted'}>
          {say(said)}
        </span>
      )}
    </div>
  );
}

interface FigureFieldProps {
  readonly label: string;
  readonly input: (props: FigureInputProps) => ReactNode;
  readonly value: Typed;
  readonly suffix?: string;
  readonly problem: Problem | undefined;
  readonly onChange: (value: Typed) => void;
}

export function FigureField({ label, input: Figure, value, suffix, problem, onChange }: FigureFieldProps): ReactNode {
  return (
    <FieldFrame label={label} problem={problem}>
      {(control) => (
        <Figure
          {...control}
          {...(suffix === undefined ? {} : { suffix })}
          value={typeof value === 'string' ? undefined : value}
          onChange={(read, text) => onChange(text.trim() === '' ? undefined : (read ?? text))}
        />
      )}
    </FieldFrame>
  );
}

interface ChoiceFieldProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  readonly problem: Problem | undefined;
  readonly onChange: (value: string) => void;
}

export function ChoiceField({ label, value, options, problem, onChange }: ChoiceFieldProps): ReactNode {
  return (
    <FieldFrame label={label} problem={problem}>
      {({ id, wrong, describedBy }) => (
        <select
          id={id}
          className="native-select"
          value={value}
          aria-invalid={wrong || undefined}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.title}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
