/** XLSX file → table, read in a thread of its own with bounds on memory and time. */
import { Worker } from 'node:worker_threads';
import type { Text } from '../../../shared/text.ts';
import { assembleTable } from './assemble-table.ts';
import { type RawRecord, type TableFile, wholeFile } from './table-file.ts';
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

export async function readXlsxTable(file: Buffer): Promise<TableFile> {
  const directory = readZipDirectory(file);
  if ('refused' in directory) return wholeFile(directory.refused);
  const read = await readInThread(file);
  return 'refused' in read ? wholeFile(read.refused) : assembleTable(read.records);
}

function readInThread(file: Buffer): Promise<{ records: RawRecord[] } | { refused: Text }> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
      workerData: new Uint8Array(file),
      resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB },
    });
    const records: RawRecord[] = [];
    const end = (answer: { records: RawRecord[] } | { refused: Text }): void => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => end({ refused: TOO_HEAVY }), THREAD_LIMIT_MS);
    worker.on('message', (message: WorkerMessage) => {
      if ('records' in message) for (const record of message.records) records.push(record);
      else if ('done' in message) end({ records });
      else end({ refused: message.failed === 'no-sheet' ? NO_SHEET : UNREADABLE });
    });
    // Out of memory arrives here; whatever else goes wrong in the thread is sent as a message.
    worker.on('error', () => end({ refused: TOO_HEAVY }));
    worker.on('exit', () => end({ refused: UNREADABLE }));
  });
}
