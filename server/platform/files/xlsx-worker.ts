/**
 * Thread in which an XLSX file is unpacked and read, so that selling goes on meanwhile and a file that exhausts the
 * thread's memory ends the thread, not the server. Started by read-xlsx.ts with the file as its data; it sends a piece
 * whenever it is asked for one.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { RawRecord } from './table-file.ts';
import { sheetRecords } from './xlsx-sheet.ts';

export type WorkerMessage = { records: RawRecord[] } | { done: true } | { failed: 'no-sheet' | 'unreadable' };

const RECORDS_PER_MESSAGE = 1_000;

const port = parentPort!;
const asked = (): Promise<unknown> => new Promise((resolve) => port.once('message', resolve));

async function readAndSend(): Promise<void> {
  await asked();
  const records = await sheetRecords(Buffer.from(workerData as Uint8Array));
  if (records === null) return send({ failed: 'no-sheet' });
  for (let i = 0; i < records.length; i += RECORDS_PER_MESSAGE) {
    send({ records: records.slice(i, i + RECORDS_PER_MESSAGE) });
    await asked();
  }
  send({ done: true });
}

const send = (message: WorkerMessage): void => port.postMessage(message);

await readAndSend().catch(() => send({ failed: 'unreadable' }));
