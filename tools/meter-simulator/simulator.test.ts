/** The simulated meters behave as meters do, asked over TCP with the server's codecs. */
import { afterEach, describe, expect, test } from 'vitest';
import {
  clockOf,
  type DataValue,
  dataItem,
  readBlock,
  readValue,
  valueBytes,
} from '../../server/modules/network/dlt645/data.ts';
import { encodeFrame } from '../../server/modules/network/dlt645/frame.ts';
import {
  type Access,
  type Answer,
  addPiece,
  addressIn,
  broadcastTime,
  type Pieces,
  type Request,
  readAddress,
  readData,
  readOn,
  switchRelay,
  writeAddress,
  writeData,
} from '../../server/modules/network/dlt645/requests.ts';
import { relayOf } from '../../server/modules/network/dlt645/status-words.ts';
import type { ElectricityOptions } from './electricity.ts';
import { type Master, masterOf } from './master.fixture.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from './simulator.ts';

const METER = '000000000161';
const ACCESS: Access = { level: '02', password: '000000', operator: '00000000' };
/** Noon of 12 May 2026 in China. */
const NOON = Date.parse('2026-05-12T04:00:00.000Z');
const HOUR = 3_600_000;

let running: { simulator: Simulator; master: Master } | null = null;

async function start(options: SimulatorOptions): Promise<{ simulator: Simulator; master: Master }> {
  const simulator = await startSimulator({ now: () => NOON, ...options });
  running = { simulator, master: await masterOf(simulator.port) };
  return running;
}

const one = (options: Partial<ElectricityOptions> = {}, more: Partial<SimulatorOptions> = {}) =>
  start({ ...more, meters: [{ protocol: 'dlt645', address: METER, moneyFen: 10_000, ...options }] });

afterEach(async () => {
  running?.master.close();
  await running?.simulator.close();
  running = null;
});

async function value(master: Master, di: string): Promise<DataValue | null> {
  const answer = await master.ask(readData(METER, di));
  if (answer?.result !== 'data') throw new Error(`${di}: ${JSON.stringify(answer)}`);
  return readValue(dataItem(di)!, answer.data);
}

const command = (name: Parameters<typeof switchRelay>[2]['command'], validUntil = '2026-05-12T12:10:00'): Request =>
  switchRelay(METER, ACCESS, { command: name, validUntil });

describe('energy and money', () => {
  test('energy grows with the load, money goes by the price', async () => {
    const { simulator, master } = await one({ loadWatts: 2000, prices: [9000, 8000, 5000, 3000], energyMilli: 1000 });
    simulator.advance(3 * HOUR);
    expect(await value(master, '00010000')).toBe(7000);
    expect(await value(master, '00010300')).toBe(7000);
    expect(await value(master, '00900200')).toBe(9700);
    expect(await value(master, '02030000')).toBe(20000);
    expect(await value(master, '02800020')).toBe(5000);
  });

  test('peak and valley are counted apart', async () => {
    const { simulator, master } = await one({ loadWatts: 1000, prices: [9000, 8000, 5000, 3000] });
    simulator.advance(24 * HOUR);
    const answer = await master.ask(readData(METER, '0001FF00'));
    expect(answer?.result === 'data' && readBlock('0001FF00', answer.data)?.map((member) => member.value)).toEqual([
      24_000, 0, 6000, 10_000, 8000,
    ]);
    expect(await value(master, '00900200')).toBe(10_000 - (6 * 80 + 10 * 50 + 8 * 30));
  });

  test('the relay opens when the money is gone, and nothing is counted from then on', async () => {
    const { simulator, master } = await one({ moneyFen: 100, loadWatts: 1000, prices: [5000, 5000, 5000, 5000] });
    simulator.advance(10 * HOUR);
    expect(await value(master, '00010000')).toBe(2000);
    expect(await value(master, '00900200')).toBe(0);
    expect(relayOf(String(await value(master, '04000503')))).toBe('open');
    expect(await value(master, '02020100')).toBe(0);
  });

  test('an overdraft carries on for a while', async () => {
    const { simulator, master } = await one({ moneyFen: 100, overdraftLimitFen: 50, loadWatts: 1000 });
    simulator.advance(2.5 * HOUR);
    expect(await value(master, '00900201')).toBe(25);
    expect(relayOf(String(await value(master, '04000503')))).toBe('closed');
    simulator.advance(HOUR);
    expect(await value(master, '00900201')).toBe(50);
    expect(relayOf(String(await value(master, '04000503')))).toBe('open');
  });

  test('a wallet of energy falls with the energy, whatever the price', async () => {
    const { simulator, master } = await one({ prepaid: 'energy', energyLeftMilli: 3000, loadWatts: 1000 });
    simulator.advance(2 * HOUR);
    expect(await value(master, '00900100')).toBe(1000);
    expect(await value(master, '03320201')).toBe(0);
    expect(await master.ask(readData(METER, '00900200'))).toMatchObject({ result: 'refused', error: 'no-such-data' });
    simulator.advance(2 * HOUR);
    expect(simulator.meter(METER).electricity).toMatchObject({ energyLeftMilli: 0, relay: 'open', energyMilli: 3000 });
  });

  test('prices of the backup set come into force at their time', async () => {
    const { simulator, master } = await one({ loadWatts: 1000 });
    for (const tariff of [1, 2, 3, 4]) {
      const di = `0405020${tariff}`;
      const answer = await master.ask(writeData(METER, di, ACCESS, valueBytes(dataItem(di)!, 8000)));
      expect(answer?.result).toBe('done');
    }
    const at = valueBytes(dataItem('04000108')!, '2026-05-12T13:30:00');
    expect((await master.ask(writeData(METER, '04000108', ACCESS, at)))?.result).toBe('done');
    expect(await value(master, '04050103')).toBe(5000);
    simulator.advance(3 * HOUR);
    expect(await value(master, '04050103')).toBe(8000);
    expect(await value(master, '04050203')).toBe(5000);
    expect(await value(master, '00900200')).toBe(10_000 - 75 - 120);
    expect(simulator.meter(METER).electricity.switchAt).toBe('0000000000');
  });

  test('the first of a month leaves a settlement reading', async () => {
    const { simulator, master } = await one({ loadWatts: 1000, prepaid: 'none' });
    simulator.advance(20 * 24 * HOUR);
    expect(await value(master, '00010001')).toBe(468_000);
    expect(await value(master, '00010000')).toBe(480_000);
  });
});

