/** The enrolment code of a terminal, fetched on demand and shown once; it is nowhere else. */
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { issueTerminalCode } from '../../../../shared/contracts/devices/issue-terminal-code.ts';
import type { Text } from '../../../../shared/text.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';

const T = {
  help: {
    zh: '在该机器上启动柜台程序并输入登记码，密钥就生成在那台机器上。再次发放后，以前的登记码作废。',
    en: 'Start the counter agent on that machine with this code; its key is made there and stays there. Issuing again voids the code before.',
  },
  issue: { zh: '发放登记码', en: 'Issue a code' },
  once: { zh: '登记码只显示这一次，用一次即失效。', en: 'The code is shown this once and works once.' },
  until: { zh: '有效至', en: 'Valid until' },
  start: { zh: '在那台机器上运行', en: 'To run on that machine' },
} as const satisfies Record<string, Text>;

type Issued = OutputOf<typeof issueTerminalCode>;

export function IssueCode({ terminalId, onClose }: { terminalId: string; onClose: () => void }): ReactNode {
  const say = useSay();
  const operation = useOperation(issueTerminalCode);
  const [issued, setIssued] = useState<Issued | null>(null);
  const issue = async (): Promise<void> => setIssued((await operation.send({ terminalId })) ?? null);
  return (
    <div className="stack">
      <p className="muted">{say(T.help)}</p>
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      {issued === null ? (
        <div className="row">
          <Button type="primary" disabled={operation.busy} onClick={() => void issue()} data-start="">
            {say(T.issue)}
          </Button>
          <Button onClick={onClose}>{say(W.cancel)}</Button>
        </div>
      ) : (
        <>
          <p className="refusal tone-soon">{say(T.once)}</p>
          <output className="one-time-code">{issued.code}</output>
          <p className="muted">
            {issued.name} · {say(T.until)} <InstantText value={issued.expiresAt} />
          </p>
          <p>
            {say(T.start)}
            <br />
            <code>{`npm run agent -- --server ${location.origin} --enrol ${issued.code}`}</code>
          </p>
          <div>
            <Button onClick={onClose}>{say(W.close)}</Button>
          </div>
        </>
      )}
    </div>
  );
}
