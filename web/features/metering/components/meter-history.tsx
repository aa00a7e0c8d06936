/** Readings and movements of one meter, newest first, more on demand. */
import { type ReactNode, useState } from 'react';
import type { Column, OutputOf } from '../../../../shared/contracts/contract.ts';
import { creditMovements } from '../../../../shared/contracts/metering/credit-movements.ts';
import { readings } from '../../../../shared/contracts/metering/readings.ts';
import type { MeterView } from '../../../../shared/metering/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { COMMODITIES, type Commodity } from '../../../../shared/values/quantity.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { MOVEMENT_STATES, READING_STATES } from '../words.ts';

type Reading = OutputOf<typeof readings>['rows'][number];

const T = {
  noReadings: { zh: '装表以来还没有抄过表。', en: 'Not read since it was installed.' },
  noMovements: { zh: '余额还没有变动。', en: 'The balance has not moved yet.' },
  more: { zh: '再看以前的', en: 'Show older ones' },
} as const satisfies Record<string, Text>;

const FIRST = 20;
const MORE = 200;

/** A column's title with its unit: the cells then hold figures only. */
const withUnit = (column: Column, unit: string): Column => ({
  ...column,
  title: { zh: `${column.title.zh}（${unit}）`, en: `${column.title.en} (${unit})` },
});

const READING_COLUMNS = (readings.columns ?? []).filter(({ key }) => key !== 'roomCode' && key !== 'meterNo');

export function ReadingTable({ meterId, commodity }: { meterId: string; commodity: Commodity }): ReactNode {
  const say = useSay();
  const [limit, setLimit] = useState(FIRST);
  const { data, isError, error } = useAsk(readings, { meterId, limit }, { keepPrevious: true });
  if (isError) return <RefusalAlert error={error} />;
  if (data === undefined) return <p className="muted">{say(W.loading)}</p>;
  if (data.rows.length === 0) return <p className="muted">{say(T.noReadings)}</p>;
  const { unit } = COMMODITIES[commodity];
  return (
    <>
      <DataTable
        caption={say(readings.title)}
        columns={READING_COLUMNS.map((column) => (column.as === 'quantity' ? withUnit(column, unit) : column))}
        rows={data.rows as unknown as readonly Row[]}
        rowKey={(row) => (row as unknown as Reading).readingId}
        states={READING_STATES}
      />
      <More next={data.next} limit={limit} onMore={() => setLimit(MORE)} />
    </>
  );
}

function More(props: { next: unknown; limit: number; onMore: () => void }): ReactNode {
  const say = useSay();
  if (props.next === undefined || props.limit >= MORE) return null;
  return (
    <div>
      <Button onClick={props.onMore}>{say(T.more)}</Button>
    </div>
  );
}

function movementColumns(meter: Pick<MeterView, 'credit' | 'commodity'>): readonly Column[] {
  const money = meter.credit.unit === 'money';
  const dropped = money ? /Milli$/ : /Fen$/;
  return (creditMovements.columns ?? [])
    .filter(({ key }) => !dropped.test(key))
    .map((column) => (column.as === 'quantity' ? withUnit(column, COMMODITIES[meter.commodity].unit) : column));
}

export function MovementTable({ meter }: { meter: MeterView }): ReactNode {
  const say = useSay();
  const [limit, setLimit] = useState(FIRST);
  const { meterId } = meter;
  const { data, isError, error } = useAsk(creditMovements, { meterId, limit }, { keepPrevious: true });
  if (isError) return <RefusalAlert error={error} />;
  if (data === undefined) return <p className="muted">{say(W.loading)}</p>;
  if (data.rows.length === 0) return <p className="muted">{say(T.noMovements)}</p>;
  return (
    <>
      <DataTable
        caption={say(creditMovements.title)}
        columns={movementColumns(meter)}
        rows={data.rows as unknown as readonly Row[]}
        rowKey={(row) => String(row.seq)}
        states={MOVEMENT_STATES}
      />
      <More next={data.next} limit={limit} onMore={() => setLimit(MORE)} />
    </>
  );
}
