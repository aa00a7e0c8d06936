/**
 * Thread in which an XLSX file is unpacked and read, so that selling goes on meanwhile and a file that exhausts the
 * thread's memory ends the thread, not the server. Started by read-xlsx.ts with the file as its data.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { RawRecord } from './table-file.ts';
import { sheetRecords } from './xlsx-sheet.ts';

export type WorkerMessage = { records: RawRecord[] } | { done: true } | { failed: 'no-sheet' | 'unreadable' };

const RECORDS_PER_MESSAGE = 2_000;

const send = (message: WorkerMessage): void => parentPort?.postMessage(message);

try {
  const records = await sheetRecords(Buffer.from(workerData as Uint8Array));
  if (records === null) send({ failed: 'no-sheet' });
  else {
    for (let i = 0; i < records.length; i += RECORDS_PER_MESSAGE) {
      send({ records: records.slice(i, i + RECORDS_PER_MESSAGE) });
    }
    send({ done: true });
  }
} catch {
  send({ failed: 'unreadable' });
}
