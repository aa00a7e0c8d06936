/** Chooses a record by typing part of its name or number; the page says where to look (`OptionsProvider`). */
import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { Text } from '../../shared/text.ts';
import { useSay } from '../lib/say.ts';
import { W } from '../lib/words.ts';

export interface RecordOption {
  readonly value: string;
  /** In both languages where the record's own words are; a number or a name is the same in each. */
  readonly label: string | Text;
}

export interface OptionsProvider {
  /** First part of the cache key: the module whose live notices make the options be read again. */
  readonly module: string;
  readonly name: string;
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly RecordOption[]>;
}

interface RecordInputProps {
  readonly id?: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly provider: OptionsProvider | undefined;
  readonly disabled?: boolean | undefined;
  readonly wrong?: boolean | undefined;
  readonly describedBy?: string | undefined;
}

const optionsIn = (say: (text: Text) => string, found: readonly RecordOption[] | undefined) =>
  (found ?? []).map(({ value, label }) => ({ value, label: typeof label === 'string' ? label : say(label) }));

const NOTHING: Text = { zh: '没有找到，请换个说法', en: 'Nothing found; try other words' };

function ProvidedInput(props: RecordInputProps & { readonly provider: OptionsProvider }): ReactNode {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed);
  const { provider } = props;
  const { data, isFetching } = useQuery({
    queryKey: [provider.module, 'options', provider.name, asked],
    queryFn: ({ signal }) => provider.search(asked, signal),
  });
  return (
    <Select
      id={props.id}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      value={props.value}
      disabled={props.disabled}
      status={props.wrong ? 'error' : ''}
      loading={isFetching}
      options={optionsIn(say, data)}
      notFoundContent={isFetching ? say(W.loading) : say(NOTHING)}
      aria-describedby={props.describedBy}
      onChange={(value: string | undefined) => props.onChange(value)}
    />
  );
}

/** Several records, each chosen by typing part of its name. */
export function RecordsInput(
  props: Omit<RecordInputProps, 'value' | 'onChange'> & {
    readonly value: readonly string[];
    readonly onChange: (value: readonly string[]) => void;
  },
): ReactNode {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed);
  const { provider } = props;
  const { data, isFetching } = useQuery({
    queryKey: [provider?.module, 'options', provider?.name, asked],
    queryFn: ({ signal }) => provider?.search(asked, signal) ?? [],
  });
  return (
    <Select
      id={props.id}
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      value={[...props.value]}
      disabled={props.disabled}
      status={props.wrong ? 'error' : ''}
      loading={isFetching}
      options={optionsIn(say, data)}
      notFoundContent={isFetching ? say(W.loading) : say(NOTHING)}
      aria-describedby={props.describedBy}
      onChange={(value: string[]) => props.onChange(value)}
    />
  );
}

/** Without a provider the id itself is typed: only for screens of the technician. */
export function RecordInput(props: RecordInputProps): ReactNode {
  if (props.provider) return <ProvidedInput {...props} provider={props.provider} />;
  return (
    <Input
      id={props.id}
      className="no-ime"
      value={props.value ?? ''}
      disabled={props.disabled}
      status={props.wrong ? 'error' : ''}
      aria-describedby={props.describedBy}
      onChange={(event) => props.onChange(event.target.value === '' ? undefined : event.target.value.trim())}
    />
  );
}
