/** `npm run meter-simulator`: meters to try the product on, without a meter. What it can do is said by --help. */
import { parseArgs } from 'node:util';
import type { Faults } from './meter-simulator/faults.ts';
import { onPty, onSerialPort, type SerialLine } from './meter-simulator/serial.ts';
import { addressOf, type MeterOptions, type Simulator, startSimulator } from './meter-simulator/simulator.ts';

const HELP = `npm run meter-simulator -- [options]

Simulated meters that speak DL/T 645-2007 (electricity) or CJ/T 188 (water, gas) over TCP. One port is one line.

  --meters N          how many meters (10)
  --lines N           lines they are dealt out to, one port each (1)
  --port P            port of the first line, the others follow (7645)
  --host H            address to listen on (127.0.0.1)
  --protocol P        dlt645, water or gas (dlt645)
  --variant V         prepaid dialect: plain, order-number, security-port (plain)
  --phase P           running, or test: not opened yet (running)
  --money YUAN        money in each meter at the start (50)
  --load WATTS        what each draws, or litres an hour (500)
  --price P           0.0001 yuan a kWh (5000)
  --overdraft YUAN    how far below zero before the relay opens (0)
  --hoard YUAN        most money a meter takes (999999.99)
  --password DIGITS   six digits (000000)
  --speed X           how fast time passes (1)
  --seed N            the same seed gives the same faults (1)
  --pty PATH          first line also at this pseudo terminal (needs socat)
  --tty PATH          first line also at this serial port, 2400 8E1

Faults, as a part of all telegrams from 0 to 1:
  --lose-request P  --lose-answer P  --error-after P (error although it was done)
  --late P --late-ms MS  --garble P  --truncate P  --other-address P  --noise P
  --answer-ms MS      thinking time of every answer (0)
  --drift MS          each meter's clock gains so many milliseconds a day (0)
  --echo              the line repeats each request to its sender

Addresses are 000000000001 and on (two digits more for water and gas). A line of figures follows every 10 s.`;

const text = { type: 'string' } as const;
const OPTIONS = {
  meters: text,
  lines: text,
  port: text,
  host: text,
  protocol: text,
  variant: text,
  phase: text,
  money: text,
  load: text,
  price: text,
  overdraft: text,
  hoard: text,
  password: text,
  speed: text,
  seed: text,
  pty: text,
  tty: text,
  'lose-request': text,
  'lose-answer': text,
  'error-after': text,
  late: text,
  'late-ms': text,
  garble: text,
  truncate: text,
  'other-address': text,
  noise: text,
  'answer-ms': text,
  drift: text,
  echo: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

type Given = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function number(given: Given, name: Exclude<keyof Given, 'echo' | 'help'>, without: number): number {
  const value = given[name] === undefined ? without : Number(given[name]);
  if (!Number.isFinite(value)) throw new Error(`--${name} is no number: ${given[name]}`);
  return value;
}

const oneOf = <const T extends string>(given: string | undefined, allowed: readonly [T, ...T[]]): T => {
  const found = given === undefined ? allowed[0] : allowed.find((one) => one === given);
  if (found === undefined) throw new Error(`${given} is none of ${allowed.join(', ')}`);
  return found;
};

function faultsOf(given: Given): Partial<Faults> {
  return {
    loseRequest: number(given, 'lose-request', 0),
    loseAnswer: number(given, 'lose-answer', 0),
    errorAfterApply: number(given, 'error-after', 0),
    lateAnswer: { p: number(given, 'late', 0), ms: number(given, 'late-ms', 2000) },
    garble: number(given, 'garble', 0),
    truncate: number(given, 'truncate', 0),
    otherAddress: number(given, 'other-address', 0),
    noise: number(given, 'noise', 0),
    answerMs: number(given, 'answer-ms', 0),
    echo: given.echo ?? false,
  };
}

function metersOf(given: Given): MeterOptions[] {
  const protocol = oneOf(given.protocol, ['dlt645', 'water', 'gas']);
  const fen = (name: 'money' | 'overdraft' | 'hoard', without: number): number =>
    Math.round(number(given, name, without) * 100);
  const price = number(given, 'price', 5000);
  return Array.from({ length: number(given, 'meters', 10) }, (_, index): MeterOptions => {
    if (protocol !== 'dlt645') {
      const meterType = protocol === 'water' ? 0x10 : 0x30;
      return {
        protocol: 'cjt188',
        address: `00${addressOf(index)}`,
        meterType,
        litresPerHour: number(given, 'load', 500),
      };
    }
    const phase = oneOf(given.phase, ['running', 'test']);
    return {
      protocol,
      address: addressOf(index),
      variant: oneOf(given.variant, ['plain', 'order-number', 'security-port']),
      phase,
      customerNo: phase === 'running' ? addressOf(index) : '000000000000',
      moneyFen: phase === 'running' ? fen('money', 50) : 0,
      purchaseCount: phase === 'running' ? 1 : 0,
      loadWatts: number(given, 'load', 500),
      prices: [price, price, price, price],
      overdraftLimitFen: fen('overdraft', 0),
      hoardLimitFen: fen('hoard', 999_999.99),
      password: given.password ?? '000000',
      driftMsPerDay: number(given, 'drift', 0),
    };
  });
}

async function serialLines(given: Given, simulator: Simulator): Promise<SerialLine[]> {
  const found: SerialLine[] = [];
  if (given.pty !== undefined) found.push(await onPty(given.pty, simulator.port));
  if (given.tty !== undefined) found.push(await onSerialPort(simulator.buses[0]!, given.tty));
  return found;
}

async function main(): Promise<void> {
  const { values: given } = parseArgs({ options: OPTIONS });
  if (given.help) return console.log(HELP);
  const begin = Date.now();
  const speed = number(given, 'speed', 1);
  const simulator = await startSimulator({
    meters: metersOf(given),
    lines: number(given, 'lines', 1),
    port: number(given, 'port', 7645),
    host: given.host ?? '127.0.0.1',
    seed: number(given, 'seed', 1),
    faults: faultsOf(given),
    now: () => begin + (Date.now() - begin) * speed,
  });
  const serial = await serialLines(given, simulator);
  for (const { port, addresses } of simulator.lines) {
    console.log(
      `${given.host ?? '127.0.0.1'}:${port}  ${addresses.length} meters: ${addresses[0]} … ${addresses.at(-1)}`,
    );
  }
  for (const { path } of serial) console.log(`first line also at ${path}`);
  let shown = 0;
  const figures = setInterval(() => {
    const { requests, answers, lost, late, denied } = simulator.counts;
    if (requests === shown) return;
    shown = requests;
    console.log(
      `${requests} requests, ${answers} answers, ${lost} lost, ${late} late, ${denied} denied after they were done`,
    );
  }, 10_000);
  const stop = async (): Promise<void> => {
    clearInterval(figures);
    await Promise.all(serial.map((line) => line.close()));
    await simulator.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

await main().catch((problem: unknown) => {
  console.error(problem instanceof Error ? problem.message : problem);
  process.exitCode = 1;
});