describe('orders to the relay', () => {
  test('trip, allow to close, the button', async () => {
    const { simulator, master } = await one();
    expect((await master.ask(command('trip')))?.result).toBe('done');
    expect(simulator.meter(METER).electricity.relay).toBe('open');
    simulator.meter(METER).pressButton();
    expect(simulator.meter(METER).electricity.relay).toBe('open');
    expect((await master.ask(command('allow-close')))?.result).toBe('done');
    expect(relayOf(String(await value(master, '04000503')))).toBe('close-allowed');
    simulator.meter(METER).pressButton();
    expect(relayOf(String(await value(master, '04000503')))).toBe('closed');
  });

  test.each([
    ['too late', command('trip', '2026-05-12T11:59:59'), 'other'],
    [
      'a wrong password',
      switchRelay(METER, { ...ACCESS, password: '000001' }, { command: 'trip', validUntil: '2026-05-12T12:10:00' }),
      'not-authorised',
    ],
    [
      'a wrong level',
      switchRelay(METER, { ...ACCESS, level: '04' }, { command: 'trip', validUntil: '2026-05-12T12:10:00' }),
      'not-authorised',
    ],
  ])('refused: %s', async (_, request, error) => {
    const { simulator, master } = await one();
    expect(await master.ask(request)).toMatchObject({ result: 'refused', error });
    expect(simulator.meter(METER).electricity.relay).toBe('closed');
  });

  test('a meter whose power is kept does not trip', async () => {
    const { simulator, master } = await one({ moneyFen: 10, loadWatts: 1000 });
    expect((await master.ask(command('keep-power-on')))?.result).toBe('done');
    expect(await master.ask(command('trip'))).toMatchObject({ result: 'refused' });
    simulator.advance(5 * HOUR);
    expect(simulator.meter(METER).electricity.relay).toBe('closed');
    expect((await master.ask(command('keep-power-off', '2026-05-12T17:10:00')))?.result).toBe('done');
    expect(simulator.meter(METER).electricity.relay).toBe('open');
  });

  test('closing without money is accepted and lasts no time: only reading back shows it', async () => {
    const { master } = await one({ moneyFen: 0 });
    expect((await master.ask(command('close')))?.result).toBe('done');
    expect(relayOf(String(await value(master, '04000503')))).toBe('open');
  });

  test('a stuck relay accepts every order', async () => {
    const { simulator, master } = await one();
    simulator.meter(METER).setStuck(true);
    expect((await master.ask(command('trip')))?.result).toBe('done');
    expect(relayOf(String(await value(master, '04000503')))).toBe('closed');
  });
});

