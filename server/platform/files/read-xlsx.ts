/** XLSX file → table, read in a thread of its own with bounds on memory and time. */
import { Worker } from 'node:worker_threads';
import type { Text } from '../../../shared/text.ts';
import { assembleTable } from './assemble-table.ts';
import { type RawRecord, type TableFile, wholeFile, yieldToOthers } from './table-file.ts';
import type { WorkerMessage } from './xlsx-worker.ts';
import { readZipDirectory } from './zip-directory.ts';

const THREAD_HEAP_MB = 768;
const THREAD_LIMIT_MS = 120_000;

const UNREADABLE: Text = {
  zh: '文件已损坏或不是 XLSX，请用 Excel 或 WPS 重新另存',
  en: 'The file is damaged or no XLSX; save it again with Excel or WPS',
};
const NO_SHEET: Text = { zh: '文件里没有可见的工作表', en: 'The file has no visible sheet' };
const TOO_HEAVY: Text = {
  zh: '文件太大，读取中止。请删去多余的行列和格式，或另存为 CSV',
  en: 'Too large to read. Remove spare rows, columns and formats, or save it as CSV',
};

/** What the thread may do instead of sending its next records. */
type Ending = 'done' | { readonly refused: Text };

export async function readXlsxTable(file: Buffer): Promise<TableFile> {
  const directory = readZipDirectory(file);
  if ('refused' in directory) return wholeFile(directory.refused);
  const thread = startThread(file);
  try {
    const table = await assembleTable(recordsOf(thread));
    // What came before the thread failed is not the file.
    return thread.refused === null ? table : wholeFile(thread.refused);
  } finally {
    await thread.worker.terminate();
  }
}

interface Thread {
  readonly worker: Worker;
  refused: Text | null;
  /** The next records, or how it ended. Asked for one at a time, so that other work of the server comes in between. */
  readonly next: () => Promise<readonly RawRecord[] | Ending>;
}

async function* recordsOf(thread: Thread): AsyncGenerator<RawRecord> {
  for (;;) {
    const piece = await thread.next();
    if (piece === 'done') return;
    if ('refused' in piece) {
      thread.refused = piece.refused;
      return;
    }
    yield* piece;
    await yieldToOthers();
  }
}

function startThread(file: Buffer): Thread {
  const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
    workerData: new Uint8Array(file),
    resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB },
  });
  let ended: Ending | null = null;
  let hand: ((piece: readonly RawRecord[] | Ending) => void) | null = null;
  const end = (ending: Ending): void => {
    ended ??= ending;
    hand?.(ended);
  };
  worker.on('message', (message: WorkerMessage) => {
    if ('records' in message) hand?.(message.records);
    else if ('done' in message) end('done');
    else end({ refused: message.failed === 'no-sheet' ? NO_SHEET : UNREADABLE });
  });
  // Out of memory arrives here; whatever else goes wrong in the thread is sent as a message.
  worker.on('error', () => end({ refused: TOO_HEAVY }));
  worker.on('exit', () => end({ refused: UNREADABLE }));
  const next = (): Promise<readonly RawRecord[] | Ending> =>
    new Promise((resolve) => {
      if (ended) return resolve(ended);
      const timer = setTimeout(() => end({ refused: TOO_HEAVY }), THREAD_LIMIT_MS);
      hand = (piece) => {
        clearTimeout(timer);
        hand = null;
        resolve(piece);
      };
      worker.postMessage('next');
    });
  return { worker, refused: null, next };
}
