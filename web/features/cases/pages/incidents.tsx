/** The incident board: what is not resolved, how long it has been lying, and with whom. Nearest to its limit first. */

import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { cases } from '../../../../shared/contracts/cases/cases.ts';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { titleOfPost } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { ageText } from '../../../lib/age.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { useNow } from '../../../lib/use-now.ts';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { openHref } from '../../../ui/list-page.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { CaseDrawer } from '../components/case-drawer.tsx';
import { C, CASE_STATES_SHOWN } from '../words.ts';
import '../cases.css';

const T = {
  title: { zh: '异常看板', en: 'Incident board' },
  help: {
    zh: '操作岗位只上报、不自行处理；技术员受理并结案。超时未结的逐级上交。',
    en: 'Who operates reports and leaves it alone; the technician takes and closes it. What is overdue moves up the line.',
  },
  empty: { zh: '没有未结的异常', en: 'No open incident' },
  emptyNext: { zh: '设备或系统不正常时请上报。', en: 'Report it when a device or the system misbehaves.' },
  age: { zh: '已过', en: 'Age' },
  owner: { zh: '责任岗位', en: 'Owner' },
  due: { zh: '限时', en: 'Due' },
  taken: { zh: '受理人', en: 'Taken by' },
  escalated: { zh: '已上交 {times} 次', en: 'moved up: {times}' },
} as const satisfies Record<string, Text>;

type Incident = OutputOf<typeof cases>['rows'][number];

const MOST_SHOWN = 200;

function IncidentCard({ incident, now, href }: { incident: Incident; now: Instant; href: string }): ReactNode {
  const say = useSay();
  const owner = say(titleOfPost(incident.ownerPost));
  return (
    <article className="panel incident-card" data-overdue={incident.overdue}>
      <h2>
        <Link to={href}>
          {incident.number} {say(incident.title)}
        </Link>
        <StateTag state={incident.state} states={CASE_STATES_SHOWN} />
        {incident.grave && <span className="state-tag tone-wrong">{say(C.grave)}</span>}
        {incident.overdue && <span className="state-tag tone-wrong">{say(C.overdue)}</span>}
      </h2>
      <p>{say(incident.summary)}</p>
      <dl className="details">
        <dt>{say(T.age)}</dt>
        <dd className="figure">{say(ageText(incident.openedAt, now))}</dd>
        <dt>{say(T.owner)}</dt>
        <dd>
          {owner}
          {incident.escalations > 0 && ` · ${say(T.escalated, { times: incident.escalations })}`}
        </dd>
        <dt>{say(T.due)}</dt>
        <dd>
          <InstantText value={incident.dueAt} />
        </dd>
        {incident.takenBy && (
          <>
            <dt>{say(T.taken)}</dt>
            <dd>{incident.takenBy}</dd>
          </>
        )}
      </dl>
    </article>
  );
}

export default function IncidentsPage(): ReactNode {
  const say = useSay();
  const now = useNow();
  const [search, setSearch] = useSearchParams();
  const answer = useAsk(cases, { kind: 'incident', limit: MOST_SHOWN });
  const open = search.get('open');
  const rows = [...(answer.data?.rows ?? [])].sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  return (
    <div className="page">
      <PageHeader title={say(T.title)} help={say(T.help)} actions={<Link to="/cases/report">{say(C.report)}</Link>} />
      <AnswerState answer={answer} />
      {answer.data?.rows.length === 0 && (
        <div className="panel">
          <Empty text={T.empty} next={T.emptyNext} />
        </div>
      )}
      <div className="incident-cards">
        {rows.map((incident) => (
          <IncidentCard key={incident.caseId} incident={incident} now={now} href={openHref(search, incident.caseId)} />
        ))}
      </div>
      {open && <CaseDrawer caseId={open} onClose={() => setSearch({})} />}
    </div>
  );
}
