/** One run: how far it is, and what became of each meter. It can be left and come back to. */
import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { RunView } from '../../../../shared/collection/view.ts';
import { runResults } from '../../../../shared/contracts/collection/run-results.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Figures } from '../../../ui/figures.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { COLLECTION_LABELS, RESULT_STATES_SHOWN } from '../words.ts';

const T = {
  back: { zh: '全部抄表任务', en: 'All runs' },
  file: { zh: '结果 CSV', en: 'Results as CSV' },
  asked: { zh: '应抄', en: 'Asked' },
  waiting: { zh: '待抄', en: 'Waiting' },
  read: { zh: '已抄', en: 'Read' },
  silent: { zh: '无应答', en: 'Silent' },
  unreachable: { zh: '线路不通', en: 'Unreachable' },
  refused: { zh: '未采用', en: 'Not taken' },
  flagged: { zh: '异常', en: 'Flagged' },
  empty: { zh: '范围内没有表', en: 'No meter in this run' },
  next: { zh: '把表接入线路后再抄。', en: 'Put meters on a line, then read again.' },
  progress: { zh: '抄读进度', en: 'Progress' },
} as const satisfies Record<string, Text>;

const WATCHED_MS = 3000;

function Progress({ run }: { run: RunView }): ReactNode {
  const say = useSay();
  const figure = (key: keyof typeof T & keyof RunView, tone?: 'soon' | 'wrong', state = '') => ({
    title: T[key],
    value: String(run[key]),
    href: `?state=${state}`,
    ...(tone !== undefined && Number(run[key]) > 0 ? { tone } : {}),
  });
  return (
    <div className="stack">
      {run.state === 'reading' && (
        <progress aria-label={say(T.progress)} max={Math.max(1, run.asked)} value={run.asked - run.waiting} />
      )}
      <Figures
        figures={[
          figure('asked'),
          figure('waiting', undefined, 'waiting'),
          figure('read', undefined, 'read'),
          figure('silent', 'soon', 'silent'),
          figure('unreachable', 'soon', 'unreachable'),
          figure('refused', 'wrong', 'refused'),
          { ...figure('flagged', 'wrong'), href: '/collection/flags' },
        ]}
      />
    </div>
  );
}

export default function RunPage(): ReactNode {
  const say = useSay();
  const { runId = '' } = useParams();
  const [search] = useSearchParams();
  const { data } = useAsk(runResults, { runId, limit: 1 }, { refetchInterval: WATCHED_MS });
  return (
    <ListPage
      key={search.get('state') ?? ''}
      contract={runResults}
      input={{ runId }}
      labels={COLLECTION_LABELS}
      states={RESULT_STATES_SHOWN}
      href={(row) => `/meters?open=${String(row.meterId)}`}
      empty={{ text: data?.run.state === 'reading' ? W.loading : T.empty, next: T.next }}
      files={[]}
      pageActions={
        <>
          <a href={`/api/collection/run-results.csv?runId=${runId}`} download>
            {say(T.file)}
          </a>
          <Link to="/collection">{say(T.back)}</Link>
        </>
      }
    >
      {data && <Progress run={data.run} />}
    </ListPage>
  );
}
