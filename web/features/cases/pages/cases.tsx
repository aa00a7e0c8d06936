/** Cases and incidents: those still open first, the closed ones behind a tab. */
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { cases } from '../../../../shared/contracts/cases/cases.ts';
import type { InputOf } from '../../../../shared/contracts/contract.ts';
import type { Text } from '../../../../shared/text.ts';
import { asText, useFormatSettings } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import type { Row } from '../../../ui/data-table.tsx';
import { ListPage, openHref } from '../../../ui/list-page.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { CaseDrawer } from '../components/case-drawer.tsx';
import { C, CASE_STATES_SHOWN } from '../words.ts';

const T = {
  tabs: { zh: '分类', en: 'Parts' },
  open: { zh: '全部未结', en: 'All open' },
  case: { zh: '差错', en: 'Cases' },
  incident: { zh: '异常', en: 'Incidents' },
  closed: { zh: '已结', en: 'Closed' },
  empty: { zh: '没有未结的差错和异常', en: 'No open case and no open incident' },
  emptyNext: {
    zh: '钱款、数字或电量有差异时系统自动立案；设备或系统不正常时请上报异常。',
    en: 'The product opens a case where money, numbers or credit differ; report an incident when a device or the system misbehaves.',
  },
  noneClosed: { zh: '还没有结案的记录', en: 'Nothing has been closed yet' },
  noneClosedNext: { zh: '结案后的案卷永久保留在这里。', en: 'Closed files stay here for ever.' },
} as const satisfies Record<string, Text>;

interface Part {
  readonly key: string;
  readonly title: Text;
  readonly input: Partial<InputOf<typeof cases>>;
}

const PARTS: readonly Part[] = [
  { key: 'open', title: T.open, input: { closed: false } },
  { key: 'case', title: T.case, input: { kind: 'case', closed: false } },
  { key: 'incident', title: T.incident, input: { kind: 'incident', closed: false } },
  { key: 'closed', title: T.closed, input: { closed: true } },
];

function useCells() {
  const say = useSay();
  const settings = useFormatSettings();
  return {
    title: (row: Row) => (
      <>
        {asText('text', row.title, settings)}{' '}
        {row.grave === true && <span className="state-tag tone-wrong">{say(C.grave)}</span>}
      </>
    ),
    dueAt: (row: Row) => (
      <>
        <span className="figure">{asText('instant', row.dueAt, settings)}</span>{' '}
        {row.overdue === true && <span className="state-tag tone-wrong">{say(C.overdue)}</span>}
      </>
    ),
    openedAt: (row: Row) => <span className="figure">{asText('instant', row.openedAt, settings)}</span>,
  };
}

export default function CasesPage(): ReactNode {
  const say = useSay();
  const [search] = useSearchParams();
  const cells = useCells();
  const part = PARTS.find((one) => one.key === search.get('part')) ?? PARTS[0]!;
  const closed = part.key === 'closed';
  return (
    <ListPage
      key={part.key}
      contract={cases}
      // Both are given by the tabs, so neither is shown as a filter.
      input={{ kind: undefined, ...part.input }}
      states={CASE_STATES_SHOWN}
      cells={cells}
      href={(row) => openHref(search, String(row.caseId))}
      empty={closed ? { text: T.noneClosed, next: T.noneClosedNext } : { text: T.empty, next: T.emptyNext }}
      pageActions={<Link to="/cases/report">{say(C.report)}</Link>}
      detail={(caseId, close) => <CaseDrawer caseId={caseId} onClose={close} />}
    >
      <Tabs
        label={say(T.tabs)}
        tabs={PARTS.map(({ key, title }) => ({ key, title, href: `?part=${key}` }))}
        current={part.key}
      />
    </ListPage>
  );
}
