/**
 * Simulated meters on simulated lines, over TCP: one port is one line. Real bytes of DL/T 645 and CJ/T 188, real states,
 * faults by seeded chance. In a process of its own (tools/meter-simulator.ts) or inside a test:
 *
 *     const simulator = await startSimulator({ meters: [{ protocol: 'dlt645', address: '000000000161' }] });
 *     simulator.setFaults({ loseAnswer: 0.05 });
 *     simulator.meter('000000000161').state.moneyLeftFen;
 *     await simulator.close();
 */
import { createServer, type Server, type Socket } from 'node:net';
import { type Bus, busOf, type Counts, type Placed, type Surroundings } from './bus.ts';
import { chanceOf } from './chance.ts';
import { createElectricity, type Electricity, type ElectricityOptions } from './electricity.ts';
import { type Faults, NO_FAULTS } from './faults.ts';
import { createFlow, type Flow, type FlowOptions } from './flow.ts';
import { type ElectricitySnapshot, type FlowSnapshot, handleOf, type SimulatedMeter } from './handle.ts';

export type MeterOptions = ElectricityOptions | FlowOptions;
export type { ElectricitySnapshot, FlowSnapshot, SimulatedMeter };

export interface SimulatorOptions {
  /** The meters, or how many electricity meters to make up (addresses 000000000001 and on). */
  readonly meters: readonly MeterOptions[] | number;
  /** Lines the meters are dealt out to, one after the other; each has a port of its own. 1 when left out. */
  readonly lines?: number;
  /** Of the first line; the others follow. 0 or left out: any free ports. */
  readonly port?: number;
  readonly host?: string;
  readonly seed?: number;
  readonly faults?: Partial<Faults>;
  /** The simulator's clock in ms since 1970; the machine's when left out. `advance` is added to it. */
  readonly now?: () => number;
  /** For meters made up by number. */
  readonly each?: Partial<Omit<ElectricityOptions, 'protocol' | 'address'>>;
}

export interface SimulatedLine {
  readonly port: number;
  readonly addresses: readonly string[];
}

export interface Simulator {
  /** Of the first line. */
  readonly port: number;
  readonly lines: readonly SimulatedLine[];
  readonly meters: readonly SimulatedMeter[];
  readonly counts: Readonly<Counts>;
  /** Throws for an address that nobody has. */
  meter(address: string): SimulatedMeter;
  /** Sets the named faults for all meters from now on; the others stay. */
  setFaults(faults: Partial<Faults>): void;
  /** Lets time pass for all meters. */
  advance(ms: number): void;
  now(): number;
  /** Cuts every connection; the ports stay open. */
  hangUp(): void;
  /** The lines by themselves, for other ways in than TCP. */
  readonly buses: readonly Bus[];
  close(): Promise<void>;
}

export const addressOf = (index: number): string => String(index + 1).padStart(12, '0');

function make(options: SimulatorOptions, now: number): (Electricity | Flow)[] {
  const { meters, each } = options;
  const wanted: readonly MeterOptions[] =
    typeof meters === 'number'
      ? Array.from({ length: meters }, (_, index) => ({
          protocol: 'dlt645' as const,
          customerNo: addressOf(index),
          moneyFen: 5000,
          purchaseCount: 1,
          purchasedTotalFen: 5000,
          ...each,
          address: addressOf(index),
        }))
      : meters;
  return wanted.map((one) => (one.protocol === 'dlt645' ? createElectricity(one, now) : createFlow(one, now)));
}

function serve(bus: Bus, sockets: Set<Socket>): Server {
  return createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    const listen = bus.listen();
    const timers = new Set<NodeJS.Timeout>();
    const say = (bytes: Buffer): void => {
      if (socket.writable) socket.write(bytes);
    };
    socket.on('data', (chunk: Buffer) =>
      listen(chunk, (bytes, afterMs) => {
        if (afterMs <= 0) return say(bytes);
        const timer = setTimeout(() => {
          timers.delete(timer);
          say(bytes);
        }, afterMs);
        timers.add(timer);
        return undefined;
      }),
    );
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      for (const timer of timers) clearTimeout(timer);
      sockets.delete(socket);
    });
  });
}

const opened = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const at = server.address();
      if (at === null || typeof at === 'string') reject(new Error('no port'));
      else resolve(at.port);
    });
  });

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { lines = 1, port = 0, host = '127.0.0.1', seed = 1, now: clock = Date.now } = options;
  let passed = 0;
  let faults: Faults = { ...NO_FAULTS, ...options.faults };
  const now = (): number => clock() + passed;
  const counts: Counts = { requests: 0, answers: 0, lost: 0, late: 0, denied: 0 };
  const around: Surroundings = { chance: chanceOf(seed), now, faults: () => faults, counts };
  const placed = make(options, now()).map((meter): Placed => ({ meter, log: [], faults: {}, dead: false }));
  const buses = Array.from({ length: lines }, (_, line) =>
    busOf(
      placed.filter((__, index) => index % lines === line),
      around,
    ),
  );
  const sockets = new Set<Socket>();
  const servers = buses.map((bus) => serve(bus, sockets));
  const ports: number[] = [];
  for (const [index, server] of servers.entries()) {
    ports.push(await opened(server, port === 0 ? 0 : port + index, host));
  }
  const meters = placed.map((one) => handleOf(one, now));
  return {
    port: ports[0]!,
    lines: buses.map((bus, line) => ({ port: ports[line]!, addresses: bus.placed.map(({ meter }) => meter.address) })),
    meters,
    counts,
    buses,
    now,
    meter(address) {
      const found = meters.find((one) => one.address === address.toLowerCase());
      if (found === undefined) throw new Error(`no meter has the address ${address}`);
      return found;
    },
    setFaults(change) {
      faults = { ...faults, ...change };
    },
    advance(ms) {
      passed += ms;
    },
    hangUp() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
