/** What stands on a counter, and how it is at the moment. */
import type { DeviceReport } from '../shared/agent/protocol.ts';
import type { CardSecurity } from './card/security.ts';
import type { Printer } from './devices/printer.ts';
import type { Reader } from './devices/reader.ts';
import type { ProgramList } from './programs.ts';
import type { VirtualDesk } from './virtual/desk.ts';

export interface Counter {
  readonly reader: Reader;
  /** Null where the counter has none. */
  readonly printer: Printer | null;
  readonly security: CardSecurity;
  /** What runs on this machine. */
  readonly programs: ProgramList;
  /** Null with real devices. */
  readonly desk: VirtualDesk | null;
}

export async function reportsOf({ reader, printer }: Counter): Promise<DeviceReport[]> {
  const reports = [readerReport(reader)];
  if (printer === null) return reports;
  const state = await printer.state();
  return [...reports, short({ device: 'printer', name: printer.name, ...state })];
}

/** Without asking the printer, which may take seconds. */
export function knownReports({ reader, printer }: Counter): DeviceReport[] {
  const reports = [readerReport(reader)];
  return printer === null ? reports : [...reports, short({ device: 'printer', name: printer.name, state: 'unknown' })];
}

function readerReport(reader: Reader): DeviceReport {
  const state = reader.state();
  const name = reader.name || '—';
  if (state.kind === 'missing') return short({ device: 'reader', name, state: 'missing', detail: state.detail });
  const isMute = state.kind === 'card' && state.atr.length === 0;
  return { device: 'reader', name, state: 'ready', ...(isMute ? { detail: 'the card does not answer' } : {}) };
}

const MOST = 500;
const NAME = 200;

/** As long as the protocol allows. */
function short(report: DeviceReport): DeviceReport {
  const { detail } = report;
  return {
    ...report,
    name: report.name.slice(0, NAME),
    ...(detail === undefined ? {} : { detail: detail.slice(0, MOST) }),
  };
}

export async function closeCounter({ reader, printer }: Counter): Promise<void> {
  await reader.close();
  await printer?.close();
}
