/**
 * A slip printer without paper: keeps each job as its bytes (.bin) and as what would stand on the slip (.txt) in a
 * folder. It is out of paper while a file `paper-out` lies in that folder, or when it is told so.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSlip } from '../../shared/escpos/reader.ts';
import { type Printer, PrinterFailure, type PrinterState } from './printer.ts';
import { inTurn } from './turn.ts';

export interface VirtualPrinter extends Printer {
  setPaper(there: boolean): void;
  setPlugged(plugged: boolean): void;
  /** The next slip is taken up to this many bytes; then the paper is out. */
  runOutAfter(bytes: number): void;
  /** What stands on the slips printed so far, oldest first. */
  slips(): readonly string[];
}

const COLUMNS = 48;

export function openVirtualPrinter(folder: string): VirtualPrinter {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const turn = inTurn();
  const slips: string[] = [];
  let hasPaper = true;
  let plugged = true;
  let runsOutAfter: number | null = null;
  let last = Math.max(0, ...readdirSync(folder).map((name) => Number.parseInt(name, 10) || 0));

  const state = (): PrinterState => {
    if (!plugged) return { state: 'missing', detail: 'the printer was unplugged' };
    if (!hasPaper || existsSync(join(folder, 'paper-out'))) return { state: 'paper-out', detail: 'no paper' };
    return { state: 'ready' };
  };
  const keep = (bytes: Uint8Array): void => {
    last += 1;
    const name = join(folder, String(last).padStart(6, '0'));
    const text = textOf(bytes);
    slips.push(text);
    writeFileSync(`${name}.bin`, bytes, { mode: 0o600 });
    writeFileSync(`${name}.txt`, `${text}\n`, { mode: 0o600 });
  };
  const print = async (bytes: Uint8Array): Promise<void> => {
    const { state: is, detail = '' } = state();
    if (is === 'missing') throw new PrinterFailure('no-printer', detail, false);
    if (is === 'paper-out') throw new PrinterFailure('paper-out', detail, false);
    if (runsOutAfter !== null && runsOutAfter < bytes.length) {
      keep(bytes.subarray(0, runsOutAfter));
      runsOutAfter = null;
      hasPaper = false;
      throw new PrinterFailure('paper-out', 'no paper, during the slip', true);
    }
    keep(bytes);
  };
  return {
    name: 'Zhishou virtual printer',
    state: async () => state(),
    print: (bytes) => turn(() => print(bytes)),
    close: () => turn(async () => {}),
    setPaper(there) {
      hasPaper = there;
    },
    setPlugged(now) {
      plugged = now;
    },
    runOutAfter(bytes) {
      runsOutAfter = bytes;
    },
    slips: () => slips,
  };
}

function textOf(bytes: Uint8Array): string {
  try {
    return readSlip(bytes, COLUMNS).text;
  } catch (error) {
    return `[not a whole slip: ${error instanceof Error ? error.message : String(error)}]`;
  }
}
