/** One field of a drawn form, by its kind. What cannot be read stays as typed text, and the contract's schema refuses it. */
import { Checkbox, Input, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import type { DenominationCount as Count } from '../../shared/values/denominations.ts';
import { useSay } from '../lib/say.ts';
import { W } from '../lib/words.ts';
import { Button } from './button.tsx';
import { DateInput } from './date-input.tsx';
import { DenominationCount } from './denomination-count.tsx';
import { type Field, startingValues } from './fields.ts';
import { MoneyInput, PriceInput, QuantityInput, WholeInput } from './figure-input.tsx';
import type { Problem } from './problems.ts';
import { type OptionsProvider, RecordInput, RecordsInput } from './record-input.tsx';

/**
 * Options by the field's path without line numbers: `partId`, `lines.partId`. Of record fields, and of texts that are
 * codes of something kept elsewhere.
 */
export type Providers = Readonly<Record<string, OptionsProvider>>;

export interface FormContext {
  readonly problems: readonly Problem[];
  readonly providers: Providers;
  readonly disabled: boolean;
}

interface FieldInputProps {
  readonly field: Field;
  /** With line numbers, as in `Problem`. */
  readonly path: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly form: FormContext;
}

type Values = Readonly<Record<string, unknown>>;

interface ControlProps extends FieldInputProps {
  readonly id: string;
  readonly wrong: boolean;
  readonly describedBy: string | undefined;
}

const FIGURES = { money: MoneyInput, quantity: QuantityInput, price: PriceInput, number: WholeInput } as const;

const asString = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const asNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const emptied = (text: string): string | undefined => (text === '' ? undefined : text);

function ChoiceControl({ field, value, onChange, form, id, wrong, describedBy }: ControlProps): ReactNode {
  const say = useSay();
  return (
    <select
      id={id}
      className="native-select"
      value={asString(value) ?? ''}
      disabled={form.disabled}
      aria-invalid={wrong || undefined}
      aria-describedby={describedBy}
      onChange={(event) => onChange(emptied(event.target.value))}
    >
      <option value="">{field.required ? '' : say(W.none)}</option>
      {field.options.map((option) => (
        <option key={option.value} value={option.value}>
          {say(option.label)}
        </option>
      ))}
    </select>
  );
}

function TextControl({ field, value, onChange, form, id, wrong, describedBy }: ControlProps): ReactNode {
  const shared = {
    id,
    value: asString(value) ?? '',
    disabled: form.disabled,
    status: wrong ? ('error' as const) : ('' as const),
    'aria-invalid': wrong || undefined,
    'aria-describedby': describedBy,
    ...(field.maxLength === null ? {} : { maxLength: field.maxLength }),
  };
  return field.kind === 'long-text' ? (
    <Input.TextArea
      {...shared}
      autoSize={{ minRows: 2, maxRows: 8 }}
      onChange={(e) => onChange(emptied(e.target.value))}
    />
  ) : (
    <Input {...shared} autoComplete="off" onChange={(event) => onChange(emptied(event.target.value))} />
  );
}

function ListControl({ field, value, onChange, form, id, describedBy }: ControlProps): ReactNode {
  const say = useSay();
  return (
    <Select
      id={id}
      mode={field.kind === 'choices' ? 'multiple' : 'tags'}
      value={Array.isArray(value) ? (value as string[]) : []}
      disabled={form.disabled}
      options={field.options.map((option) => ({ value: option.value, label: say(option.label) }))}
      aria-describedby={describedBy}
      onChange={(chosen: string[]) => onChange(chosen)}
    />
  );
}

function ChosenControl(props: ControlProps & { readonly provider: OptionsProvider | undefined }): ReactNode {
  const { field, value, onChange, form, id, wrong, describedBy, provider } = props;
  const shared = { id, provider, disabled: form.disabled, wrong, describedBy, onChange };
  if (field.kind === 'texts')
    return <RecordsInput {...shared} value={Array.isArray(value) ? (value as string[]) : []} />;
  return <RecordInput {...shared} value={asString(value)} />;
}

/** Fields whose values a page may offer to choose from. */
const CHOSEN: ReadonlySet<Field['kind']> = new Set(['record', 'text', 'texts']);

function Control(props: ControlProps): ReactNode {
  const { field, value, onChange, form, id, wrong, describedBy } = props;
  const provider = form.providers[props.path.replace(/\.\d+/g, '')];
  if (field.kind === 'record' || (provider && CHOSEN.has(field.kind))) {
    return <ChosenControl {...props} provider={provider} />;
  }
  switch (field.kind) {
    case 'money':
    case 'quantity':
    case 'price':
    case 'number': {
      const Figure = FIGURES[field.kind];
      const give = (read: number | null, text: string) => onChange(text.trim() === '' ? undefined : (read ?? text));
      return (
        <Figure
          id={id}
          value={typeof value === 'string' ? undefined : asNumber(value)}
          onChange={give}
          disabled={form.disabled}
          wrong={wrong}
          describedBy={describedBy}
        />
      );
    }
    case 'choice':
      return <ChoiceControl {...props} />;
    case 'choices':
    case 'texts':
      return <ListControl {...props} />;
    case 'date':
      return (
        <DateInput
          id={id}
          value={asString(value)}
          onChange={onChange}
          disabled={form.disabled}
          wrong={wrong}
          describedBy={describedBy}
        />
      );
    case 'instant':
      return <InstantControl {...props} />;
    default:
      return <TextControl {...props} />;
  }
}

/** A moment is chosen in the browser's own zone, which at the counter is the site's; it travels as UTC. */
function InstantControl({ value, onChange, form, id, describedBy }: ControlProps): ReactNode {
  const held = asString(value);
  const local = held === undefined ? '' : new Date(Date.parse(held) - new Date(held).getTimezoneOffset() * 60_000);
  return (
    <input
      id={id}
      className="native-select"
      type="datetime-local"
      value={local === '' ? '' : local.toISOString().slice(0, 16)}
      disabled={form.disabled}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value === '' ? undefined : new Date(event.target.value).toISOString())}
    />
  );
}

