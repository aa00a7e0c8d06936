/**
 * PDF of a document model, drawn in a thread of its own that starts with the first document and keeps its fonts.
 * The thread does not keep the process alive; if it dies, what it had is refused and the next document starts a new one.
 */
import { Worker } from 'node:worker_threads';
import type { DrawAnswer, DrawRequest } from './document-worker.ts';
import type { DocumentModel } from './model.ts';

interface Waiting {
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
}

interface DrawingThread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

let drawing: DrawingThread | null = null;
let lastId = 0;

/** Throws only on faults of the product, never on the texts in the model. */
export function renderPdf(model: DocumentModel): Promise<Buffer> {
  drawing ??= startThread();
  const { worker, waiting } = drawing;
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    // First: it throws when the model is no plain data, and then nothing must be left waiting.
    worker.postMessage({ id, model } satisfies DrawRequest);
    waiting.set(id, { resolve, reject });
    // While something is being drawn the process has a reason to live.
    worker.ref();
  });
}

function startThread(): DrawingThread {
  const worker = new Worker(new URL('./document-worker.ts', import.meta.url));
  const started: DrawingThread = { worker, waiting: new Map() };
  const { waiting } = started;
  worker.on('message', (answer: DrawAnswer) => {
    const request = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ('pdf' in answer) request?.resolve(Buffer.from(answer.pdf.buffer, answer.pdf.byteOffset, answer.pdf.byteLength));
    else request?.reject(new Error(`document was not drawn: ${answer.failed}`));
  });
  const lost = (why: string): void => {
    if (drawing === started) drawing = null;
    for (const request of waiting.values()) request.reject(new Error(`document thread ended: ${why}`));
    waiting.clear();
  };
  worker.on('error', (error) => lost(String(error)));
  worker.on('exit', (code) => lost(`code ${code}`));
  return started;
}
