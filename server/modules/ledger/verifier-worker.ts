/** The thread of verifier.ts: verifies one site and sends the report. */
import { parentPort, workerData } from 'node:worker_threads';
import { verifyHouse } from '../../platform/chain/verify/house.ts';
import { openPool } from '../../platform/db/pool.ts';
import type { WorkerOrder } from './verifier.ts';

const { connection, verified, siteId, anchors } = workerData as WorkerOrder;
const pool = openPool({ ...connection, applicationName: 'zhishou verify', max: 2, statementTimeoutMs: 0 });
try {
  parentPort?.postMessage(await verifyHouse(pool, { ...verified, siteId, anchors }));
} finally {
  await pool.end();
}
