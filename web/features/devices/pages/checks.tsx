/** Every check before work that was made, the newest first: the evidence of it. */
import type { ReactNode } from 'react';
import type { DeviceReport } from '../../../../shared/agent/protocol.ts';
import { healthChecks } from '../../../../shared/contracts/devices/health-checks.ts';
import { useSay } from '../../../lib/say.ts';
import { ListPage } from '../../../ui/list-page.tsx';
import { CHECK_RESULTS_SHOWN, D, DEVICE_STATES_SHOWN } from '../words.ts';

const EMPTY = {
  text: { zh: '还没有开工检查', en: 'Nothing was checked yet' },
  next: {
    zh: '售电员上机前在“开工检查与收工”中检查本机设备。',
    en: 'Clerks check the devices under “Before and after work” before they begin.',
  },
};

const FIXED = { limit: 50 };

function Found({ devices }: { devices: readonly DeviceReport[] }): ReactNode {
  const say = useSay();
  return devices.map(({ device, state }) => `${say(D[device])} ${say(DEVICE_STATES_SHOWN[state]!.title)}`).join(' · ');
}

const COLUMNS = [...(healthChecks.columns ?? []), { key: 'devices', title: D.devices }] as const;
const SHOWN = { ...healthChecks, columns: COLUMNS };

export default function ChecksPage(): ReactNode {
  return (
    <ListPage
      contract={SHOWN}
      input={FIXED}
      states={CHECK_RESULTS_SHOWN}
      empty={EMPTY}
      cells={{ devices: (row) => <Found devices={row.devices as DeviceReport[]} /> }}
    />
  );
}
