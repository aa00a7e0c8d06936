/** What applying a file did, in counts; of a room list also what changed in households that were there. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Column } from '../../../../shared/contracts/contract.ts';
import type { AppliedReadings, AppliedRooms } from '../../../../shared/metering/import.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import type { Batch } from './batch-decision.tsx';

const ROOM_COUNTS: readonly (readonly [keyof AppliedRooms, Text])[] = [
  ['newRooms', { zh: '新房间', en: 'New rooms' }],
  ['newAccounts', { zh: '新开户', en: 'New accounts' }],
  ['newMeters', { zh: '新装表', en: 'New meters' }],
  ['newCustomers', { zh: '新登记客户', en: 'New customers' }],
  ['changedRows', { zh: '有改动的行', en: 'Rows with changes' }],
  ['unchangedRows', { zh: '与现有资料一致的行', en: 'Rows that agree already' }],
  ['leftOutRows', { zh: '略过的行', en: 'Rows left out' }],
];

const READING_COUNTS: readonly (readonly [keyof AppliedReadings, Text])[] = [
  ['recorded', { zh: '记下的读数', en: 'Readings recorded' }],
  ['unchangedRows', { zh: '早已记过的行', en: 'Rows recorded before' }],
  ['leftOutRows', { zh: '略过的行', en: 'Rows left out' }],
  ['jumps', { zh: '用量突增', en: 'Jumps' }],
  ['rolledOver', { zh: '计度器翻转', en: 'Rolled over' }],
];

/** Counts to look at, not to be proud of. */
const TO_LOOK_AT: ReadonlySet<string> = new Set(['leftOutRows', 'jumps']);

const T = {
  changes: { zh: '改动了现有资料的行', en: 'Rows that changed what was there' },
  category: { zh: '用户类别', en: 'User category' },
  occupants: { zh: '住户', en: 'Occupants' },
  phone: { zh: '电话', en: 'Phone' },
  capacity: { zh: '床位数', en: 'Beds' },
  jumps: { zh: '看用量突增的读数', en: 'Show the jumps' },
  rooms: { zh: '去看房间', en: 'Go to the rooms' },
} as const satisfies Record<string, Text>;

const CHANGE_COLUMNS: readonly Column[] = [
  { key: 'line', title: { zh: '行', en: 'Line' } },
  { key: 'accountNo', title: { zh: '户号', en: 'Account' }, as: 'code' },
  { key: 'what', title: { zh: '改动', en: 'Changed' } },
];

interface Count {
  readonly key: string;
  readonly title: Text;
  readonly count: number;
}

function Counts({ counts }: { counts: readonly Count[] }): ReactNode {
  const say = useSay();
  return (
    <dl className="counts">
      {counts.map(({ key, title, count }) => (
        <div key={key} data-tone={TO_LOOK_AT.has(key) && count > 0 ? 'soon' : 'plain'}>
          <dt className="muted">{say(title)}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

function RoomsResult({ result }: { result: AppliedRooms }): ReactNode {
  const say = useSay();
  const counts = ROOM_COUNTS.map(([key, title]) => ({ key, title, count: result[key] as number }));
  return (
    <section className="stack">
      <Counts counts={counts} />
      <div>
        <Link to="/rooms">{say(T.rooms)}</Link>
      </div>
      {result.changes.length > 0 && (
        <>
          <h2>{say(T.changes)}</h2>
          <DataTable
            caption={say(T.changes)}
            columns={CHANGE_COLUMNS}
            rows={result.changes as unknown as readonly Row[]}
            cells={{ what: (row) => say(T[row.what as keyof typeof T]) }}
          />
        </>
      )}
    </section>
  );
}

function ReadingsResult({ result }: { result: AppliedReadings }): ReactNode {
  const say = useSay();
  const counts = READING_COUNTS.map(([key, title]) => ({ key, title, count: result[key] }));
  return (
    <section className="stack">
      <Counts counts={counts} />
      {result.jumps > 0 && (
        <div>
          <Link to="/readings?mark=jump">{say(T.jumps)}</Link>
        </div>
      )}
    </section>
  );
}

export function BatchResult({ result }: { result: NonNullable<Batch['result']> }): ReactNode {
  return 'newRooms' in result ? <RoomsResult result={result} /> : <ReadingsResult result={result} />;
}
