/** An approved price over the real line, frame by frame, to meters that rate by themselves; one of them is dark. */
import { afterAll, expect, test } from 'vitest';
import { planRows } from '../../server/modules/rollout/jobs/plan-rows.ts';
import { sendPrices } from '../../server/modules/rollout/jobs/send-prices.ts';
import { runJob, runOutsideJob } from '../../server/platform/jobs.ts';
import { addLine } from '../../shared/contracts/network/add-line.ts';
import { attachMeter } from '../../shared/contracts/network/attach-meter.ts';
import { approveTariff } from '../../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../../shared/contracts/prices/propose-tariff.ts';
import { rolloutMeters } from '../../shared/contracts/rollout/rollout-meters.ts';
import { addSeconds } from '../../shared/values/calendar.ts';
import { startSimulator } from '../../tools/meter-simulator/simulator.ts';
import { openCounter } from '../support/counter.ts';

const counter = await openCounter();
const technician = counter.as('vending-technician');
const simulator = await startSimulator({
  meters: 3,
  now: () => Date.parse(counter.clock.now()),
  each: { loadWatts: 0, moneyFen: 10_000 },
});
afterAll(() => simulator.close());

test('it lies in the backup set before its date, is in force after, and the dark meter is named', async () => {
  const place = { transport: 'tcp', host: '127.0.0.1', port: simulator.port, answerMs: 500, retries: 0 } as const;
  const { lineId } = await technician.call(addLine, { name: '一号楼网关', ...place });
  const meterIds: string[] = [];
  for (const { address } of simulator.meters) {
    const given = { meterNo: address, delivery: 'network', creditUnit: 'money' } as const;
    const meterId = await counter.addMeter(counter.room, given);
    const input = { meterId, lineId, protocol: 'dlt645-plain', address, ratesItself: true } as const;
    expect((await technician.call(attachMeter, { ...input, saysNumber: address })).result).toBe('attached');
    meterIds.push(meterId);
  }
  const from = addSeconds(counter.clock.now(), 7_200);
  const spec = {
    commodity: 'electricity' as const,
    period: 'none' as const,
    basis: 'consumed' as const,
    taxRateBasisPoints: 1300,
    hours: { peak: ['08:00-22:00'], valley: ['22:00-08:00'] },
    tiers: [{ upTo: null, prices: { peak: 6_800, valley: 3_400 } }],
  };
  const words = { categoryCode: 'dormitory', spec, reason: '按批文执行', effectiveFrom: from };
  const { proposalId, specHash } = await counter.as('vending-supervisor').signed(proposeTariff, words);
  await counter.as('price-approver').signed(approveTariff, { proposalId, specHash });

  const [good, other, dark] = simulator.meters;
  dark!.setDead(true);
  const work = async (): Promise<(readonly [string, string | null])[]> => {
    await runJob(counter.app.jobs, planRows, counter.siteId);
    await runOutsideJob(counter.app.jobs, sendPrices, counter.siteId);
    const { rows } = await technician.ask(rolloutMeters, {});
    return meterIds.map((meterId) => {
      const { state, reason } = rows.find((row) => row.meterId === meterId && row.effectiveFrom === from)!;
      return [state, reason] as const;
    });
  };
  expect(await work()).toEqual([
    ['sent', null],
    ['sent', null],
    ['silent', 'silent'],
  ]);
  counter.clock.set(addSeconds(from, 900));
  expect(await work()).toEqual([
    ['confirmed', null],
    ['confirmed', null],
    ['silent', 'silent'],
  ]);
  for (const meter of [good!, other!]) expect(meter.electricity.prices).toEqual([6_800, 6_800, 6_800, 3_400]);
});
