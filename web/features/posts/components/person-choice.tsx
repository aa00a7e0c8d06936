/** Narrows a log to one person, through the address. */
import { type ReactNode, useId } from 'react';
import { useSearchParams } from 'react-router';
import { people } from '../../../../shared/contracts/posts/people.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { withField } from '../../../ui/list-state.ts';

const PERSON: Text = { zh: '人员', en: 'Person' };

export function PersonChoice(): ReactNode {
  const say = useSay();
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const rows = useAsk(people, { limit: 200 }).data?.rows ?? [];
  return (
    <div className="row">
      <label htmlFor={id}>{say(PERSON)}</label>
      <select
        id={id}
        className="native-select"
        value={search.get('personId') ?? ''}
        onChange={(event) => setSearch(withField(search, 'personId', event.target.value))}
      >
        <option value="">{say(W.all)}</option>
        {rows.map((person) => (
          <option key={person.personId} value={person.personId}>
            {person.name} ({person.login})
          </option>
        ))}
      </select>
    </div>
  );
}
