/** One site with a line of scripted meters: rooms of one building, a meter in each, and the jobs that ask them. */
import { flags } from '../../server/modules/collection/queries/flags.ts';
import { addMeter } from '../../server/modules/metering/operations/add-meter.ts';
import { addPremise } from '../../server/modules/metering/operations/add-premise.ts';
import { recordReading } from '../../server/modules/metering/operations/record-reading.ts';
import { runJob, runOutsideJob } from '../../server/platform/jobs.ts';
import { createLive } from '../../server/platform/live.ts';
import type { Job, Outside, OutsideJob } from '../../server/platform/operations/implement.ts';
import type { FlagView } from '../../shared/collection/view.ts';
import type { Instant } from '../../shared/values/calendar.ts';
import { newId } from '../../shared/values/ids.ts';
import { type OneSite, openSite } from './one-site.ts';
import { type ScriptedLink, scriptedLink } from './scripted-link.ts';

export interface LineRoom {
  readonly roomId: string;
  readonly code: string;
  readonly meterId: string;
  readonly meterNo: string;
}

export interface MeterKind {
  readonly delivery?: string;
  readonly creditUnit?: string;
}

export async function openLineSite(start?: Instant) {
  const outside: { meters?: ScriptedLink } = {};
  const site = await openSite(start, outside as Partial<Outside>);
  const link = scriptedLink(() => site.clock);
  outside.meters = link;
  const { db, siteId, clock } = site;
  const lineId = newId();
  await db.app.query(
    `insert into meter_line (site_id, line_id, name, transport, host, port, answer_ms, byte_ms, gap_ms, retries, state)
     values ($1, $2, '一号线', 'tcp', '127.0.0.1', 10001, 2000, 500, 0, 2, 'open')`,
    [siteId, lineId],
  );
  const supervisor = site.as('vending-supervisor');
  const technician = site.as('vending-technician');
  const place = async (kind: string, code: string, parentId?: string): Promise<string> =>
    (await supervisor.call<{ premiseId: string }>(addPremise, { kind, code, parentId })).premiseId;
  let number = 0;

  const attach = async (meterId: string): Promise<void> => {
    number += 1;
    await db.app.query(
      `insert into network_meter (site_id, meter_id, line_id, protocol, address, customer_no, rates_itself, attached_at,
         attached_by) values ($1, $2, $3, 'dlt645-plain', $4, $4, false, $5, $6)`,
      [siteId, meterId, lineId, String(number).padStart(12, '0'), clock.now(), technician.actor.personId],
    );
  };
  const building = async (code: string, rooms: readonly string[], kind: MeterKind = {}) => {
    const buildingId = await place('building', code);
    const floorId = await place('floor', '1', buildingId);
    const made: LineRoom[] = [];
    for (const door of rooms) {
      const roomId = await place('room', door, floorId);
      const meterNo = `${code}${door}`;
      const { meterId } = await technician.call<{ meterId: string }>(addMeter, {
        premiseId: roomId,
        meterNo,
        commodity: 'electricity',
        creditUnit: kind.creditUnit ?? 'energy',
        delivery: kind.delivery ?? 'balance',
        initialMilli: 0,
      });
      await attach(meterId);
      made.push({ roomId, code: `${code}-${door}`, meterId, meterNo });
    }
    return { buildingId, rooms: made };
  };
  return { ...site, link, building, ...jobsOf(site, outside as unknown as Outside), ...deskOf(site) };
}

/** The house's own jobs at that site. */
function jobsOf(site: OneSite, outside: Outside) {
  const live = createLive(site.db.app, null);
  const parts = { pool: site.db.app, clock: site.clock, live, outside };
  return {
    run: (job: Job) => runJob(parts, job, site.siteId),
    runOutside: (job: OutsideJob) => runOutsideJob(parts, job, site.siteId),
    async close() {
      await live.close();
      await site.close();
    },
  };
}

/** What a test asks of other modules. */
function deskOf({ as, db, siteId }: OneSite) {
  const technician = as('vending-technician');
  return {
    /** What is odd now, as the technician sees it. */
    async oddNow(input: object = {}): Promise<FlagView[]> {
      return (await technician.ask<{ rows: FlagView[] }>(flags, input)).rows;
    },
    readByHand: (meterId: string, readAt: Instant, totalMilli: number) =>
      technician.call(recordReading, { meterId, readAt, totalMilli }),
    /** A meter in the room that no line leads to. */
    async unlinkedMeter(premiseId: string, meterNo: string): Promise<string> {
      const input = { premiseId, meterNo, commodity: 'electricity', creditUnit: 'energy', initialMilli: 0 };
      return (await technician.call<{ meterId: string }>(addMeter, input)).meterId;
    },
    async rows<T>(text: string, values: readonly unknown[] = []): Promise<T[]> {
      return (await db.app.query(text, [siteId, ...values])).rows as T[];
    },
  };
}

export type LineSite = Awaited<ReturnType<typeof openLineSite>>;
