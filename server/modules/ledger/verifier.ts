/**
 * The port through which `ledger.verify-books` has the books verified: a worker thread with connections of its own, so
 * that minutes of hashing hold up no sale.
 */
import { Worker } from 'node:worker_threads';
import type { VerifyReport } from '../../platform/chain/verify/house.ts';
import type { ConnectionSettings } from '../../platform/db/pool.ts';

export interface VerificationOrder {
  readonly siteId: string;
  readonly anchors: readonly string[];
}

export interface Verifier {
  verify(order: VerificationOrder): Promise<VerifyReport>;
}

declare module '../../platform/operations/implement.ts' {
  interface Outside {
    /** Wired by main; the operation says so when it is not. */
    readonly verifier?: Verifier;
  }
}

export interface WorkerOrder extends VerificationOrder {
  readonly connection: ConnectionSettings;
  readonly keptTables: readonly string[];
}

/** `keptTables` of all modules; `connection` as the application's role. */
export function createVerifier(connection: ConnectionSettings, keptTables: readonly string[]): Verifier {
  return {
    verify(order) {
      const workerData: WorkerOrder = { ...order, connection, keptTables };
      return new Promise((resolve, reject) => {
        const worker = new Worker(new URL('./verifier-worker.ts', import.meta.url), { workerData });
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new Error(`verification ended with code ${code} and no result`)));
      });
    },
  };
}
