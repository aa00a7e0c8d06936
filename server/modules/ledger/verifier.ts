/**
 * The port through which `ledger.verify-books` has the books verified: a worker thread with connections of its own, so
 * that minutes of hashing hold up no sale.
 */
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { type VerifyOptions, type VerifyReport, verifyHouse } from '../../platform/chain/verify/house.ts';
import type { ConnectionSettings } from '../../platform/db/pool.ts';
import { refuse } from '../../platform/operations/refuse.ts';

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

/** Kept tables and checks of all modules. */
export type WhatIsVerified = Pick<VerifyOptions, 'keptTables' | 'checks'>;

export interface WorkerOrder extends VerificationOrder {
  readonly connection: ConnectionSettings;
  readonly verified: WhatIsVerified;
}

/**
 * With connection settings (of the application's role) a thread of its own verifies; with a pool, where one process is
 * all there is, this thread does. One verification of a site at a time: a request sent again, or resumed, meanwhile is
 * refused with `ledger.verification_running` rather than made to wait.
 */
export function createVerifier(where: ConnectionSettings | pg.Pool, verified: WhatIsVerified): Verifier {
  const running = new Set<string>();
  return {
    async verify({ siteId, anchors }) {
      if (running.has(siteId)) refuse('ledger.verification_running');
      running.add(siteId);
      try {
        if (where instanceof pg.Pool) return await verifyHouse(where, { ...verified, siteId, anchors });
        return await inThread({ connection: where, verified, siteId, anchors });
      } finally {
        running.delete(siteId);
      }
    },
  };
}

function inThread(workerData: WorkerOrder): Promise<VerifyReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./verifier-worker.ts', import.meta.url), { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`verification ended with code ${code} and no result`)));
  });
}
