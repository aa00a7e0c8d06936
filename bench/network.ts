/**
 * Network meters: 1,000 simulated meters read once over TCP, through line queues, leases and the database, in one
 * process with the simulator. A house of its own, because its meters are written straight into the tables.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { createMeterLink } from '../server/modules/network/index.ts';
import { systemClock } from '../server/platform/clock.ts';
import { findEmbedded } from '../server/platform/db/embedded/start.ts';
import { openPool } from '../server/platform/db/pool.ts';
import { createLog } from '../server/platform/log.ts';
import { newId } from '../shared/values/ids.ts';
import { type Simulator, startSimulator } from '../tools/meter-simulator/simulator.ts';
import { startServer } from './child.ts';
import { ms, percentile, table, whole } from './figures.ts';

const METERS = 1000;
const LINES = 20;
const PORT = 18_081;
const ITEMS = ['energyTotalMilli', 'moneyLeftFen', 'purchaseCount', 'relay', 'clock'] as const;

async function furnish(pool: pg.Pool, simulator: Simulator): Promise<{ siteId: string; meterIds: string[] }> {
  const [siteId, building, by] = [newId(), newId(), newId()];
  const meterIds: string[] = [];
  await pool.query(`insert into site (site_id, name, time_zone) values ($1, 'bench', 'Asia/Shanghai')`, [siteId]);
  await pool.query(
    `insert into premise (site_id, premise_id, kind, code, full_code) values ($1, $2, 'building', '1', '1')`,
    [siteId, building],
  );
  for (const [index, line] of simulator.lines.entries()) {
    const lineId = newId();
    await pool.query(
      `insert into meter_line (site_id, line_id, name, transport, host, port, answer_ms, byte_ms, gap_ms, retries, state)
       values ($1, $2, $3, 'tcp', '127.0.0.1', $4, 1500, 500, 0, 2, 'open')`,
      [siteId, lineId, `line ${index}`, line.port],
    );
    await pool.query(`insert into line_lease (site_id, line_id, until, fence) values ($1, $2, now(), 0)`, [
      siteId,
      lineId,
    ]);
    await pool.query('insert into line_health (site_id, line_id) values ($1, $2)', [siteId, lineId]);
    for (const address of line.addresses) {
      const meterId = newId();
      meterIds.push(meterId);
      await pool.query(
        `insert into meter (site_id, meter_id, meter_no, commodity, credit_unit, delivery, premise_id, ratio, digits,
           initial_register_milli, state, installed_on)
         values ($1, $2, $3, 'electricity', 'money', 'network', $4, 1, 6, 0, 'active', '2026-01-01')`,
        [siteId, meterId, address, building],
      );
      await pool.query(
        `insert into network_meter (site_id, meter_id, line_id, protocol, address, customer_no, rates_itself, attached_at,
           attached_by) values ($1, $2, $3, 'dlt645-plain', $4, $4, false, now(), $5)`,
        [siteId, meterId, lineId, address, by],
      );
    }
  }
  return { siteId, meterIds };
}

/** Answers what to print. */
export async function measureNetwork(): Promise<string> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'zhishou-bench-network-'));
  const child = await startServer(dataFolder, PORT, randomBytes(24).toString('base64url'));
  const pool = openPool({ ...findEmbedded(dataFolder)!.appConnection, applicationName: 'bench', max: 8 });
  const simulator = await startSimulator({ meters: METERS, lines: LINES });
  const link = createMeterLink({ pool, clock: systemClock, log: createLog({ level: 'silent' }) });
  try {
    const { siteId, meterIds } = await furnish(pool, simulator);
    const rows: string[][] = [];
    for (const [name, items] of [
      ['one register', ITEMS.slice(0, 1)],
      ['energy, money, count, relay, clock', ITEMS],
    ] as const) {
      const samples: number[] = [];
      let answered = 0;
      const begin = performance.now();
      await Promise.all(
        meterIds.map(async (meterId) => {
          const heard = await link.read({ siteId, meterId }, items);
          samples.push(performance.now() - begin);
          if (items.every((item) => heard[item].result === 'answered')) answered += 1;
        }),
      );
      const seconds = (performance.now() - begin) / 1000;
      rows.push([
        name,
        `${answered} of ${METERS}`,
        seconds.toFixed(1),
        whole(METERS / seconds),
        ms(percentile(samples, 0.5)),
      ]);
    }
    return table([`${METERS} meters on ${LINES} lines over TCP`, 'answered', 's', 'meters/s', 'half after, ms'], rows);
  } finally {
    await link.close();
    await simulator.close();
    await pool.end();
    await child.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

if (import.meta.filename === process.argv[1]) console.log(await measureNetwork());
