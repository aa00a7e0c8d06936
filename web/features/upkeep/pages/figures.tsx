/** 报修统计: figures of a month, each leading to the requests it was reckoned from, and the cost by device. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { repairFigures } from '../../../../shared/contracts/upkeep/repair-figures.ts';
import type { Text } from '../../../../shared/text.ts';
import { formatMoneyGrouped } from '../../../../shared/values/money.ts';
import { durationText } from '../../../lib/age.ts';
import { type Say, useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { type Figure, Figures } from '../../../ui/figures.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { MonthChoice } from '../components/month-choice.tsx';
import { REPAIR_STATES_SHOWN, REPAIR_TABS, U } from '../words.ts';

const T = {
  requests: { zh: '报修', en: 'Requests' },
  open: { zh: '未了', en: 'Not ended' },
  response: { zh: '响应（中位数）', en: 'Response, median' },
  repair: { zh: '修复（中位数）', en: 'Repair, median' },
  labour: { zh: '工时', en: 'Labour' },
  cost: { zh: '费用', en: 'Cost' },
  yuan: { zh: '元', en: 'yuan' },
  none: { zh: '无', en: 'none' },
  byDevice: { zh: '按设备', en: 'By device' },
  empty: { zh: '当月没有报修', en: 'Nothing was reported in this month' },
  next: { zh: '换个月份查看。', en: 'Choose another month.' },
} as const satisfies Record<string, Text>;

type Reckoned = OutputOf<typeof repairFigures>;

const rowsBehind = (month: string, more: Record<string, string> = {}): string =>
  `/upkeep/repairs?${new URLSearchParams({ month, ...more })}`;

function figuresOf(reckoned: Reckoned, say: Say): Figure[] {
  const href = rowsBehind(reckoned.month);
  const duration = (seconds: number | null): string => say(seconds === null ? T.none : durationText(seconds));
  return [
    { title: T.requests, value: String(reckoned.requests), href },
    { title: T.open, value: String(reckoned.open), href, ...(reckoned.open > 0 && { tone: 'soon' as const }) },
    { title: T.response, value: duration(reckoned.medianResponseSeconds), href },
    { title: T.repair, value: duration(reckoned.medianRepairSeconds), href },
    { title: T.labour, value: duration(reckoned.labourMinutes * 60), href },
    { title: T.cost, value: formatMoneyGrouped(reckoned.costFen), unit: say(T.yuan), href },
  ];
}

function ByDevice({ reckoned }: { reckoned: Reckoned }): ReactNode {
  const say = useSay();
  if (reckoned.rows.length === 0) return <Empty text={T.empty} next={T.next} />;
  return (
    <DataTable
      caption={say(T.byDevice)}
      columns={repairFigures.columns ?? []}
      rows={reckoned.rows as unknown as readonly Row[]}
      states={REPAIR_STATES_SHOWN}
      href={({ target, which }) =>
        rowsBehind(reckoned.month, { target: String(target), ...(which !== '' && { which: String(which) }) })
      }
    />
  );
}

export default function RepairFiguresPage(): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const asked = search.get('month');
  const answer = useAsk(repairFigures, asked === null ? {} : { month: asked });
  return (
    <div className="page">
      <PageHeader title={say(repairFigures.title)} help={say(repairFigures.help!)} />
      <Tabs label={say(U.parts)} tabs={REPAIR_TABS} current="figures" />
      <div className="panel">
        <MonthChoice month={answer.data?.month ?? asked ?? ''} />
        <AnswerState answer={answer} inPanel />
      </div>
      {answer.data && (
        <>
          <Figures figures={figuresOf(answer.data, say)} />
          <div className="panel">
            <ByDevice reckoned={answer.data} />
          </div>
        </>
      )}
    </div>
  );
}
