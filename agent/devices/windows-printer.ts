/**
 * A slip printer that Windows knows by a name, as USB printers with their maker's driver: bytes go through its spooler
 * as they are (RAW). Written after its documentation (winspool.drv) and not tried.
 *
 * The spooler takes a slip also when the printer is off, and prints it later by itself. So the printer's state is asked
 * for first, and nothing is handed over while it is not ready.
 */
import koffi from 'koffi';
import { type Printer, PrinterFailure, type PrinterState } from './printer.ts';
import { inTurn } from './turn.ts';

/** PRINTER_STATUS_… of winspool.h. */
const STATUS = {
  error: 0x2,
  paperJam: 0x8,
  paperOut: 0x10,
  paperProblem: 0x40,
  offline: 0x80,
  notAvailable: 0x1000,
  doorOpen: 0x40_0000,
} as const;

type Handle = number | bigint;
type Spooler = ReturnType<typeof load>;
let loaded: Spooler | undefined;

function load() {
  const file = koffi.load('winspool.drv');
  const document = koffi.struct({ pDocName: 'str16', pOutputFile: 'str16', pDatatype: 'str16' });
  const of = (name: string, parameters: Parameters<typeof koffi.out>[0][], result = 'int32') =>
    file.func('__stdcall', name, result, parameters);
  const number = koffi.out(koffi.pointer('uint32'));
  return {
    open: of('OpenPrinterW', ['str16', koffi.out(koffi.pointer('uintptr_t')), 'void *']),
    close: of('ClosePrinter', ['uintptr_t']),
    status: of('GetPrinterW', ['uintptr_t', 'uint32', koffi.out(koffi.pointer('uint8')), 'uint32', number]),
    beginDocument: of('StartDocPrinterW', ['uintptr_t', 'uint32', koffi.pointer(document)], 'uint32'),
    beginPage: of('StartPagePrinter', ['uintptr_t']),
    write: of('WritePrinter', ['uintptr_t', koffi.pointer('uint8'), 'uint32', number]),
    endPage: of('EndPagePrinter', ['uintptr_t']),
    endDocument: of('EndDocPrinter', ['uintptr_t']),
  };
}

/** What the function answers, which is 0 when it failed. Off the event loop. */
async function run(entry: keyof Spooler, ...given: readonly unknown[]): Promise<number> {
  loaded ??= load();
  const { [entry]: call } = loaded;
  return new Promise((resolve, reject) => {
    call.async(...given, (error: unknown, answer: number) => {
      if (error === null || error === undefined) resolve(answer);
      else reject(error);
    });
  });
}

export function openWindowsPrinter(name: string): Printer {
  const turn = inTurn();
  return {
    name: `windows:${name}`,
    state: () =>
      turn(async () => {
        try {
          return await withPrinter(name, stateOf);
        } catch (error) {
          return { state: 'missing', detail: error instanceof Error ? error.message : String(error) };
        }
      }),
    print: (bytes) => turn(() => withPrinter(name, (handle) => print(handle, bytes))),
    close: () => turn(async () => {}),
  };
}

async function withPrinter<T>(name: string, work: (handle: Handle) => Promise<T>): Promise<T> {
  const handle: Handle[] = [0];
  const opened = await run('open', name, handle, null).catch((error: unknown) => {
    throw new PrinterFailure('no-printer', error instanceof Error ? error.message : String(error), false);
  });
  if (opened === 0) throw new PrinterFailure('no-printer', `Windows knows no printer ${name}`, false);
  try {
    return await work(handle[0]!);
  } finally {
    await run('close', handle[0]!);
  }
}

/** PRINTER_INFO_6 is the status alone. */
async function stateOf(handle: Handle): Promise<PrinterState> {
  const status = Buffer.alloc(4);
  if ((await run('status', handle, 6, status, status.length, [0])) === 0)
    return { state: 'unknown', detail: 'Windows does not tell its state' };
  return stateIn(status.readUInt32LE());
}

/** What Windows' status of a printer is to us. */
export function stateIn(status: number): PrinterState {
  const has = (bits: number): boolean => (status & bits) !== 0;
  if (has(STATUS.offline | STATUS.notAvailable)) return { state: 'missing', detail: 'the printer is off' };
  if (has(STATUS.paperOut | STATUS.paperProblem)) return { state: 'paper-out', detail: 'no paper' };
  if (has(STATUS.doorOpen)) return { state: 'fault', detail: 'the cover is open' };
  if (has(STATUS.error | STATUS.paperJam)) return { state: 'fault', detail: 'the printer reports an error' };
  return { state: 'ready' };
}

async function print(handle: Handle, bytes: Uint8Array): Promise<void> {
  const { state, detail = '' } = await stateOf(handle);
  if (state === 'missing') throw new PrinterFailure('no-printer', detail, false);
  if (state === 'paper-out') throw new PrinterFailure('paper-out', detail, false);
  if (state === 'fault') throw new PrinterFailure('printer-fault', detail, false);
  const document = { pDocName: 'Zhishou', pOutputFile: null, pDatatype: 'RAW' };
  if ((await run('beginDocument', handle, 1, document)) === 0)
    throw new PrinterFailure('printer-fault', 'Windows takes no slip for it', false);
  try {
    await run('beginPage', handle);
    const written = [0];
    const isWritten = (await run('write', handle, bytes, bytes.length, written)) !== 0 && written[0] === bytes.length;
    if (!isWritten) throw new PrinterFailure('printer-fault', `Windows took ${written[0]} bytes of the slip`, true);
    await run('endPage', handle);
  } finally {
    await run('endDocument', handle);
  }
}
