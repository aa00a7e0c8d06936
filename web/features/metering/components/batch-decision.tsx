/**
 * What becomes of a staged file: applied whole, applied without its bad rows (said on purpose, never ticked before), or
 * thrown away.
 */
import { Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import { fullName, type OutputOf } from '../../../../shared/contracts/contract.ts';
import { applyReadingImport } from '../../../../shared/contracts/metering/apply-reading-import.ts';
import { applyRoomImport } from '../../../../shared/contracts/metering/apply-room-import.ts';
import { discardImport } from '../../../../shared/contracts/metering/discard-import.ts';
import type { importBatches } from '../../../../shared/contracts/metering/import-batches.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { Waiting } from './waiting.tsx';

export type Batch = OutputOf<typeof importBatches>['rows'][number];

const T = {
  clean: {
    zh: '没有问题行，可以写入。写入前资料没有任何改动。',
    en: 'No bad rows: it can be applied. Nothing has been changed so far.',
  },
  bad: {
    zh: '有 {bad} 行有问题。资料还没有任何改动。可以放弃这一批，改正文件后重新导入；也可以略过这些行，只写入其余 {good} 行。',
    en: '{bad} rows have problems. Nothing has been changed so far. Throw this batch away, correct the file and import it again; or leave these rows out and apply the other {good}.',
  },
  nothing: {
    zh: '没有一行可用。请放弃这一批，改正文件后重新导入。',
    en: 'Not one row can be used. Throw this batch away, correct the file and import it again.',
  },
  leaveOut: { zh: '我看过了，略过这 {bad} 行', en: 'I have looked at them: leave out these {bad} rows' },
  apply: { zh: '写入 {good} 行', en: 'Apply {good} rows' },
  whole: { zh: '全部写入，或全部不写。', en: 'All of it or nothing.' },
  applying: { zh: '正在写入 {good} 行…', en: 'Applying {good} rows …' },
  leave: {
    zh: '可以先去做别的：写完后，导入记录里这一批的状态变为“已写入”；没写成则仍为“待处理”，资料不变。',
    en: 'You may leave: when done, this batch shows as "Applied" in the list; if it fails it stays "Waiting" and nothing is changed.',
  },
  discarding: { zh: '正在放弃…', en: 'Throwing it away …' },
} as const satisfies Record<string, Text>;

function Choice(props: { batch: Batch; leaveOut: boolean; setLeaveOut: (leaveOut: boolean) => void }): ReactNode {
  const { batch, leaveOut, setLeaveOut } = props;
  const say = useSay();
  const words = { bad: batch.badRows, good: batch.goodRows };
  if (batch.goodRows === 0) return <p>{say(T.nothing)}</p>;
  if (batch.badRows === 0) return <p>{say(T.clean)}</p>;
  return (
    <>
      <p>{say(T.bad, words)}</p>
      <div>
        <Checkbox checked={leaveOut} onChange={(event) => setLeaveOut(event.target.checked)}>
          {say(T.leaveOut, words)}
        </Checkbox>
      </div>
    </>
  );
}

export function BatchDecision({ batch }: { batch: Batch }): ReactNode {
  const say = useSay();
  const contract = batch.kind === 'rooms' ? applyRoomImport : applyReadingImport;
  const apply = useOperation(contract, ['customers']);
  const discard = useOperation(discardImport);
  const [leaveOut, setLeaveOut] = useState(false);
  const { batchId, badRows, goodRows } = batch;
  const input = { batchId, leaveOutBad: leaveOut };
  if (apply.busy) return <Waiting text={say(T.applying, { good: goodRows })} leave={T.leave} />;
  if (discard.busy) return <p role="status">{say(T.discarding)}</p>;
  const ready = goodRows > 0 && (badRows === 0 || leaveOut);
  return (
    <section className="stack">
      <Choice
        batch={batch}
        leaveOut={leaveOut}
        setLeaveOut={(chosen) => {
          apply.edited();
          setLeaveOut(chosen);
        }}
      />
      {apply.refusal && <RefusalAlert error={apply.refusal} />}
      {discard.refusal && <RefusalAlert error={discard.refusal} />}
      <SendingState standing={apply} onAskAgain={() => void apply.send(input)} />
      <SendingState standing={discard} onAskAgain={() => void discard.send({ batchId })} />
      <div className="row">
        {batch.can.includes(fullName(contract)) && goodRows > 0 && (
          <Button type="primary" disabled={!ready || apply.phase === 'unknown'} onClick={() => void apply.send(input)}>
            {say(T.apply, { good: goodRows })}
          </Button>
        )}
        {batch.can.includes(fullName(discardImport)) && (
          <Button danger disabled={discard.phase === 'unknown'} onClick={() => void discard.send({ batchId })}>
            {say(discardImport.title)}
          </Button>
        )}
        <span className="muted">{say(T.whole)}</span>
      </div>
    </section>
  );
}
