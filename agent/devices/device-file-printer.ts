/**
 * A slip printer behind a device file, as /dev/usb/lp0 on Linux. It is written to and not asked: such a file tells
 * nothing about paper, and a printer without paper stops taking bytes, which is noticed by time.
 */
import { constants } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { type Printer, PrinterFailure } from './printer.ts';
import { inTurn } from './turn.ts';

const WRITE_MS = 20_000;
const PIECE = 512;

export function openDeviceFilePrinter(path: string): Printer {
  const turn = inTurn();
  return {
    name: `file:${path}`,
    async state() {
      try {
        await access(path, constants.W_OK);
        return { state: 'ready', detail: 'does not tell about its paper' };
      } catch (error) {
        return { state: 'missing', detail: (error as Error).message };
      }
    },
    print: (bytes) => turn(() => print(path, bytes)),
    close: () => turn(async () => {}),
  };
}

async function print(path: string, bytes: Uint8Array): Promise<void> {
  // Not created when it is missing: a file in place of the device would swallow slips.
  const file = await open(path, constants.O_WRONLY | constants.O_APPEND).catch((error: Error) => {
    throw new PrinterFailure('no-printer', error.message, false);
  });
  let written = 0;
  try {
    while (written < bytes.length) {
      const { bytesWritten } = await inTime(file.write(bytes.subarray(written, written + PIECE)));
      written += bytesWritten;
    }
  } catch (error) {
    throw new PrinterFailure('printer-fault', `after ${written} bytes: ${(error as Error).message}`, true);
  } finally {
    // A write that hangs would hold the closing too.
    void file.close().catch(() => {});
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error('the printer takes nothing more (paper?)')), WRITE_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(late);
  }
}
