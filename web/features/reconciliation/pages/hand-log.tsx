/** 手工记录: the own log at the counter, with what to check against; every log for those who oversee. */
import { type ReactNode, useId } from 'react';
import { useSearchParams } from 'react-router';
import { handLog } from '../../../../shared/contracts/reconciliation/hand-log.ts';
import { LOG_KIND_TITLES, LOG_KINDS, type LogEntryView } from '../../../../shared/reconciliation/hand-log.ts';
import type { Text } from '../../../../shared/text.ts';
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { printPdf } from '../../../lib/print.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { withField } from '../../../ui/list-state.ts';
import { OwnLog } from '../components/own-log.tsx';
import { LOG_KINDS_SHOWN } from '../states.ts';
import '../reconciliation.css';

const T = {
  empty: { zh: '还没有手工记录', en: 'Nothing is written yet' },
  next: {
    zh: '每笔售毕点“核对并记录”；停机、异常等随时记一条。',
    en: 'After each sale choose “Check and write”; write down outages and remarks at any time.',
  },
  printDay: { zh: '打印当天记录', en: 'Print the day' },
  person: { zh: '记录人', en: 'By' },
  counted: { zh: '清点 {counted} 笔，账上 {booked} 笔', en: '{counted} counted, {booked} in the books' },
  differs: { zh: '不符', en: 'differs' },
  corrects: { zh: '更正第 {number} 条', en: 'corrects entry {number}' },
  corrected: { zh: '已由第 {number} 条更正', en: 'corrected by entry {number}' },
  from: { zh: '营业日从', en: 'From day' },
  to: { zh: '到', en: 'To day' },
} as const satisfies Record<string, Text>;

const LABELS = {
  from: T.from,
  to: T.to,
  ...Object.fromEntries(LOG_KINDS.map((kind) => [`kind.${kind}`, LOG_KIND_TITLES[kind]])),
};

function Entry({ entry }: { entry: LogEntryView }): ReactNode {
  const say = useSay();
  return (
    <>
      {entry.text}
      {entry.countedSales !== null && (
        <small className={entry.agrees === false ? 'log-line log-differs' : 'log-line muted'}>
          {say(T.counted, { counted: entry.countedSales, booked: entry.bookedSales ?? 0 })}
          {entry.agrees === false && ` · ${say(T.differs)}`}
        </small>
      )}
      {entry.corrects !== null && <small className="log-line">{say(T.corrects, { number: entry.corrects })}</small>}
      {entry.correctedBy !== null && (
        <small className="log-line">{say(T.corrected, { number: entry.correctedBy })}</small>
      )}
    </>
  );
}

/** Whose log, for those who read all. */
function Whose(): ReactNode {
  const say = useSay();
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const people = useAsk(handLog, { limit: 1 }).data?.people ?? [];
  if (people.length === 0) return null;
  return (
    <div className="panel">
      <div className="filters">
        <div className="field">
          <label htmlFor={id}>{say(T.person)}</label>
          <select
            id={id}
            className="native-select"
            value={search.get('personId') ?? ''}
            onChange={(event) => setSearch(withField(search, 'personId', event.target.value))}
          >
            <option value="">{say(W.all)}</option>
            {people.map((one) => (
              <option key={one.personId} value={one.personId}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      </div>
    </div>
  );
}

export default function HandLogPage(): ReactNode {
  const say = useSay();
  const session = useSession();
  const [search] = useSearchParams();
  const day = (search.get('from') ?? session?.businessDate ?? null) as BusinessDate | null;
  const to = search.get('to') ?? day;
  const personId = search.get('personId');
  const printed =
    day === null || to === null
      ? null
      : new URLSearchParams({ from: day, to, ...(personId === null ? {} : { personId }) });
  return (
    <ListPage
      contract={handLog}
      labels={LABELS}
      states={LOG_KINDS_SHOWN}
      empty={{ text: T.empty, next: T.next }}
      cells={{ text: (row) => <Entry entry={row as LogEntryView} /> }}
      pageActions={
        printed !== null && (
          <Button onClick={() => void printPdf(`/api/reconciliation/hand-log.pdf?${printed}`)}>
            {say(T.printDay)}
          </Button>
        )
      }
    >
      {mayCallNamed('reconciliation.write-log', session?.post ?? null) ? <OwnLog /> : <Whose />}
    </ListPage>
  );
}
