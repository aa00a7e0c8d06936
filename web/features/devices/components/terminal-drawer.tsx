/** One terminal: what it is, its devices, the last check, and what may be done with it. */

import type { ReactNode } from 'react';
import type { Column } from '../../../../shared/contracts/contract.ts';
import { changeTerminal } from '../../../../shared/contracts/devices/change-terminal.ts';
import { checkDevices } from '../../../../shared/contracts/devices/check-devices.ts';
import { closeTerminal } from '../../../../shared/contracts/devices/close-terminal.ts';
import { deviceHealth } from '../../../../shared/contracts/devices/device-health.ts';
import { issueTerminalCode } from '../../../../shared/contracts/devices/issue-terminal-code.ts';
import type { Text } from '../../../../shared/text.ts';
import { InstantText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { Acts } from '../../../ui/acts.tsx';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Details } from '../../../ui/detail-drawer.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { CHECK_RESULTS_SHOWN, D, TERMINAL_STATES_SHOWN } from '../words.ts';
import { DeviceStates } from './device-states.tsx';
import { IssueCode } from './issued-code.tsx';
import { type Terminal, TerminalHead } from './terminal-head.tsx';
import { VirtualDesk } from './virtual-desk.tsx';

const T = {
  title: { zh: '终端', en: 'Terminal' },
  state: { zh: '状态', en: 'State' },
  place: { zh: '位置', en: 'Place' },
  seen: { zh: '最近连接', en: 'Last seen' },
  version: { zh: '程序版本', en: 'Version of its agent' },
  paper: { zh: '小票纸宽', en: 'Paper of its slips' },
  local: { zh: '服务器本机', en: 'The server’s own machine' },
  lastCheck: { zh: '上次检查', en: 'Last check' },
} as const satisfies Record<string, Text>;

const SHOWS: readonly Column[] = [
  { key: 'state', title: T.state, as: 'state' },
  { key: 'place', title: T.place },
  { key: 'slipPaper', title: T.paper },
  { key: 'lastSeenAt', title: T.seen, as: 'instant' },
  { key: 'version', title: T.version },
  { key: 'local', title: T.local, as: 'yes-no' },
];

const HIDDEN = ['terminalId'];

function TerminalActs({ terminal }: { terminal: Terminal }): ReactNode {
  const { terminalId, name, place, purpose, expects, slipPaper } = terminal;
  const fields = { terminalId, name, place, purpose, expects, slipPaper };
  return (
    <div className="row">
      <Acts
        can={terminal.can}
        of={name}
        acts={[
          {
            contract: issueTerminalCode,
            primary: true,
            form: (close) => <IssueCode terminalId={terminalId} onClose={close} />,
          },
          { contract: checkDevices, given: { terminalId }, hidden: HIDDEN },
          { contract: changeTerminal, given: fields, hidden: HIDDEN },
          { contract: closeTerminal, given: { terminalId }, hidden: HIDDEN, danger: true },
        ]}
      />
    </div>
  );
}

export function TerminalDrawer({ terminalId, onClose }: { terminalId: string; onClose: () => void }): ReactNode {
  const say = useSay();
  const answer = useAsk(deviceHealth, { terminalId });
  const terminal = answer.data?.terminal ?? null;
  const check = answer.data?.lastCheck ?? null;
  return (
    <Dialog title={say(T.title)} place="right" onClose={onClose}>
      <AnswerState answer={answer} />
      {terminal && (
        <div className="stack">
          <TerminalHead terminal={terminal} />
          <Details record={terminal} shows={SHOWS} states={TERMINAL_STATES_SHOWN} />
          <h3>{say(D.devices)}</h3>
          <DeviceStates devices={terminal.devices} />
          {check && (
            <p className="row">
              {say(T.lastCheck)} <InstantText value={check.at} /> {check.person}
              <StateTag state={check.result} states={CHECK_RESULTS_SHOWN} />
            </p>
          )}
          <TerminalActs terminal={terminal} />
          {terminal.connected && <VirtualDesk terminalId={terminal.terminalId} />}
        </div>
      )}
    </Dialog>
  );
}
