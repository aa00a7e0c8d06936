/** The bad rows of a staged file: line, column, what stands there, why it cannot be used. */
import { type ReactNode, useState } from 'react';
import { importRows } from '../../../../shared/contracts/metering/import-rows.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { columnTitle, type ImportKind } from '../import-columns.ts';

const T = {
  file: {
    zh: '下载这些行（CSV），改正后可直接再导入',
    en: 'Download these rows (CSV) to correct and import them again',
  },
  next: { zh: '下一页', en: 'Next page' },
  first: { zh: '回到第一页', en: 'First page' },
  emptyCell: { zh: '（空）', en: '(empty)' },
} as const satisfies Record<string, Text>;

export function BadRows({ batchId, kind }: { batchId: string; kind: ImportKind }): ReactNode {
  const say = useSay();
  const [after, setAfter] = useState<number>();
  const input = after === undefined ? { batchId } : { batchId, after };
  const { data, isError, error } = useAsk(importRows, input, { keepPrevious: true });
  if (isError) return <RefusalAlert error={error} />;
  if (data === undefined) return <p className="muted">{say(W.loading)}</p>;
  const { next } = data;
  return (
    <section className="stack">
      <div className="place-head">
        <h2>{say(importRows.title)}</h2>
        <a href={`/api/metering/bad-rows.csv?batchId=${batchId}`} download>
          {say(T.file)}
        </a>
      </div>
      <p className="muted">{say(importRows.help!)}</p>
      <DataTable
        caption={say(importRows.title)}
        columns={importRows.columns ?? []}
        rows={data.rows as unknown as readonly Row[]}
        rowKey={(row, index) => `${String(row.line)} ${index}`}
        cells={{
          field: (row) => say(columnTitle(kind, String(row.field))),
          value: (row) =>
            row.value === '' ? <span className="muted">{say(T.emptyCell)}</span> : <code>{String(row.value)}</code>,
        }}
      />
      <div className="row">
        {after !== undefined && <Button onClick={() => setAfter(undefined)}>{say(T.first)}</Button>}
        {next !== undefined && <Button onClick={() => setAfter(next)}>{say(T.next)}</Button>}
      </div>
    </section>
  );
}