describe('the clock', () => {
  const clock = async (master: Master) => clockOf(await value(master, '04000101'), await value(master, '04000102'));

  test('drifts, and takes a broadcast once a day', async () => {
    const { simulator, master } = await one({ driftMsPerDay: 60_000 });
    simulator.advance(24 * HOUR);
    expect(await clock(master)).toBe('2026-05-13T12:01:00');
    expect(await master.ask(broadcastTime('2026-05-13T12:00:00'), 50)).toBe(null);
    expect(await clock(master)).toBe('2026-05-13T12:00:00');
    await master.ask(broadcastTime('2026-05-13T12:02:00'), 50);
    expect(await clock(master)).toBe('2026-05-13T12:00:00');
  });

  test('ignores a broadcast that is more than five minutes away', async () => {
    const { master } = await one({ clockOffsetMs: -301_000 });
    await master.ask(broadcastTime('2026-05-12T12:00:00'), 50);
    expect(await clock(master)).toBe('2026-05-12T11:54:59');
  });

  test('ignores a broadcast around midnight', async () => {
    const { simulator, master } = await one({ clockOffsetMs: 10_000 });
    simulator.advance(12 * HOUR - 60_000);
    await master.ask(broadcastTime('2026-05-12T23:59:00'), 50);
    expect(await clock(master)).toBe('2026-05-12T23:59:10');
  });

  test('can be written', async () => {
    const { master } = await one({ clockOffsetMs: 3 * HOUR });
    const time = valueBytes(dataItem('04000102')!, '12:00:00');
    expect((await master.ask(writeData(METER, '04000102', ACCESS, time)))?.result).toBe('done');
    expect(await clock(master)).toBe('2026-05-12T12:00:00');
  });
});

describe('reading', () => {
  test('what the meter does not know is refused, and so is writing the prices in force', async () => {
    const { master } = await one();
    expect(await master.ask(readData(METER, '00010500'))).toMatchObject({ result: 'refused', error: 'no-such-data' });
    const price = valueBytes(dataItem('04050101')!, 1);
    expect(await master.ask(writeData(METER, '04050101', ACCESS, price))).toMatchObject({ result: 'refused' });
    expect(await master.ask(readData('000000000999', '00010000'), 50)).toBe(null);
  });

  test('a long answer comes in frames', async () => {
    const { simulator, master } = await one({ answerBytes: 8, loadWatts: 1000 });
    simulator.advance(HOUR);
    let pieces: Pieces | null = null;
    let request = readData(METER, '0001FF00');
    do {
      const answer: Answer | null = await master.ask(request);
      if (answer?.result !== 'data') throw new Error('no data');
      pieces = addPiece(pieces, answer);
      if (pieces === null) throw new Error('out of order');
      if (pieces.next !== null) request = readOn(METER, '0001FF00', pieces.next);
    } while (pieces.next !== null);
    expect(readBlock('0001FF00', pieces.bytes)?.map((member) => member.value)).toEqual([1000, 0, 0, 1000, 0]);
  });

  test('every item of the table that it knows is read by the table', async () => {
    const { master } = await one({ customerNo: '000000123456' });
    expect(await value(master, '0400040E')).toBe('000000123456');
    expect(await value(master, '04000401')).toBe(METER);
    expect(await value(master, '04000404')).toBe('220V');
    expect(await value(master, '02010100')).toBe(2200);
    expect(await value(master, '04001004')).toBe(99_999_999);
    expect(await value(master, '03330201')).toBe(0);
  });

  test('addresses: any meter, a collision, a new address only with the key', async () => {
    const { master } = await one();
    expect(addressIn((await master.ask(readAddress()))!)).toBe(METER);
    expect(await master.ask(writeAddress('000000000162'), 50)).toBe(null);
    running!.simulator.meter(METER).pressProgrammingKey(true);
    await master.ask(writeAddress('000000000162'), 50);
    expect(addressIn((await master.ask(readAddress()))!)).toBe('000000000162');
  });

  test('two meters that answer at once are noise', async () => {
    const { master } = await start({ meters: 4 });
    expect(await master.ask(readAddress(), 50)).toBe(null);
    expect((await master.raw(encodeFrame(readAddress().frame))).length).toBeGreaterThan(12);
    expect(addressIn((await master.ask(readAddress('aaaaaaaaaa02')))!)).toBe('000000000002');
  });
});

