/** Thread in which documents are drawn: a long report takes seconds, and selling must not wait for it. */
import { parentPort } from 'node:worker_threads';
import { drawDocument } from './draw-document.ts';
import type { DocumentModel } from './model.ts';

export interface DrawRequest {
  readonly id: number;
  readonly model: DocumentModel;
}

export type DrawAnswer = { readonly id: number } & ({ readonly pdf: Uint8Array } | { readonly failed: string });

parentPort?.on('message', ({ id, model }: DrawRequest) => {
  drawDocument(model).then(
    (pdf) => parentPort?.postMessage({ id, pdf } satisfies DrawAnswer),
    (error: unknown) => parentPort?.postMessage({ id, failed: String(error) } satisfies DrawAnswer),
  );
});
