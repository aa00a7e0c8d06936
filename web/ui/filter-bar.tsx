/** The conditions of a list. They are typed here and asked for on Enter or the button; choices act at once. */
import { Checkbox, Input } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { fen, formatMoney, parseMoney } from '../../shared/values/money.ts';
import { useSay } from '../lib/say.ts';
import { W } from '../lib/words.ts';
import { Button } from './button.tsx';
import { DateInput } from './date-input.tsx';
import type { Field } from './fields.ts';
import { withField } from './list-state.ts';

interface FilterBarProps {
  readonly filters: readonly Field[];
  readonly search: URLSearchParams;
  readonly onSearch: (search: URLSearchParams) => void;
}

interface FilterProps {
  readonly field: Field;
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onChosen: (value: string) => void;
}

/** Chosen in the browser's own zone, which at the counter is the site's; asked for as UTC. */
function InstantFilter({ id, value, onChosen }: Pick<FilterProps, 'id' | 'value' | 'onChosen'>): ReactNode {
  const known = value !== '' && !Number.isNaN(Date.parse(value));
  const local = known ? new Date(Date.parse(value) - new Date(value).getTimezoneOffset() * 60_000) : null;
  return (
    <input
      id={id}
      className="native-select"
      type="datetime-local"
      value={local === null ? '' : local.toISOString().slice(0, 16)}
      onChange={(event) => onChosen(event.target.value === '' ? '' : new Date(event.target.value).toISOString())}
    />
  );
}

function Filter({ field, id, value, onChange, onChosen }: FilterProps): ReactNode {
  const say = useSay();
  if (field.kind === 'choice') {
    return (
      <select id={id} className="native-select" value={value} onChange={(event) => onChosen(event.target.value)}>
        <option value="">{say(W.all)}</option>
        {field.options.map((option) => (
          <option key={option.value} value={option.value}>
            {say(option.label)}
          </option>
        ))}
      </select>
    );
  }
  if (field.kind === 'date') {
    return <DateInput id={id} value={value === '' ? undefined : value} onChange={(day) => onChosen(day ?? '')} />;
  }
  if (field.kind === 'instant') return <InstantFilter id={id} value={value} onChosen={onChosen} />;
  return <Input id={id} value={value} autoComplete="off" onChange={(event) => onChange(event.target.value)} />;
}

/** Ticked, the list is narrowed to these; not ticked, nothing is asked. */
function Only({ field, value, onChosen }: Pick<FilterProps, 'field' | 'value' | 'onChosen'>): ReactNode {
  const say = useSay();
  return (
    <div className="field filter-only">
      <Checkbox checked={value === 'true'} onChange={(event) => onChosen(event.target.checked ? 'true' : '')}>
        {say(field.label)}
      </Checkbox>
    </div>
  );
}

/** Money is typed in yuan and asked for in fen. */
function toSearch(field: Field, text: string): string {
  if (field.kind !== 'money') return text.trim();
  const money = parseMoney(text);
  return money === null ? '' : String(money);
}

const fromSearch = (field: Field, text: string): string =>
  field.kind === 'money' && /^-?\d+$/.test(text) ? formatMoney(fen(Number(text))) : text;

export function FilterBar({ filters, search, onSearch }: FilterBarProps): ReactNode {
  const say = useSay();
  const id = useId();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const apply = (changes: Readonly<Record<string, string>>): void => {
    let next = search;
    for (const field of filters) {
      const text = changes[field.key];
      if (text !== undefined) next = withField(next, field.key, toSearch(field, text));
    }
    setTyped({});
    onSearch(next);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    apply(typed);
  };
  const actsAtOnce = filters.every(({ kind }) => kind === 'choice' || kind === 'yes-no');
  const clear = (): void => apply(Object.fromEntries(filters.map((field) => [field.key, ''])));
  return (
    <search>
      <form className="filters" onSubmit={submit}>
        {filters.map((field) => {
          const value = typed[field.key] ?? fromSearch(field, search.get(field.key) ?? '');
          const onChosen = (chosen: string): void => apply({ ...typed, [field.key]: chosen });
          if (field.kind === 'yes-no') return <Only key={field.key} field={field} value={value} onChosen={onChosen} />;
          return (
            <div className="field" key={field.key}>
              <label htmlFor={`${id}-${field.key}`}>{say(field.label)}</label>
              <Filter
                field={field}
                id={`${id}-${field.key}`}
                value={value}
                onChange={(text) => setTyped({ ...typed, [field.key]: text })}
                onChosen={onChosen}
              />
            </div>
          );
        })}
        {!actsAtOnce && <Button htmlType="submit">{say(W.search)}</Button>}
        {(!actsAtOnce || filters.length > 1) && (
          <Button type="text" onClick={clear}>
            {say(W.clear)}
          </Button>
        )}
      </form>
    </search>
  );
}
