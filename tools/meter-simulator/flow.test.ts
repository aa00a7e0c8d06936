/** Simulated water and gas meters, asked over TCP with the server's codec. */
import { afterEach, describe, expect, test } from 'vitest';
import {
  historyIn,
  meteringIn,
  moveValve,
  readHistory,
  readMetering,
  valveIn,
  writeClock,
} from '../../server/modules/network/cjt188/requests.ts';
import { type Master, masterOf } from './master.fixture.ts';
import { type Simulator, startSimulator } from './simulator.ts';

/** Noon of 12 May 2026 in China. */
const NOON = Date.parse('2026-05-12T04:00:00.000Z');
const HOUR = 3_600_000;
const ADDRESS = '00002020120218';
const target = { meterType: 0x10, address: ADDRESS, diOrder: 'high-first' as const };

let running: { simulator: Simulator; master: Master } | null = null;

async function water(more = {}): Promise<{ simulator: Simulator; master: Master }> {
  const meter = { protocol: 'cjt188' as const, address: ADDRESS, litres: 2000, litresPerHour: 60, ...more };
  const simulator = await startSimulator({ now: () => NOON, meters: [meter] });
  running = { simulator, master: await masterOf(simulator.port) };
  return running;
}

afterEach(async () => {
  running?.master.close();
  await running?.simulator.close();
  running = null;
});

describe('water and gas', () => {
  test('counts while the valve is open', async () => {
    const { simulator, master } = await water();
    simulator.advance(HOUR);
    expect(meteringIn((await master.askFlow(readMetering(target, 1)))!)).toEqual({
      volume: 2060,
      volumeAtSettlement: 0,
      clock: '2026-05-12T13:00:00',
      status: { valve: 'open', batteryLow: false, raw: '0000' },
    });
    expect(valveIn((await master.askFlow(moveValve(target, 2, 'close')))!)?.valve).toBe('closed');
    simulator.advance(HOUR);
    expect(simulator.meter(ADDRESS).flow.litres).toBe(2060);
  });

  test('the first of a month leaves a reading', async () => {
    const { simulator, master } = await water();
    simulator.advance(20 * 24 * HOUR);
    expect(meteringIn((await master.askFlow(readMetering(target, 1)))!)).toMatchObject({
      volume: 2000 + 60 * 480,
      volumeAtSettlement: 2000 + 60 * 468,
    });
    expect(historyIn((await master.askFlow(readHistory(target, 2, 1)))!)).toBe(2000 + 60 * 468);
    expect(historyIn((await master.askFlow(readHistory(target, 3, 2)))!)).toBe(0);
  });

  test('a valve takes its time, and may stick', async () => {
    const { simulator, master } = await water({ valveMs: 5000 });
    expect(valveIn((await master.askFlow(moveValve(target, 2, 'close')))!)?.valve).toBe('open');
    simulator.advance(6000);
    expect(simulator.meter(ADDRESS).flow.valve).toBe('closed');
    simulator.meter(ADDRESS).setStuck(true);
    expect(meteringIn((await master.askFlow(readMetering(target, 3)))!)?.status.valve).toBe('faulty');
  });

  test('its edition decides the order of the identifier; the clock can be set', async () => {
    const { master } = await water({ edition: 2018 });
    const low = { ...target, diOrder: 'low-first' as const };
    expect((await master.askFlow(readMetering(target, 4)))?.result).toBe('refused');
    expect((await master.askFlow(writeClock(low, 5, '2026-05-12T08:00:00')))?.result).toBe('data');
    expect(meteringIn((await master.askFlow(readMetering(low, 6)))!)?.clock).toBe('2026-05-12T08:00:00');
  });
});
