/**
 * A selling house with a building whose meters are on a simulated line: real bytes over TCP, the real link, the house's
 * own jobs. Each room is sold to through the balance kept here unless the test says otherwise.
 */
import { afterAll } from 'vitest';
import { runJob, runOutsideJob } from '../../server/platform/jobs.ts';
import type { InputOf } from '../../shared/contracts/contract.ts';
import { addMeter } from '../../shared/contracts/metering/add-meter.ts';
import { addPremise } from '../../shared/contracts/metering/add-premise.ts';
import { openAccount } from '../../shared/contracts/metering/open-account.ts';
import { addLine } from '../../shared/contracts/network/add-line.ts';
import { attachMeter } from '../../shared/contracts/network/attach-meter.ts';
import { type Instant, instant } from '../../shared/values/calendar.ts';
import { milli } from '../../shared/values/quantity.ts';
import { type Simulator, startSimulator } from '../../tools/meter-simulator/simulator.ts';
import { type Counter, openCounter } from './counter.ts';

export interface LineRoom {
  readonly roomId: string;
  readonly code: string;
  readonly meterId: string;
  readonly address: string;
}

export interface CampusLine {
  readonly counter: Counter;
  readonly simulator: Simulator;
  readonly buildingId: string;
  readonly rooms: readonly LineRoom[];
  /** The meter at the far end, by the room's door. */
  meter(door: string): ReturnType<Simulator['meter']>;
  room(door: string): LineRoom;
  /** Moves the clock of house and meters to this time of the site's day. */
  setTime(day: string, time: string): void;
  /** What the house does by itself in a minute: the jobs of these modules. */
  minute(...modules: readonly ('collection' | 'control')[]): Promise<void>;
}

type Kind = Partial<Pick<InputOf<typeof addMeter>, 'delivery' | 'creditUnit'>>;

const local = (day: string, time: string): Instant => instant(`${day}T${time}:00.000+08:00`);

async function furnish(counter: Counter, simulator: Simulator, doors: readonly string[], kind: Kind) {
  const supervisor = counter.as('vending-supervisor');
  const technician = counter.as('vending-technician');
  const building = await supervisor.call(addPremise, { kind: 'building', code: '60' });
  const floor = await supervisor.call(addPremise, { kind: 'floor', parentId: building.premiseId, code: '1' });
  const place = { transport: 'tcp', host: '127.0.0.1', port: simulator.port, answerMs: 500, retries: 1 } as const;
  const { lineId } = await technician.call(addLine, { name: '六十栋', ...place });
  const rooms: LineRoom[] = [];
  for (const [index, door] of doors.entries()) {
    const { premiseId: roomId } = await supervisor.call(addPremise, {
      kind: 'room',
      parentId: floor.premiseId,
      code: door,
    });
    await supervisor.call(openAccount, { roomId, categoryCode: 'dormitory' });
    const address = simulator.meters[index]!.address;
    const { meterId } = await supervisor.call(addMeter, {
      premiseId: roomId,
      meterNo: address,
      commodity: 'electricity',
      creditUnit: 'energy',
      initialMilli: milli(0),
      ...kind,
    });
    await technician.call(attachMeter, { meterId, lineId, protocol: 'dlt645-plain', address });
    rooms.push({ roomId, code: `60-${door}`, meterId, address });
  }
  return { buildingId: building.premiseId, rooms };
}

export async function openCampusLine(doors: readonly string[], kind: Kind = {}): Promise<CampusLine> {
  const counter = await openCounter();
  const simulator = await startSimulator({
    meters: doors.length,
    now: () => Date.parse(counter.clock.now()),
    each: { loadWatts: 0, energyMilli: 0 },
  });
  afterAll(() => simulator.close());
  const { buildingId, rooms } = await furnish(counter, simulator, doors, kind);
  const room = (door: string): LineRoom => rooms.find(({ code }) => code === `60-${door}`)!;
  const { jobs } = counter.app;
  return {
    counter,
    simulator,
    buildingId,
    rooms,
    room,
    meter: (door) => simulator.meter(room(door).address),
    setTime: (day, time) => counter.clock.set(local(day, time)),
    async minute(...modules) {
      const ours = ({ name }: { readonly name: string }) => modules.some((module) => name.startsWith(`${module}.`));
      for (const job of jobs.jobs.filter(ours)) await runJob(jobs, job, counter.siteId);
      for (const job of jobs.outsideJobs.filter(ours)) await runOutsideJob(jobs, job, counter.siteId);
    },
  };
}
