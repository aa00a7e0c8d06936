/** The check before work: one button, and what it found. */
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { checkDevices } from '../../../../shared/contracts/devices/check-devices.ts';
import { confirmCheck } from '../../../../shared/contracts/devices/confirm-check.ts';
import { CLOCK_SECONDS } from '../../../../shared/devices/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useHotkeys } from '../../../lib/keyboard.ts';
import { useSay } from '../../../lib/say.ts';
import { useOperation } from '../../../lib/use-api.ts';
import { W } from '../../../lib/words.ts';
import { Acts } from '../../../ui/acts.tsx';
import { Button } from '../../../ui/button.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { SendingState } from '../../../ui/sending-state.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { CHECK_RESULTS_SHOWN } from '../words.ts';
import { type Check, CheckPoints } from './check-points.tsx';
import { DeviceStates } from './device-states.tsx';
import type { Terminal } from './terminal-head.tsx';

const T = {
  title: { zh: '开工检查', en: 'Check before work' },
  check: { zh: '开工检查', en: 'Check now' },
  now: { zh: '设备现状', en: 'The devices now' },
  never: { zh: '本机还没有检查过。', en: 'This terminal has not been checked yet.' },
  last: { zh: '上次检查', en: 'Last check' },
  by: { zh: '检查人', en: 'By' },
  stale: {
    zh: '今天还没有检查，或收工后尚未重新检查。',
    en: 'Not checked today, or not since it was closed down.',
  },
  incidents: { zh: '已自动上报技术员：{numbers}', en: 'Reported to the technician: {numbers}' },
  offline: {
    zh: '柜台程序没有答复。请确认本机的柜台程序已启动；仍不行，上报异常。',
    en: 'The agent did not answer. See that the counter agent of this machine runs; if it does, report an incident.',
  },
  unfit: {
    zh: '缺纸请换纸后再查一次；故障不要自行处理，等技术员。看清红项后，可以写明情况确认开工。',
    en: 'If paper is out, change it and check again. Leave a fault alone and wait for the technician. Having read what is red, you may say why work begins all the same.',
  },
  confirmed: { zh: '{person} 已确认后开工：{note}', en: '{person} went to work all the same: {note}' },
  clock: {
    zh: '本机时钟与服务器相差 {seconds} 秒，请技术员校时。',
    en: 'The clock of this machine is {seconds} seconds off; have it set by the technician.',
  },
  report: { zh: '上报异常', en: 'Report an incident' },
} as const satisfies Record<string, Text>;

function Advice({ check }: { check: Check }): ReactNode {
  const say = useSay();
  const ahead = Math.abs(check.clockAheadSeconds ?? 0);
  return (
    <>
      {check.confirmed !== null && <p className="refusal tone-soon">{say(T.confirmed, check.confirmed)}</p>}
      {check.result !== 'fit' && check.confirmed === null && (
        <p className="refusal tone-wrong">
          {say(check.result === 'offline' ? T.offline : T.unfit)} <Link to="/cases/report">{say(T.report)}</Link>
        </p>
      )}
      {ahead > CLOCK_SECONDS && <p className="refusal tone-soon">{say(T.clock, { seconds: ahead })}</p>}
    </>
  );
}

interface WorkCheckProps {
  readonly terminal: Terminal;
  readonly last: Check | null;
  readonly may: boolean;
}

export function WorkCheck({ terminal, last, may }: WorkCheckProps): ReactNode {
  const say = useSay();
  const operation = useOperation(checkDevices, ['cases']);
  const [incidents, setIncidents] = useState<readonly string[]>([]);
  const { terminalId } = terminal;
  const check = async (): Promise<void> => {
    // Every check is an act of its own.
    if (!operation.busy) operation.edited();
    const done = await operation.send({ terminalId });
    if (done !== undefined) setIncidents(done.incidents);
  };
  useHotkeys([{ keys: 'F9', says: T.check, active: may && !operation.busy, act: () => void check() }]);
  return (
    <section className="panel padded stack" aria-label={say(T.title)}>
      <h2 className="row">
        {say(T.title)}
        {last && <StateTag state={last.result} states={CHECK_RESULTS_SHOWN} />}
      </h2>
      {last !== null && last.points.length > 0 && (
        <>
          <CheckPoints points={last.points} />
          <h3>{say(T.now)}</h3>
        </>
      )}
      <DeviceStates devices={terminal.connected ? terminal.devices : (last?.devices ?? [])} />
      {last === null ? (
        <p className="muted">{say(T.never)}</p>
      ) : (
        <p className="muted">
          {say(T.last)} <InstantText value={last.at} /> · {say(T.by)} {last.person}
        </p>
      )}
      {last !== null && !terminal.checkedToday && <p className="refusal tone-soon">{say(T.stale)}</p>}
      {last !== null && <Advice check={last} />}
      {incidents.length > 0 && (
        <p className="refusal tone-soon" role="status">
          {say(T.incidents, { numbers: incidents.join(', ') })}
        </p>
      )}
      {operation.refusal && <RefusalAlert error={operation.refusal} />}
      <SendingState standing={operation} onAskAgain={() => void operation.send({ terminalId })} />
      {may && (
        <div className="row">
          <Button type="primary" disabled={operation.busy} onClick={() => void check()}>
            {operation.busy ? say(W.sending) : `${say(T.check)} F9`}
          </Button>
          {last !== null && (
            <Acts
              can={last.can}
              acts={[{ contract: confirmCheck, given: { checkId: last.checkId }, hidden: ['checkId'] }]}
            />
          )}
        </div>
      )}
    </section>
  );
}
