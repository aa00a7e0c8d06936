/**
 * The network meters of the demo house: simulated, in this process, speaking DL/T 645 over TCP. What they hold is not
 * kept over a restart; they begin again with what the house has put into them.
 */
import type pg from 'pg';
import type { Log } from '../../server/platform/log.ts';
import type { ElectricityOptions } from '../meter-simulator/electricity.ts';
import { type Simulator, startSimulator } from '../meter-simulator/simulator.ts';
import { SMART_ROOMS } from './campus.ts';

const PORT = 28_645;
const PRICES = [4563, 4563, 4563, 4563] as const;

interface PutIn {
  readonly meter_no: string;
  readonly count: number;
  readonly total: number;
}

/** What was sold to each meter so far; nothing in a new house. */
async function putIn(pool: pg.Pool): Promise<Map<string, PutIn>> {
  const { rows } = await pool.query<PutIn>(
    `select m.meter_no, c.purchase_count as count, coalesce(sum(v.amount), 0)::bigint as total
     from meter m
     join meter_credit c on c.site_id = m.site_id and c.meter_id = m.meter_id
     left join credit_movement v on v.site_id = m.site_id and v.meter_id = m.meter_id and v.purchase_count is not null
     where m.delivery = 'network' group by m.meter_no, c.purchase_count`,
  );
  return new Map(rows.map((row) => [row.meter_no, row]));
}

export async function openDemoMeters(pool: pg.Pool, log: Log): Promise<Simulator> {
  const known = await putIn(pool);
  const meters = SMART_ROOMS.filter(({ delivery }) => delivery === 'network').map(
    ({ meterNo }, index): ElectricityOptions => {
      const { count = 0, total = 0 } = known.get(meterNo) ?? {};
      return {
        protocol: 'dlt645',
        address: meterNo,
        customerNo: meterNo,
        phase: count === 0 ? 'test' : 'running',
        purchaseCount: count,
        purchasedTotalFen: total,
        moneyFen: total,
        loadWatts: 60 + index * 35,
        prices: PRICES,
        closesByItself: true,
      };
    },
  );
  try {
    return await startSimulator({ meters, port: PORT });
  } catch (error) {
    log.warn({ err: error }, `port ${PORT} is taken: the demo's network meters cannot be reached`);
    return startSimulator({ meters });
  }
}
