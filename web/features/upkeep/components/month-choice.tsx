/** Which month is meant; it stands in the address. */
import { type ReactNode, useId } from 'react';
import { useSearchParams } from 'react-router';
import { useSay } from '../../../lib/say.ts';
import { withField } from '../../../ui/list-state.ts';
import { U } from '../words.ts';

export function MonthChoice({ month }: { month: string }): ReactNode {
  const say = useSay();
  const id = useId();
  const [search, setSearch] = useSearchParams();
  return (
    <div className="filters">
      <div className="field">
        <label htmlFor={id}>{say(U.month)}</label>
        <input
          id={id}
          className="native-select"
          type="month"
          value={month}
          onChange={(event) => setSearch(withField(search, 'month', event.target.value))}
        />
      </div>
    </div>
  );
}
