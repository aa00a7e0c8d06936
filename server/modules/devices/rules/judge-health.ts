/** What a check says of the devices that a terminal must have. */
import type { DeviceReport } from '../../../../shared/agent/protocol.ts';
import type { Device } from '../../../../shared/devices/words.ts';

export interface Judged {
  readonly device: Device | 'clock';
  /** `fault`: for the technician. `needs`: the clerk can help, paper is out. */
  readonly state: 'ready' | 'fault' | 'needs';
}

/** Of several of a kind the best counts. Many printers cannot say how they are: unknown passes. */
function judge(device: Device, reports: readonly DeviceReport[]): Judged {
  const states = reports.filter((report) => report.device === device).map((report) => report.state);
  if (states.some((state) => state === 'ready' || state === 'unknown')) return { device, state: 'ready' };
  return { device, state: states.includes('paper-out') ? 'needs' : 'fault' };
}

export const judgeAll = (expects: readonly Device[], reports: readonly DeviceReport[]): Judged[] =>
  expects.map((device) => judge(device, reports));
