/** One file from its check to its end: what is good, what is bad and why, what to do, what came of it. */
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { importBatches } from '../../../../shared/contracts/metering/import-batches.ts';
import type { Noticed } from '../../../../shared/metering/import.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Details } from '../../../ui/detail-drawer.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { BadRows } from '../components/bad-rows.tsx';
import { type Batch, BatchDecision } from '../components/batch-decision.tsx';
import { BatchResult } from '../components/batch-result.tsx';
import { BATCH_STATES } from '../words.ts';
import '../metering.css';

const T = {
  title: { zh: '导入：{fileName}', en: 'Import: {fileName}' },
  all: { zh: '全部导入记录', en: 'All imports' },
  good: { zh: '可用行', en: 'Good rows' },
  bad: { zh: '问题行', en: 'Bad rows' },
  discarded: {
    zh: '这一批已放弃，没有写入任何内容；文件里的姓名和电话也已从系统删除。',
    en: 'This batch was thrown away; nothing was applied, and the names and phones of the file were deleted here.',
  },
  unknown: { zh: '文件里有这些列没有读：', en: 'These columns of the file were not read:' },
  unknownNext: {
    zh: '不需要的列不用管；需要的，请把表头改成可识别的列名再导入。',
    en: 'Leave those that are not needed; rename the head of those that are, and import again.',
  },
  remarks: { zh: '请留意（不影响写入）', en: 'Worth a look (no obstacle)' },
  remark: { zh: '第 {line} 行：{reason}', en: 'Line {line}: {reason}' },
  gone: { zh: '没有这一批导入', en: 'There is no such import' },
  goneNext: { zh: '请回到导入记录查看。', en: 'Look in the list of imports.' },
} as const satisfies Record<string, Text>;

const SHOWS = [
  { key: 'kind', title: { zh: '内容', en: 'Content' }, as: 'state' },
  { key: 'stagedAt', title: { zh: '检查时间', en: 'Checked at' }, as: 'instant' },
  { key: 'stagedBy', title: { zh: '经办人', en: 'By' }, as: 'person' },
  { key: 'endedAt', title: { zh: '结束时间', en: 'Ended at' }, as: 'instant' },
] as const;

function NoticedPart({ noticed }: { noticed: Noticed }): ReactNode {
  const say = useSay();
  const { unknownColumns, remarks } = noticed;
  return (
    <>
      {unknownColumns.length > 0 && (
        <div className="refusal tone-soon">
          <strong>{say(T.unknown)}</strong>
          <ul className="import-columns">
            {unknownColumns.map((column) => (
              <li key={column}>{column}</li>
            ))}
          </ul>
          <p>{say(T.unknownNext)}</p>
        </div>
      )}
      {remarks.length > 0 && (
        <details>
          <summary>
            {say(T.remarks)} · {remarks.length}
          </summary>
          <ul>
            {remarks.map(({ line, reason }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: remarks of one file never change their order
              <li key={index}>{say(T.remark, { line, reason: say(reason) })}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function BatchParts({ batch }: { batch: Batch }): ReactNode {
  const say = useSay();
  const staged = batch.state === 'staged';
  return (
    <div className="panel batch">
      <Details record={batch} shows={SHOWS} states={BATCH_STATES} />
      <dl className="counts">
        <div>
          <dt className="muted">{say(T.good)}</dt>
          <dd>{batch.goodRows}</dd>
        </div>
        <div data-tone={batch.badRows > 0 ? 'soon' : 'plain'}>
          <dt className="muted">{say(T.bad)}</dt>
          <dd>{batch.badRows}</dd>
        </div>
      </dl>
      {batch.noticed && <NoticedPart noticed={batch.noticed} />}
      {staged && <BatchDecision batch={batch} />}
      {staged && batch.badRows > 0 && <BadRows batchId={batch.batchId} kind={batch.kind} />}
      {batch.result && <BatchResult result={batch.result} />}
      {batch.state === 'discarded' && <p>{say(T.discarded)}</p>}
    </div>
  );
}

export default function ImportBatchPage(): ReactNode {
  const say = useSay();
  const { batchId = '' } = useParams();
  const { data, isError, error } = useAsk(importBatches, { batchId });
  const batch = data?.rows[0];
  return (
    <div className="page">
      <PageHeader
        title={batch ? say(T.title, { fileName: batch.fileName }) : say(importBatches.title)}
        tag={batch && <StateTag state={batch.state} states={BATCH_STATES} />}
        actions={<Link to="/import">{say(T.all)}</Link>}
      />
      {isError && <RefusalAlert error={error} />}
      {data === undefined && !isError && <p className="muted">{say(W.loading)}</p>}
      {data?.rows.length === 0 && <Empty text={T.gone} next={T.goneNext} />}
      {batch && <BatchParts batch={batch} />}
    </div>
  );
}