function Lines({ field, path, value, onChange, form }: FieldInputProps): ReactNode {
  const say = useSay();
  const lines = Array.isArray(value) ? (value as readonly Values[]) : [];
  return (
    <fieldset className="field-lines stack wide">
      <legend>{say(field.label)}</legend>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity before they are saved
        <div className="row" key={index}>
          {field.fields.map((inner) => (
            <FieldInput
              key={inner.key}
              field={inner}
              path={`${path}.${index}.${inner.key}`}
              value={line[inner.key]}
              onChange={(changed) => onChange(lines.with(index, { ...line, [inner.key]: changed }))}
              form={form}
            />
          ))}
          <Button disabled={form.disabled} onClick={() => onChange(lines.toSpliced(index, 1))}>
            {say(W.remove)}
          </Button>
        </div>
      ))}
      <div>
        <Button disabled={form.disabled} onClick={() => onChange([...lines, startingValues(field.fields)])}>
          {say(W.add)}
        </Button>
      </div>
    </fieldset>
  );
}

function Group({ field, path, value, onChange, form }: FieldInputProps): ReactNode {
  const say = useSay();
  const held = (typeof value === 'object' && value !== null ? value : {}) as Values;
  return (
    <fieldset className="field-lines form wide">
      <legend>{say(field.label)}</legend>
      {field.fields.map((inner) => (
        <FieldInput
          key={inner.key}
          field={inner}
          path={`${path}.${inner.key}`}
          value={held[inner.key]}
          onChange={(changed) => onChange({ ...held, [inner.key]: changed })}
          form={form}
        />
      ))}
    </fieldset>
  );
}

export function FieldInput(props: FieldInputProps): ReactNode {
  const { field, path, value, onChange, form } = props;
  const say = useSay();
  const id = useId();
  if (field.kind === 'fixed') return null;
  if (field.kind === 'lines') return <Lines {...props} />;
  if (field.kind === 'group') return <Group {...props} />;
  const problem = form.problems.find((one) => one.path === path);
  const problemId = problem ? `${id}-problem` : undefined;
  const trouble = problem && (
    <span className="problem" id={problemId}>
      {say(problem.text)}
    </span>
  );
  if (field.kind === 'count') {
    return (
      <div className="field wide">
        <span className="label">{say(field.label)}</span>
        <DenominationCount value={(value ?? {}) as Count} onChange={onChange} disabled={form.disabled} />
        {trouble}
      </div>
    );
  }
  if (field.kind === 'yes-no') {
    return (
      <div className="field">
        <Checkbox
          checked={value === true}
          disabled={form.disabled}
          onChange={(event) => onChange(event.target.checked)}
        >
          {say(field.label)}
        </Checkbox>
        {trouble}
      </div>
    );
  }
  return (
    <div className={field.kind === 'long-text' ? 'field wide' : 'field'}>
      <label htmlFor={id}>
        {say(field.label)}
        {!field.required && <span className="muted">{say(W.optional)}</span>}
      </label>
      <Control {...props} id={id} wrong={problem !== undefined} describedBy={problemId} />
      {trouble}
    </div>
  );
}
