/** One batch: carried out while it is looked at, by the system when nobody does. It ends in a list to download. */
import { type ReactNode, useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { batch } from '../../../../shared/contracts/control/batch.ts';
import { carryOnBatch } from '../../../../shared/contracts/control/carry-on-batch.ts';
import { commands } from '../../../../shared/contracts/control/commands.ts';
import type { BatchView } from '../../../../shared/control/view.ts';
import { SWITCH_COMMANDS, SWITCH_REASONS } from '../../../../shared/control/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import type { Refused } from '../../../lib/api.ts';
import { useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk, useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Figures } from '../../../ui/figures.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { COMMAND_STATES_SHOWN } from '../words.ts';

const T = {
  title: { zh: '整楼操作：{command}', en: 'Batch: {command}' },
  back: { zh: '全部整楼操作', en: 'All batches' },
  file: { zh: '结果 CSV', en: 'Results as CSV' },
  progress: { zh: '执行进度', en: 'Progress' },
  meters: { zh: '表数', en: 'Meters' },
  waiting: { zh: '待执行', en: 'Waiting' },
  confirmed: { zh: '已读回确认', en: 'Confirmed' },
  failed: { zh: '未成功', en: 'Failed' },
  skipped: { zh: '未执行', en: 'Left out' },
  leave: {
    zh: '可以离开本页，系统会继续执行；稍后回来看结果。',
    en: 'You may leave this page; the system goes on, and the results wait here.',
  },
} as const satisfies Record<string, Text>;

const PAUSE_MS = 1000;
const WATCHED_MS = 3000;
const COLUMNS = (commands.columns ?? []).filter(({ key }) => !['command', 'reason', 'note', 'askedBy'].includes(key));

/** The next few, as long as some wait and the page is open. */
function useCarryOn(found: BatchView | undefined): Refused | null {
  const post = useSession()?.post ?? null;
  const operation = useOperation(carryOnBatch);
  const { busy, phase, refusal, edited, send } = operation;
  const batchId = found?.batchId;
  const goesOn =
    found !== undefined &&
    found.waiting > 0 &&
    phase !== 'refused' &&
    phase !== 'unknown' &&
    mayCallNamed('control.carry-on-batch', post);
  useEffect(() => {
    if (!goesOn || busy || batchId === undefined) return;
    const soon = setTimeout(() => {
      edited();
      void send({ batchId });
    }, PAUSE_MS);
    return () => clearTimeout(soon);
  }, [goesOn, busy, batchId, edited, send]);
  return refusal;
}

function Progress({ found }: { found: BatchView }): ReactNode {
  const say = useSay();
  const figure = (key: 'meters' | 'waiting' | 'confirmed' | 'failed' | 'skipped', tone?: 'soon' | 'wrong') => ({
    title: T[key],
    value: String(found[key]),
    href: `/control/commands?originId=${found.batchId}`,
    ...(tone !== undefined && found[key] > 0 ? { tone } : {}),
  });
  return (
    <div className="stack">
      {found.waiting > 0 && (
        <>
          <progress aria-label={say(T.progress)} max={found.meters} value={found.meters - found.waiting} />
          <p className="muted">{say(T.leave)}</p>
        </>
      )}
      <Figures
        figures={[
          figure('meters'),
          figure('waiting', 'soon'),
          figure('confirmed'),
          figure('failed', 'wrong'),
          figure('skipped', 'soon'),
        ]}
      />
    </div>
  );
}

export default function BatchPage(): ReactNode {
  const say = useSay();
  const { batchId = '' } = useParams();
  const { data, error, isPending } = useAsk(batch, { batchId }, { refetchInterval: WATCHED_MS });
  const stopped = useCarryOn(data?.batch);
  return (
    <div className="page">
      <PageHeader
        title={say(T.title, { command: data ? say(SWITCH_COMMANDS[data.batch.command]) : '' })}
        help={
          data ? `${say(SWITCH_REASONS[data.batch.reason])} · ${data.batch.note} · ${data.batch.startedBy}` : undefined
        }
        actions={
          <>
            <a href={`/api/control/commands.csv?originId=${batchId}`} download>
              {say(T.file)}
            </a>
            <Link to="/control/batches">{say(T.back)}</Link>
          </>
        }
      />
      {isPending && <p className="muted">{say(W.loading)}</p>}
      {error && <RefusalAlert error={error} />}
      {stopped !== null && <RefusalAlert error={stopped} />}
      {data && (
        <>
          <Progress found={data.batch} />
          <div className="panel">
            <DataTable caption={say(batch.title)} columns={COLUMNS} rows={data.rows} states={COMMAND_STATES_SHOWN} />
          </div>
        </>
      )}
    </div>
  );
}
