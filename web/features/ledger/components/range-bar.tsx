/** From which day to which: shown at once on every change, kept in the address. `whole`: since the first entry. */
import { type ReactNode, useId } from 'react';
import { useSearchParams } from 'react-router';
import { useSay } from '../../../lib/say.ts';
import { W } from '../../../lib/words.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { withField } from '../../../ui/list-state.ts';
import type { Range } from '../range.ts';
import '../ledger.css';

export function RangeBar({ range, children }: { range: Range; children?: ReactNode }): ReactNode {
  const say = useSay();
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const change = (key: 'from' | 'to') => (day: string | undefined) => {
    const next = withField(search, key, day ?? null);
    next.delete('whole');
    setSearch(next);
  };
  return (
    <search className="row range">
      {children}
      <div className="field">
        <label htmlFor={`${id}-from`}>{say(W.from)}</label>
        <DateInput id={`${id}-from`} value={search.has('whole') ? undefined : range.from} onChange={change('from')} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-to`}>{say(W.to)}</label>
        <DateInput id={`${id}-to`} value={range.to} onChange={change('to')} />
      </div>
    </search>
  );
}
