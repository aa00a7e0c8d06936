/** What was used per room and day, with the totals of each building above it. */
import { type ReactNode, useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { consumption } from '../../../../shared/contracts/collection/consumption.ts';
import type { InputOf } from '../../../../shared/contracts/contract.ts';
import type { Text } from '../../../../shared/text.ts';
import { COMMODITIES, type Commodity } from '../../../../shared/values/quantity.ts';
import { QuantityText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import { withField } from '../../../ui/list-state.ts';
import { COLLECTION_LABELS } from '../words.ts';

const T = {
  totals: { zh: '{from} 至 {until} 各楼用{commodity}量', en: '{commodity} per building, {from} to {until}' },
  building: { zh: '楼栋', en: 'Building' },
  meters: { zh: '表数', en: 'Meters' },
  used: { zh: '用量', en: 'Used' },
  empty: { zh: '这段时间没有读数', en: 'No readings in these days' },
  next: { zh: '换一段日期，或先抄表。', en: 'Choose other days, or read the meters first.' },
} as const satisfies Record<string, Text>;

const asked = (search: URLSearchParams): InputOf<typeof consumption> => ({
  ...Object.fromEntries(
    ['from', 'until', 'commodity', 'buildingId', 'roomId'].flatMap((key) => {
      const value = search.get(key);
      return value === null || value === '' ? [] : [[key, value]];
    }),
  ),
  limit: 1,
});

function Totals(): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const { data } = useAsk(consumption, asked(search), { keepPrevious: true });
  const wanted = search.get('commodity') ?? 'electricity';
  const commodity = (wanted in COMMODITIES ? wanted : 'electricity') as Commodity;
  if (data === undefined || data.buildings.length === 0) return null;
  const what = { from: data.from, until: data.until, commodity: say(COMMODITIES[commodity].title) };
  const title = say(T.totals, what);
  return (
    <div className="panel">
      <h2 className="padded">{title}</h2>
      <table className="table">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say(T.building)}</th>
            <th scope="col" className="right">
              {say(T.meters)}
            </th>
            <th scope="col" className="right">
              {say(T.used)}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.buildings.map((one) => (
            <tr key={one.buildingId}>
              <td>{one.buildingCode}</td>
              <td className="right">{one.meters}</td>
              <td className="right">
                <QuantityText value={one.usedMilli} commodity={commodity} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{say(W.total)}</th>
            <td className="right">{data.buildings.reduce((sum, one) => sum + one.meters, 0)}</td>
            <td className="right">
              <QuantityText value={data.totalMilli} commodity={commodity} />
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

export default function ConsumptionPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  // Kilowatt-hours and cubic metres are never added up: the list is always of one of them, and says which.
  useEffect(() => {
    if (!search.has('commodity')) setSearch(withField(search, 'commodity', 'electricity'), { replace: true });
  }, [search, setSearch]);
  return (
    <ListPage
      contract={consumption}
      labels={COLLECTION_LABELS}
      files={[
        { title: 'CSV', href: '/api/collection/consumption.csv' },
        { title: 'XLSX', href: '/api/collection/consumption.xlsx' },
      ]}
      empty={{ text: T.empty, next: T.next }}
    >
      <Totals />
    </ListPage>
  );
}
