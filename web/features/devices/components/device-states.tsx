/** What stands on a counter and how it is: a word for each, the colour only repeats it. */
import type { ReactNode } from 'react';
import type { DeviceReport } from '../../../../shared/agent/protocol.ts';
import { useSay } from '../../../lib/say.ts';
import { StateTag } from '../../../ui/state-tag.tsx';
import { D, DEVICE_STATES_SHOWN } from '../words.ts';
import '../devices.css';

type Shown = DeviceReport & { readonly expected?: boolean };

export function DeviceStates({ devices }: { devices: readonly Shown[] }): ReactNode {
  const say = useSay();
  if (devices.length === 0) return <p className="muted">{say(D.noDevices)}</p>;
  return (
    <ul className="device-list">
      {devices.map(({ device, name, state, detail, expected }) => (
        <li key={`${device} ${name}`}>
          <strong>{say(D[device])}</strong>
          <StateTag state={state} states={DEVICE_STATES_SHOWN} />
          <span>{name}</span>
          {detail && <span className="muted">{detail}</span>}
          {expected === false && <span className="muted">{say(D.notNeeded)}</span>}
        </li>
      ))}
    </ul>
  );
}
