/** Before and after work at one's own counter: the check, and the closing down. */

import type { ReactNode } from 'react';
import { deviceHealth } from '../../../../shared/contracts/devices/device-health.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { AnswerState } from '../../../ui/answer-state.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { CloseDownForm } from '../components/close-down-form.tsx';
import { TerminalHead } from '../components/terminal-head.tsx';
import { WorkCheck } from '../components/work-check.tsx';
import '../devices.css';

const T = {
  title: { zh: '开工检查与收工', en: 'Before and after work' },
  help: {
    zh: '上机前先查设备，收工按序关机，不留隐患。每次检查和收工都有记录。',
    en: 'Look at the devices before work; close down in order after it. Every check and every closing is kept.',
  },
  none: { zh: '这个浏览器不属于已登记的终端', en: 'This browser belongs to no enrolled terminal' },
  noneNext: {
    zh: '请从本机的柜台程序打开页面；还没有登记的，由系统管理员或技术员在“终端与设备”中登记本机。',
    en: 'Open the page from the counter agent of this machine; if it is not enrolled, the administrator or technician enrols it under “Terminals and devices”.',
  },
  noneRequired: {
    zh: '本单位只限终端收款：在这里不能开钱箱，也不能售电。',
    en: 'This house takes money at terminals only: no drawer opens and nothing is sold here.',
  },
} as const satisfies Record<string, Text>;

export default function CheckPage(): ReactNode {
  const say = useSay();
  const answer = useAsk(deviceHealth, {});
  const { data } = answer;
  const terminal = data?.terminal ?? null;
  return (
    <div className="page">
      <PageHeader title={say(T.title)} help={say(T.help)} />
      <AnswerState answer={answer} />
      {data && terminal === null && (
        <div className="panel">
          <Empty text={T.none} next={T.noneNext}>
            {data.required && <p className="refusal tone-wrong">{say(T.noneRequired)}</p>}
          </Empty>
        </div>
      )}
      {data && terminal !== null && (
        <>
          <TerminalHead terminal={terminal} />
          <div className="work-sides">
            <WorkCheck terminal={terminal} last={data.lastCheck} may={data.can.includes('devices.check-devices')} />
            {data.can.includes('devices.close-down') && (
              <CloseDownForm terminalId={terminal.terminalId} last={data.lastClosing} />
            )}
          </div>
        </>
      )}
    </div>
  );
}
