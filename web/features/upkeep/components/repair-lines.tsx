/** Parts, work from outside and labour of a repair, with their sum; a wrong line is struck. */
import type { ReactNode } from 'react';
import type { Column } from '../../../../shared/contracts/contract.ts';
import { strikeRepairLine } from '../../../../shared/contracts/upkeep/strike-repair-line.ts';
import type { Text } from '../../../../shared/text.ts';
import type { RepairFile } from '../../../../shared/upkeep/view.ts';
import { LINE_KINDS } from '../../../../shared/upkeep/words.ts';
import { MoneyText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { Acts } from '../../../ui/acts.tsx';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { statesOf } from '../../../ui/state-tag.tsx';

const T = {
  title: { zh: '料工费', en: 'Parts, cost and labour' },
  total: { zh: '费用合计', en: 'Total cost' },
  labour: { zh: '工时合计 {minutes} 分钟', en: 'Labour: {minutes} min' },
  strike: { zh: '冲销', en: 'Strike' },
  struck: { zh: '已冲销', en: 'struck' },
} as const satisfies Record<string, Text>;

const COLUMNS: readonly Column[] = [
  { key: 'kind', title: { zh: '类别', en: 'Kind' }, as: 'state' },
  { key: 'name', title: { zh: '名称', en: 'Name' } },
  { key: 'quantity', title: { zh: '数量', en: 'Quantity' } },
  { key: 'unitCostFen', title: { zh: '单价', en: 'Unit cost' }, as: 'money' },
  { key: 'costFen', title: { zh: '费用', en: 'Cost' }, as: 'money' },
  { key: 'source', title: { zh: '来源', en: 'Where from' } },
];

type Line = RepairFile['lines'][number];

export function RepairLines({ file }: { file: RepairFile }): ReactNode {
  const say = useSay();
  if (file.lines.length === 0) return null;
  const actOf = (line: Line): ReactNode => {
    if (line.struck) return <span className="muted">{say(T.struck)}</span>;
    if (line.strikes !== null) return null;
    const strike = { contract: strikeRepairLine, word: T.strike, given: { lineId: line.id }, hidden: ['lineId'] };
    return <Acts small can={file.can} of={line.name} acts={[strike]} />;
  };
  return (
    <section className="stack">
      <h3>{say(T.title)}</h3>
      <div className="table-scroll">
        <DataTable
          caption={say(T.title)}
          columns={COLUMNS}
          rows={file.lines as unknown as readonly Row[]}
          states={statesOf(LINE_KINDS)}
          actions={(row) => actOf(row as unknown as Line)}
        />
      </div>
      <p className="row">
        <strong>{say(T.total)}</strong> <MoneyText value={file.costFen} strong />
        <span className="muted">{say(T.labour, { minutes: file.labourMinutes })}</span>
      </p>
    </section>
  );
}