describe('faults', () => {
  const read = readData(METER, '00010000');

  test('a lost answer was done, a lost request was not', async () => {
    const { simulator, master } = await one();
    simulator.setFaults({ loseAnswer: 1 });
    expect(await master.ask(command('trip'), 50)).toBe(null);
    expect(simulator.meter(METER).electricity.relay).toBe('open');
    simulator.setFaults({ loseAnswer: 0, loseRequest: 1 });
    expect(await master.ask(command('allow-close'), 50)).toBe(null);
    expect(simulator.meter(METER).electricity.relay).toBe('open');
    expect(simulator.counts).toMatchObject({ requests: 2, answers: 0, lost: 2 });
  });

  test('an error after it was done', async () => {
    const { simulator, master } = await one();
    simulator.setFaults({ errorAfterApply: 1 });
    expect(await master.ask(command('trip'))).toMatchObject({ result: 'refused', error: 'other' });
    expect(simulator.meter(METER).electricity.relay).toBe('open');
    expect((await master.ask(read))?.result).toBe('data');
  });

  test('a late answer comes', async () => {
    const { simulator, master } = await one();
    simulator.setFaults({ lateAnswer: { p: 1, ms: 150 } });
    expect(await master.ask(read, 30)).toBe(null);
    expect((await master.raw(new Uint8Array(0), 250)).length).toBeGreaterThan(0);
  });

  test.each([['garble' as const], ['truncate' as const], ['otherAddress' as const]])(
    '%s is no answer',
    async (fault) => {
      const { simulator, master } = await one();
      simulator.setFaults({ [fault]: 1 });
      expect(await master.ask(read, 50)).toBe(null);
    },
  );

  test('noise and an echo do not hide the answer', async () => {
    const { simulator, master } = await one();
    simulator.setFaults({ noise: 1, echo: true });
    for (let i = 0; i < 20; i += 1) expect((await master.ask(read))?.result).toBe('data');
  });

  test('of one meter alone, and a dead one', async () => {
    const { simulator, master } = await start({ meters: 2 });
    simulator.meter('000000000001').setFaults({ loseAnswer: 1 });
    expect(await master.ask(readData('000000000001', '00010000'), 50)).toBe(null);
    expect((await master.ask(readData('000000000002', '00010000')))?.result).toBe('data');
    simulator.meter('000000000002').setDead(true);
    expect(await master.ask(readData('000000000002', '00010000'), 50)).toBe(null);
    expect(() => simulator.meter('1')).toThrow(/no meter/);
  });

  test('the same seed, the same faults', async () => {
    const row = async (seed: number): Promise<boolean[]> => {
      const { simulator, master } = await one({}, { seed });
      simulator.setFaults({ loseAnswer: 0.5 });
      const heard: boolean[] = [];
      for (let i = 0; i < 12; i += 1) heard.push((await master.ask(read, 40)) !== null);
      master.close();
      await simulator.close();
      return heard;
    };
    const first = await row(3);
    expect(await row(3)).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });
});

test('faults for changes only, and what the meter heard', async () => {
  const { simulator, master } = await one();
  simulator.setFaults({ loseAnswer: 1, only: 'changes' });
  expect(await master.ask(command('trip'), 50)).toBe(null);
  expect(relayOf(String(await value(master, '04000503')))).toBe('open');
  simulator.setFaults({ loseAnswer: 0, errorAfterApply: 1 });
  await master.ask(command('allow-close'));
  expect(simulator.meter(METER).heard.map(({ at: _, ...rest }) => rest)).toEqual([
    { control: 0x1c, di: '', applied: true, end: 'silent' },
    { control: 0x11, di: '04000503', applied: false, end: 'answered' },
    { control: 0x1c, di: '', applied: true, end: 'denied' },
  ]);
});

test('lines: each port has its own meters', async () => {
  const { simulator } = await start({ meters: 5, lines: 2 });
  expect(simulator.lines.map(({ addresses }) => addresses.length)).toEqual([3, 2]);
  const second = await masterOf(simulator.lines[1]!.port);
  expect((await second.ask(readData('000000000002', '00010000')))?.result).toBe('data');
  expect(await second.ask(readData('000000000001', '00010000'), 50)).toBe(null);
  second.close();
});
