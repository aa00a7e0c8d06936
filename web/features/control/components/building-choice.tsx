/** Which building the list is about; it stands in the address. */
import { type ReactNode, useId } from 'react';
import { useSearchParams } from 'react-router';
import { premises } from '../../../../shared/contracts/metering/premises.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { withField } from '../../../ui/list-state.ts';

const T = {
  building: { zh: '楼栋', en: 'Building' },
  all: { zh: '全部楼栋', en: 'All buildings' },
} as const satisfies Record<string, Text>;

export function BuildingChoice(): ReactNode {
  const say = useSay();
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const { data } = useAsk(premises, {});
  return (
    <div className="filters building-choice">
      <div className="field">
        <label htmlFor={id}>{say(T.building)}</label>
        <select
          id={id}
          className="native-select"
          value={search.get('buildingId') ?? ''}
          onChange={(event) => setSearch(withField(search, 'buildingId', event.target.value))}
        >
          <option value="">{say(T.all)}</option>
          {data?.rows.map((row) => (
            <option key={row.premiseId} value={row.premiseId}>
              {`${row.fullCode} ${row.name}`.trim()}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
